// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rundraft.h"

#include "store/runschema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <utility>

namespace weir {

namespace {

Result<void> makeDraft(const QString &draft, const RunHeader &header, RunStatements &statements,
                       RunRows &rows)
{
    if (Result<void> connected = statements.open(draft, SqliteConnection::Mode::Create); !connected)
        return connected;
    QStringList tables{u"BEGIN EXCLUSIVE"_qs, u"PRAGMA application_id=%1"_qs.arg(runFileApplicationId),
                       u"PRAGMA user_version=%1"_qs.arg(runFileVersion)};
    for (const RunTable &table : runTables())
        tables << table.sql;
    if (Result<void> done = statements.runAll(tables); !done)
        return done;
    if (Result<void> prepared = statements.prepare(); !prepared)
        return prepared;
    rows.addHeader(header);
    rows.writeCounts();
    statements.release();
    // The mode stays with the file.
    return statements.runAll({u"COMMIT"_qs, u"PRAGMA journal_mode=WAL"_qs});
}

/// What this process has in making.
struct Making
{
    std::timed_mutex mutex;
    QString unbegun; ///< The path of a file without records; empty: none. Under the mutex.
};

Making &making()
{
    static Making one;
    return one;
}

void removeAll(const QString &path)
{
    for (const QString &ending : {u""_qs, u"-journal"_qs, u"-wal"_qs, u"-shm"_qs})
        QFile::remove(path + ending);
}

} // namespace

RunFileMaking::RunFileMaking() : m_lock(making().mutex) {}

void RunFileMaking::setMade(const QString &path)
{
    making().unbegun = path;
}

void noteRunFileBegun()
{
    const std::scoped_lock lock(making().mutex);
    making().unbegun.clear();
}

void dropUnbegunRunFiles()
{
    constexpr std::chrono::seconds patience{2};
    std::unique_lock<std::timed_mutex> lock(making().mutex, patience);
    if (!lock.owns_lock())
        return;
    if (const QString path = std::exchange(making().unbegun, {}); !path.isEmpty())
        removeAll(path);
    lock.release(); // for ever
}

Result<void> makeRunFile(const QString &path, const RunHeader &header, RunStatements &statements,
                         RunRows &rows)
{
    const QString draft = QFileInfo(path).dir().filePath(u".weir-%1.new"_qs.arg(header.id));
    Result<void> made = makeDraft(draft, header, statements, rows);
    statements.close();
    // Never overwrites.
    if (made && !QFile::rename(draft, path))
        made = Error{Message(WEIR_TEXT("run_file.unnamed", "The run file can't be given its name")),
                     {},
                     Message(WEIR_TEXT("run_file.name_or_folder",
                                       "Check the name and the permissions of the folder."))};
    if (!made) {
        removeAll(draft);
        return Error{made.error().what, Message::verbatim(path), made.error().advice};
    }
    return {};
}

} // namespace weir
