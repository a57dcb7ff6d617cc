// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runcatalog.h"

#include "store/rowcheck.h"
#include "store/runschema.h"
#include "store/writermark.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace weir {

namespace {

std::optional<double> numberAt(const QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.value(key);
    return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
}

void addFigures(RunListing &listing, const QJsonObject &summary)
{
    listing.verdict = summary.value(u"verdict"_qs).toString();
    const QJsonObject ttft = summary.value(u"ttft_ms"_qs).toObject();
    if (ttft.value(u"count"_qs).toDouble() > 0) {
        listing.ttftP50Ms = numberAt(ttft, u"p50"_qs);
        listing.ttftP99Ms = numberAt(ttft, u"p99"_qs);
    }
    listing.requestsPerSecond = numberAt(summary, u"requests_per_second"_qs);
    listing.tokensPerSecond = numberAt(summary.value(u"tokens"_qs).toObject(), u"per_second"_qs);
    const QJsonObject requests = summary.value(u"requests"_qs).toObject();
    const double started = requests.value(u"started"_qs).toDouble();
    if (started > 0)
        listing.errorRate = requests.value(u"failed"_qs).toDouble() / started;
}

RunListing listingOf(const QFileInfo &file)
{
    RunListing listing;
    listing.path = file.absoluteFilePath();
    listing.bytes = static_cast<quint64>(file.size());
    Result<std::unique_ptr<RunFileReader>> reader =
        RunFileReader::open(listing.path, RunFileReader::Depth::Header);
    if (!reader) {
        listing.error = reader.error().message();
        return listing;
    }
    const RunHeader &header = reader.value()->header();
    listing.id = header.id;
    listing.startedAt = header.startedAt;
    listing.scenario = header.scenario.name;
    listing.state = reader.value()->state();
    listing.tags = reader.value()->tags();
    listing.note = reader.value()->note();
    addFigures(listing, reader.value()->summaryJson());
    return listing;
}

/// The run; an error when the file is none or its writer still lives.
Result<std::unique_ptr<RunFileReader>> openAtRest(const QString &path)
{
    Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path, RunFileReader::Depth::Header);
    if (reader && reader.value()->state() == RunState::Running)
        return Error{Message(WEIR_TEXT("run_file.still_written", "The run is still being written")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("run_file.wait_for_it", "Wait until it is done, or stop it."))};
    return reader;
}

/// Rows of `meta`. Whoever writes to an interrupted run merges its log into the file and removes it, so what
/// could not be read of it is kept, and its writer needs no looking for any more.
std::vector<QVariantList> rowsFor(const RunFileReader &run, const QStringList &tags, const QString &note)
{
    const QByteArray tagsJson =
        QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact);
    std::vector<QVariantList> rows{{u"tags"_qs, storableText(QString::fromUtf8(tagsJson))},
                                   {u"note"_qs, storableText(note)}};
    if (run.state() == RunState::Interrupted)
        rows.push_back({u"writer"_qs, storableText(QString())});
    if (!run.loss().isEmpty())
        rows.push_back({u"lost"_qs, run.loss().toString()});
    return rows;
}

/// Moves a run with the files that SQLite may have left beside it; the log first, so that the run is never
/// without it.
Result<QString> moveRun(const QString &from, const QString &to)
{
    if (QFileInfo::exists(to))
        return Error{Message(WEIR_TEXT("file.name_taken", "A file of that name is there already")),
                     Message::verbatim(to), Message(WEIR_TEXT("file.move_it_away", "Move it away first."))};
    if (!QDir().mkpath(QFileInfo(to).path()))
        return Error{Message(WEIR_TEXT("file.no_folder", "The folder can't be made")),
                     Message::verbatim(QFileInfo(to).path()),
                     Message(WEIR_TEXT("file.check_permissions", "Check the permissions."))};
    for (const QString &ending : {u"-shm"_qs, u"-wal"_qs, u""_qs}) {
        if (!QFileInfo::exists(from + ending) || QFile::rename(from + ending, to + ending))
            continue;
        for (const QString &moved : {u"-shm"_qs, u"-wal"_qs})
            QFile::rename(to + moved, from + moved);
        return Error{Message(WEIR_TEXT("run_file.unmoved", "The run can't be moved")),
                     Message::verbatim(from),
                     Message(WEIR_TEXT("run_file.check_its_folder", "Check the permissions of its folder."))};
    }
    return to;
}

} // namespace

std::vector<RunListing> listRuns(const QString &folder)
{
    std::vector<RunListing> runs;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.weirrun"_qs}, QDir::Files);
    for (const QFileInfo &file : files)
        runs.push_back(listingOf(file));
    std::stable_sort(runs.begin(), runs.end(), [](const RunListing &a, const RunListing &b) {
        if (a.error.isEmpty() != b.error.isEmpty())
            return a.error.isEmpty();
        return a.startedAt > b.startedAt;
    });
    return runs;
}

Result<void> annotate(const QString &path, const QStringList &tags, const QString &note)
{
    std::vector<QVariantList> rows;
    {
        const Result<std::unique_ptr<RunFileReader>> run = openAtRest(path);
        if (!run)
            return run.error();
        rows = rowsFor(**run, tags, note);
    }
    Result<std::unique_ptr<SqliteConnection>> connection =
        SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite);
    if (!connection)
        return connection.error();
    QSqlQuery query = connection.value()->query();
    const QStringList places(static_cast<qsizetype>(rows.size()), u"(?, ?, ?)"_qs);
    query.prepare(u"INSERT OR REPLACE INTO meta VALUES "_qs + places.join(u", "_qs));
    for (const QVariantList &row : rows) {
        for (const QVariant &value : row)
            query.addBindValue(value);
        query.addBindValue(checkOf(row));
    }
    if (!query.exec())
        return connection.value()->errorOf(query);
    return {};
}

Result<QString> moveRunToTrash(const QString &path)
{
    if (const Result<std::unique_ptr<RunFileReader>> run = openAtRest(path); !run)
        return run.error();
    const QFileInfo file(path);
    return moveRun(path, file.dir().filePath(u"deleted/"_qs + file.fileName()));
}

Result<QString> restoreRun(const QString &trashedPath)
{
    const QFileInfo file(trashedPath);
    if (!file.exists())
        return Error{Message(WEIR_TEXT("run_file.deleted_gone", "The deleted run is gone")),
                     Message::verbatim(trashedPath),
                     {}};
    return moveRun(trashedPath, QDir::cleanPath(file.dir().filePath(u"../"_qs + file.fileName())));
}

} // namespace weir
