// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rundraft.h"
#include "store/runfile.h"
#include "store/runrows.h"
#include "store/runstatements.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <sys/stat.h>

namespace weir {

namespace {

/// Device and number of the database and of its log; what is not there has none. SQLite goes on writing into
/// files that were removed, and nobody would ever read them.
using FileIdentities = std::array<std::pair<quint64, quint64>, 2>;

FileIdentities filesAt(const QString &path)
{
    FileIdentities files{};
    std::size_t at = 0;
    for (const QString &name : {path, path + u"-wal"_qs}) {
        struct stat status
        {
        };
        if (::stat(QFile::encodeName(name).constData(), &status) == 0)
            files.at(at) = {quint64{status.st_dev}, quint64{status.st_ino}};
        ++at;
    }
    return files;
}

} // namespace

/// The file of one run from its making to its last commit.
class RunFileWriter::Private
{
public:
    Private(QString path, TimePoint zero) : rows(m_statements, zero), m_path(std::move(path)) {}
    ~Private();
    Q_DISABLE_COPY_MOVE(Private)

    Result<void> open(const RunHeader &header, Durability durability);
    Result<void> commit();
    void endRecords();
    Result<void> finish(RunState state, const QJsonObject &summary);
    [[nodiscard]] bool isInPlace() const { return filesAt(m_path) == m_files; }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    RunStatements m_statements;

public:
    RunRows rows;

private:
    Result<void> continueFile(Durability durability);
    void makeIndexes();

    QString m_path;
    FileIdentities m_files;
    bool m_created = false;
    bool m_finished = false;
};

RunFileWriter::Private::~Private()
{
    if (!m_statements.isOpen())
        return;
    // Nothing more will come: readers need not wait for this process to end before they call the run
    // interrupted.
    if (m_created && !m_finished) {
        [[maybe_unused]] const Result<void> undone = m_statements.attempt(QStringLiteral("ROLLBACK"));
        [[maybe_unused]] const Result<void> released =
            m_statements.attempt(QStringLiteral("DELETE FROM meta WHERE key = 'writer'"));
    }
    m_statements.release();
}

Result<void> RunFileWriter::Private::open(const RunHeader &header, Durability durability)
{
    RunFileMaking making;
    if (Result<void> made = makeRunFile(m_path, header, m_statements, rows); !made)
        return made;
    making.setMade(m_path);
    return continueFile(durability);
}

Result<void> RunFileWriter::Private::continueFile(Durability durability)
{
    if (Result<void> connected = m_statements.open(m_path, SqliteConnection::Mode::ReadWrite); !connected)
        return connected;
    m_created = true;
    if (Result<void> prepared = m_statements.prepare(); !prepared)
        return prepared;
    const Result<void> begun = m_statements.runAll(
        {durability == Durability::Kept ? u"PRAGMA synchronous=FULL"_qs : u"PRAGMA synchronous=OFF"_qs,
         u"BEGIN IMMEDIATE"_qs});
    if (!begun)
        return begun;
    rows.writeCounts(); // makes the log
    if (Result<void> done = m_statements.runAll({u"COMMIT"_qs, u"BEGIN IMMEDIATE"_qs}); !done)
        return done;
    m_files = filesAt(m_path);
    return {};
}

Result<void> RunFileWriter::Private::commit()
{
    if (!isInPlace()) {
        m_statements.fail(
            Error{Message(WEIR_TEXT(
                      "run_file.removed",
                      "The run file was removed, renamed or replaced while the run was being written")),
                  Message::verbatim(m_path),
                  Message(WEIR_TEXT("run_file.leave_alone",
                                    "Start the run again and leave its file alone until it is done."))});
    }
    noteRunFileBegun();
    rows.closeCommit();
    if (Result<void> done = m_statements.run(u"COMMIT"_qs); !done)
        return done;
    return m_statements.run(u"BEGIN IMMEDIATE"_qs);
}

void RunFileWriter::Private::endRecords()
{
    if (!commit())
        return; // finish() tells it
    makeIndexes();
    [[maybe_unused]] const Result<void> begun = m_statements.run(u"BEGIN IMMEDIATE"_qs); // the same
}

Result<void> RunFileWriter::Private::finish(RunState state, const QJsonObject &summary)
{
    rows.putDocument(u"summary"_qs, summary);
    rows.putMeta(u"state"_qs, toString(state));
    if (Result<void> done = commit(); !done)
        return done;
    // The run is complete and durable from here on.
    m_finished = true;
    m_statements.release();
    makeIndexes();
    // A reader in another process keeps the file in WAL mode, which is as safe; then two small files stay
    // beside it.
    for (const QString &statement :
         {u"PRAGMA wal_checkpoint(TRUNCATE)"_qs, u"PRAGMA journal_mode=DELETE"_qs}) {
        if (!m_statements.attempt(statement))
            break;
    }
    m_statements.close();
    m_statements.fail(Error{
        Message(WEIR_TEXT("run_file.finished", "The run file is finished")), Message::verbatim(m_path), {}});
    return {};
}

void RunFileWriter::Private::makeIndexes()
{
    for (const QString &statement :
         {u"CREATE INDEX IF NOT EXISTS requests_by_id ON requests (request, attempt)"_qs,
          u"CREATE INDEX IF NOT EXISTS chunks_by_id ON chunks (request, attempt)"_qs, u"COMMIT"_qs}) {
        if (m_statements.attempt(statement))
            continue;
        // They only make reading faster, so a full disk is no reason to call the run lost.
        [[maybe_unused]] const Result<void> undone = m_statements.attempt(u"ROLLBACK"_qs);
        return;
    }
}

RunFileWriter::RunFileWriter(std::unique_ptr<Private> d) : m_d(std::move(d)) {}

RunFileWriter::~RunFileWriter() = default;

Result<std::unique_ptr<RunFileWriter>> RunFileWriter::create(const QString &path, const RunHeader &header,
                                                             Durability durability)
{
    const QFileInfo file(path);
    if (file.exists()) {
        return Error{
            Message(WEIR_TEXT("run_file.exists", "The file exists already")), Message::verbatim(path),
            Message(WEIR_TEXT("run_file.other_name", "Choose another name; runs are never overwritten."))};
    }
    // SQLite would take the log of a file that is gone for that of the new one.
    for (const QString &ending : {u"-wal"_qs, u"-journal"_qs}) {
        if (QFileInfo::exists(path + ending))
            return Error{
                Message(WEIR_TEXT("run_file.log_left", "The log of a run file that is gone lies there: %1"),
                        file.fileName() + ending),
                Message::verbatim(path),
                Message(WEIR_TEXT("run_file.move_log",
                                  "Move the run file back beside it, remove the log, or choose another "
                                  "name."))};
    }
    if (!QDir().mkpath(file.absolutePath())) {
        return Error{
            Message(WEIR_TEXT("run_file.no_folder", "The folder of the run file can't be made")),
            Message::verbatim(file.absolutePath()),
            Message(WEIR_TEXT("run_file.other_place",
                              "Check the permissions of the folder above it, or choose another place."))};
    }
    auto d = std::make_unique<Private>(path, header.zero);
    if (Result<void> opened = d->open(header, durability); !opened)
        return opened.error();
    return std::unique_ptr<RunFileWriter>(new RunFileWriter(std::move(d)));
}

void RunFileWriter::addRecords(const std::vector<RequestRecord> &records)
{
    for (const RequestRecord &record : records)
        m_d->rows.addRecord(record);
}

void RunFileWriter::addDropped(const std::vector<TimePoint> &intended)
{
    for (TimePoint at : intended)
        m_d->rows.addDropped(at);
}

void RunFileWriter::updateOpen(const std::vector<OpenRequestUpdate> &open)
{
    for (const OpenRequestUpdate &update : open)
        m_d->rows.updateOpen(update.record);
}

void RunFileWriter::addProgress(const OpenProgress &progress)
{
    const ChunkStamp *chunks = progress.chunks.data();
    for (const OpenProgress::Request &request : progress.requests) {
        m_d->rows.addOpenChunks({request.request.value(), request.attempt.value()}, request.counts,
                                {chunks, request.chunks});
        chunks += request.chunks;
    }
}

void RunFileWriter::addNote(const RunNote &note)
{
    m_d->rows.addNote(note);
}

void RunFileWriter::addSeriesPoint(quint32 second, const SeriesPoint &point)
{
    m_d->rows.addSeriesPoint(second, point);
}

void RunFileWriter::setMilestones(const RunMilestones &milestones, const GeneratorHealth &health)
{
    m_d->rows.setMilestones(milestones, health);
}

void RunFileWriter::setHistogram(const QString &name, const Histogram &histogram)
{
    m_d->rows.setHistogram(name, histogram);
}

Result<void> RunFileWriter::commit()
{
    return m_d->commit();
}

void RunFileWriter::endRecords()
{
    m_d->endRecords();
}

Result<void> RunFileWriter::finish(RunState state, const QJsonObject &summary)
{
    return m_d->finish(state, summary);
}

quint64 RunFileWriter::bytes() const
{
    return static_cast<quint64>(QFileInfo(m_d->path()).size() + QFileInfo(m_d->path() + u"-wal"_qs).size());
}

bool RunFileWriter::isInPlace() const
{
    return m_d->isInPlace();
}

const QString &RunFileWriter::path() const
{
    return m_d->path();
}

} // namespace weir
