// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.h"
#include "scenario/scenariojson.h"
#include "store/chunkcodec.h"
#include "store/integrity.h"
#include "store/openparts.h"
#include "store/recordrows.h"
#include "store/runfile.h"
#include "store/runschema.h"
#include "store/secretscan.h"
#include "store/writermark.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlError>

#include <array>
#include <set>
#include <span>
#include <sys/stat.h>
#include <vector>

namespace weir {

namespace {

/// SQLite has no unsigned numbers; counts never come near the limit.
QVariant whole(quint64 count)
{
    return static_cast<qlonglong>(count);
}

QVariant whole(Nanoseconds time)
{
    return static_cast<qlonglong>(time.count());
}

QVariant histogramBlob(const Histogram &histogram)
{
    return histogram.isEmpty() ? QVariant() : QVariant(histogram.serialized());
}

QString errorsJson(const std::map<OutcomeClass, quint64> &errors)
{
    QJsonObject json;
    for (const auto &[outcome, count] : errors)
        json[toString(outcome)] = static_cast<qint64>(count);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

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

/// The connection, one prepared statement for each table, and the first failure: all later calls are then
/// idle, so that a file never has a hole in its middle.
class RunFileWriter::Private
{
public:
    Private(QString path, TimePoint zero) : m_path(std::move(path)), m_zero(zero), m_openParts(zero) {}
    ~Private();

    Result<void> open(const RunHeader &header, Durability durability);
    void addRecord(const RequestRecord &record);
    void updateOpen(const RequestRecord &record);
    void addOpenChunks(RequestKey key, const OpenCounts &counts, std::span<const ChunkStamp> chunks);
    void putMeta(const QString &key, const QString &value);
    void putDocument(const QString &name, const QJsonObject &json);
    Result<void> commit();
    Result<void> finish(RunState state, const QJsonObject &summary);
    void exec(QSqlQuery &query, const QVariantList &values);
    /// Binds the row's check behind its values.
    void execRow(QSqlQuery &query, QVariantList values);
    void addDropped(TimePoint intended);
    void addSeriesPoint(quint32 second, const SeriesPoint &point);
    void setHistogram(const QString &name, const Histogram &histogram);
    void addNote(const RunNote &note);
    Result<void> run(const QString &statement);
    [[nodiscard]] bool isInPlace() const { return filesAt(m_path) == m_files; }

    QString m_path;
    TimePoint m_zero;

private:
    Result<void> makeDraft(const QString &draft, const RunHeader &header);
    Result<void> continueDraft(Durability durability);
    Result<void> connectTo(const QString &path, SqliteConnection::Mode mode);
    Result<void> runAll(const QStringList &statements);
    Result<void> prepareAll();
    Result<void> prepare(QSqlQuery &query, const QString &statement);
    void writeHeader(const RunHeader &header);
    void makeIndexes();
    void dropQueries();
    void writeOpenPart();
    void dropOldParts();
    void countRow(const QString &table);
    void writeCounts();

    std::unique_ptr<SqliteConnection> m_connection;
    QSqlQuery m_insertRequest, m_insertChunks, m_replaceOpen, m_insertOpenChunks, m_deleteOpen,
        m_deleteOpenChunks, m_putMeta, m_putDocument, m_insertSeries, m_insertHistogram, m_insertNote,
        m_insertDropped;

    RowCounts m_counts;
    std::set<QString> m_documents;  ///< Written at least once.
    std::set<QString> m_histograms; ///< The same.
    std::vector<bool> m_seconds;    ///< Seconds of the series that are written.
    OpenParts m_openParts;
    FileIdentities m_files;
    quint64 m_oldestPart = 0; ///< Rows of open_chunks before it are deleted.
    std::optional<Error> m_failure;
    bool m_created = false;
    bool m_finished = false;
};

RunFileWriter::Private::~Private()
{
    if (!m_connection)
        return;
    // Nothing more will come: readers need not wait for this process to end before they call the run
    // interrupted.
    if (m_created && !m_finished) {
        [[maybe_unused]] const Result<void> undone = m_connection->run(QStringLiteral("ROLLBACK"));
        [[maybe_unused]] const Result<void> released =
            m_connection->run(QStringLiteral("DELETE FROM meta WHERE key = 'writer'"));
    }
    dropQueries();
}

void RunFileWriter::Private::dropQueries()
{
    for (QSqlQuery *query : {&m_insertRequest, &m_insertChunks, &m_replaceOpen, &m_insertOpenChunks,
                             &m_deleteOpen, &m_deleteOpenChunks, &m_putMeta, &m_putDocument, &m_insertSeries,
                             &m_insertHistogram, &m_insertNote, &m_insertDropped}) {
        *query = QSqlQuery();
    }
}

Result<void> RunFileWriter::Private::run(const QString &statement)
{
    if (m_failure)
        return *m_failure;
    Result<void> done = m_connection->run(statement);
    if (!done)
        m_failure = done.error();
    return done;
}

Result<void> RunFileWriter::Private::open(const RunHeader &header, Durability durability)
{
    const QString draft = QFileInfo(m_path).dir().filePath(u".weir-%1.new"_qs.arg(header.id));
    Result<void> made = makeDraft(draft, header);
    dropQueries();
    m_connection.reset();
    // Never overwrites.
    if (made && !QFile::rename(draft, m_path))
        made = Error{Message(WEIR_TEXT("run_file.unnamed", "The run file can't be given its name")),
                     {},
                     Message(WEIR_TEXT("run_file.name_or_folder",
                                       "Check the name and the permissions of the folder."))};
    if (!made) {
        for (const QString &left : {draft, draft + u"-journal"_qs, draft + u"-wal"_qs, draft + u"-shm"_qs})
            QFile::remove(left);
        return Error{made.error().what, Message::verbatim(m_path), made.error().advice};
    }
    return continueDraft(durability);
}

/// The file under another name, with all tables and the header: a kill on the way leaves nothing under the
/// run's own name, and whoever finds a file there finds a whole one.
Result<void> RunFileWriter::Private::makeDraft(const QString &draft, const RunHeader &header)
{
    if (Result<void> connected = connectTo(draft, SqliteConnection::Mode::Create); !connected)
        return connected;
    QStringList statements{u"BEGIN EXCLUSIVE"_qs, u"PRAGMA application_id=%1"_qs.arg(runFileApplicationId),
                           u"PRAGMA user_version=%1"_qs.arg(runFileVersion)};
    for (const RunTable &table : runTables())
        statements << table.sql;
    if (Result<void> done = runAll(statements); !done)
        return done;
    if (Result<void> prepared = prepareAll(); !prepared)
        return prepared;
    writeHeader(header);
    writeCounts();
    dropQueries();
    // The mode stays with the file.
    return runAll({u"COMMIT"_qs, u"PRAGMA journal_mode=WAL"_qs});
}

Result<void> RunFileWriter::Private::continueDraft(Durability durability)
{
    if (Result<void> connected = connectTo(m_path, SqliteConnection::Mode::ReadWrite); !connected)
        return connected;
    m_created = true;
    if (Result<void> prepared = prepareAll(); !prepared)
        return prepared;
    const Result<void> begun =
        runAll({durability == Durability::Kept ? u"PRAGMA synchronous=FULL"_qs : u"PRAGMA synchronous=OFF"_qs,
                u"BEGIN IMMEDIATE"_qs});
    if (!begun)
        return begun;
    writeCounts(); // makes the log
    if (Result<void> done = runAll({u"COMMIT"_qs, u"BEGIN IMMEDIATE"_qs}); !done)
        return done;
    m_files = filesAt(m_path);
    return {};
}

Result<void> RunFileWriter::Private::connectTo(const QString &path, SqliteConnection::Mode mode)
{
    Result<std::unique_ptr<SqliteConnection>> opened = SqliteConnection::open(path, mode);
    if (!opened)
        return opened.error();
    m_connection = std::move(opened).value();
    return {};
}

Result<void> RunFileWriter::Private::runAll(const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (Result<void> done = run(statement); !done)
            return done;
    }
    return {};
}

Result<void> RunFileWriter::Private::prepare(QSqlQuery &query, const QString &statement)
{
    query = m_connection->query();
    if (!query.prepare(statement))
        return m_connection->errorOf(query);
    return {};
}

Result<void> RunFileWriter::Private::prepareAll()
{
    const QString key = u" WHERE request = ? AND attempt = ?"_qs;
    const std::vector<std::pair<QSqlQuery *, QString>> statements{
        {&m_insertRequest, recordInsertSql(u"INSERT"_qs, u"requests"_qs)},
        {&m_insertChunks, u"INSERT INTO chunks VALUES (?, ?, ?, ?)"_qs},
        {&m_replaceOpen, recordInsertSql(u"INSERT OR REPLACE"_qs, u"open_requests"_qs)},
        {&m_insertOpenChunks, u"INSERT INTO open_chunks VALUES (?, ?, ?)"_qs},
        {&m_deleteOpen, u"DELETE FROM open_requests"_qs + key},
        {&m_deleteOpenChunks, u"DELETE FROM open_chunks WHERE part < ?"_qs},
        {&m_putMeta, u"INSERT OR REPLACE INTO meta VALUES (?, ?, ?)"_qs},
        {&m_putDocument, u"INSERT OR REPLACE INTO documents VALUES (?, ?, ?)"_qs},
        {&m_insertSeries,
         u"INSERT OR REPLACE INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_qs},
        {&m_insertHistogram, u"INSERT OR REPLACE INTO histograms VALUES (?, ?, ?)"_qs},
        {&m_insertNote, u"INSERT INTO notes VALUES (?, ?, ?, ?)"_qs},
        {&m_insertDropped, u"INSERT INTO dropped VALUES (?)"_qs},
    };
    for (const auto &[query, statement] : statements) {
        if (Result<void> prepared = prepare(*query, statement); !prepared)
            return prepared;
    }
    return {};
}

void RunFileWriter::Private::writeHeader(const RunHeader &header)
{
    putMeta(u"id"_qs, header.id);
    putMeta(u"scenario"_qs,
            QString::fromUtf8(scenarioToJson(withoutSecretValues(header.scenario, Texts::Cleaned))));
    putMeta(u"scenario_name"_qs, header.scenario.name);
    putMeta(u"seed"_qs, QString::number(header.seed));
    putMeta(u"transport"_qs, header.transport);
    putMeta(u"started_at"_qs, header.startedAt.toUTC().toString(Qt::ISODateWithMs));
    putMeta(u"zero_ns"_qs, QString::number(toNs(header.zero)));
    putMeta(u"environment"_qs, compact(header.environment));
    putMeta(u"state"_qs, toString(RunState::Running));
    putMeta(u"writer"_qs, ownWriterMark());
    putMeta(u"program_version"_qs, QString::fromLatin1(versionString));
}

void RunFileWriter::Private::exec(QSqlQuery &query, const QVariantList &values)
{
    if (m_failure)
        return;
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        m_failure = m_connection->errorOf(query);
}

void RunFileWriter::Private::execRow(QSqlQuery &query, QVariantList values)
{
    if (m_failure)
        return;
    values << checkOf(values);
    exec(query, values);
}

void RunFileWriter::Private::countRow(const QString &table)
{
    ++m_counts.tables[table];
}

/// What the tables hold as of the commit that follows.
void RunFileWriter::Private::writeCounts()
{
    const QString own = u"rows"_qs;
    m_documents.insert(own);
    m_counts.tables[u"documents"_qs] = m_documents.size();
    m_counts.tables[u"histograms"_qs] = m_histograms.size();
    m_counts.tables[u"open_requests"_qs] = m_openParts.openCount();
    m_counts.tables[u"open_chunks"_qs] = m_openParts.nextPart() - m_oldestPart;
    putDocument(own, m_counts.toJson());
}

void RunFileWriter::Private::putMeta(const QString &key, const QString &value)
{
    execRow(m_putMeta, {key, storableText(value)});
}

void RunFileWriter::Private::putDocument(const QString &name, const QJsonObject &json)
{
    execRow(m_putDocument, {name, storableText(compact(json))});
    m_documents.insert(name);
}

void RunFileWriter::Private::addDropped(TimePoint intended)
{
    const QVariant at = whole(intended - m_zero);
    exec(m_insertDropped, {at});
    m_counts.dropped.add(at);
    countRow(u"dropped"_qs);
}

void RunFileWriter::Private::addNote(const RunNote &note)
{
    execRow(m_insertNote, {whole(note.at), storableText(note.kind), storableText(note.text.stored())});
    countRow(u"notes"_qs);
}

void RunFileWriter::Private::addSeriesPoint(quint32 second, const SeriesPoint &point)
{
    execRow(m_insertSeries, {second, whole(point.planned), whole(point.started), whole(point.succeeded),
                             whole(point.chunks), whole(point.bytes), errorsJson(point.errors),
                             whole(point.openStreamsMax), whole(point.openStreamsLast), point.plannedUsers,
                             histogramBlob(point.ttft), histogramBlob(point.itl), whole(point.slipMax),
                             whole(point.loopLagMax), point.processorShareMax});
    if (m_seconds.size() <= second)
        m_seconds.resize(std::size_t{second} + 1);
    if (!m_seconds[second])
        countRow(u"series"_qs);
    m_seconds[second] = true;
}

void RunFileWriter::Private::setHistogram(const QString &name, const Histogram &histogram)
{
    execRow(m_insertHistogram, {name, histogram.serialized()});
    m_histograms.insert(name);
}

void RunFileWriter::Private::addRecord(const RequestRecord &record)
{
    if (m_failure)
        return;
    bindRecord(m_insertRequest, record, m_zero);
    exec(m_insertRequest, {});
    countRow(u"requests"_qs);
    const qlonglong request = static_cast<qlonglong>(record.request.value());
    if (!record.chunks.empty()) {
        execRow(m_insertChunks, {request, record.attempt.value(), encodeChunks(record.chunks, m_zero)});
        countRow(u"chunks"_qs);
    }
    if (m_openParts.close(keyOf(record)))
        exec(m_deleteOpen, {request, record.attempt.value()});
}

void RunFileWriter::Private::updateOpen(const RequestRecord &record)
{
    if (m_failure)
        return;
    m_openParts.open(keyOf(record));
    bindRecord(m_replaceOpen, record, m_zero);
    exec(m_replaceOpen, {});
    if (!record.chunks.empty())
        addOpenChunks(keyOf(record),
                      {record.chunkCount, record.eventCount, record.readCount, record.bytesReceived},
                      record.chunks);
}

void RunFileWriter::Private::addOpenChunks(RequestKey key, const OpenCounts &counts,
                                           std::span<const ChunkStamp> chunks)
{
    if (m_failure)
        return;
    m_openParts.add(key, counts, chunks);
    if (m_openParts.isFull())
        writeOpenPart();
}

void RunFileWriter::Private::writeOpenPart()
{
    if (const std::optional<OpenParts::Part> part = m_openParts.takePart())
        execRow(m_insertOpenChunks, {whole(part->number), part->sections});
}

/// Parts of requests that have ended since go when no older request is open any more.
void RunFileWriter::Private::dropOldParts()
{
    const quint64 oldest = m_openParts.oldestNeeded();
    if (oldest > m_oldestPart)
        exec(m_deleteOpenChunks, {whole(m_oldestPart = oldest)});
}

Result<void> RunFileWriter::Private::commit()
{
    if (!m_failure && !isInPlace()) {
        m_failure =
            Error{Message(WEIR_TEXT(
                      "run_file.removed",
                      "The run file was removed, renamed or replaced while the run was being written")),
                  Message::verbatim(m_path),
                  Message(WEIR_TEXT("run_file.leave_alone",
                                    "Start the run again and leave its file alone until it is done."))};
    }
    writeOpenPart();
    dropOldParts();
    writeCounts();
    if (Result<void> done = run(u"COMMIT"_qs); !done)
        return done;
    return run(u"BEGIN IMMEDIATE"_qs);
}

Result<void> RunFileWriter::Private::finish(RunState state, const QJsonObject &summary)
{
    putDocument(u"summary"_qs, summary);
    putMeta(u"state"_qs, toString(state));
    if (Result<void> done = commit(); !done)
        return done;
    // The run is complete and durable from here on.
    m_finished = true;
    dropQueries();
    makeIndexes();
    // A reader in another process keeps the file in WAL mode, which is as safe; then two small files stay
    // beside it.
    for (const QString &statement :
         {u"PRAGMA wal_checkpoint(TRUNCATE)"_qs, u"PRAGMA journal_mode=DELETE"_qs}) {
        if (!m_connection->run(statement))
            break;
    }
    m_connection.reset();
    m_failure = Error{
        Message(WEIR_TEXT("run_file.finished", "The run file is finished")), Message::verbatim(m_path), {}};
    return {};
}

void RunFileWriter::Private::makeIndexes()
{
    for (const QString &statement :
         {u"CREATE INDEX requests_by_id ON requests (request, attempt)"_qs,
          u"CREATE INDEX chunks_by_id ON chunks (request, attempt)"_qs, u"COMMIT"_qs}) {
        if (m_connection->run(statement))
            continue;
        // They only make reading faster, so a full disk is no reason to call the run lost.
        [[maybe_unused]] const Result<void> undone = m_connection->run(u"ROLLBACK"_qs);
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
        m_d->addRecord(record);
}

void RunFileWriter::addDropped(const std::vector<TimePoint> &intended)
{
    for (TimePoint at : intended)
        m_d->addDropped(at);
}

void RunFileWriter::updateOpen(const std::vector<OpenRequestUpdate> &open)
{
    for (const OpenRequestUpdate &update : open)
        m_d->updateOpen(update.record);
}

void RunFileWriter::addProgress(const OpenProgress &progress)
{
    const ChunkStamp *chunks = progress.chunks.data();
    for (const OpenProgress::Request &request : progress.requests) {
        m_d->addOpenChunks({request.request.value(), request.attempt.value()}, request.counts,
                           {chunks, request.chunks});
        chunks += request.chunks;
    }
}

void RunFileWriter::addNote(const RunNote &note)
{
    m_d->addNote(note);
}

void RunFileWriter::addSeriesPoint(quint32 second, const SeriesPoint &point)
{
    m_d->addSeriesPoint(second, point);
}

void RunFileWriter::setMilestones(const RunMilestones &milestones, const GeneratorHealth &health)
{
    m_d->putDocument(u"milestones"_qs, toJson(milestones, m_d->m_zero));
    m_d->putDocument(u"health"_qs, toJson(health));
}

void RunFileWriter::setHistogram(const QString &name, const Histogram &histogram)
{
    m_d->setHistogram(name, histogram);
}

Result<void> RunFileWriter::commit()
{
    return m_d->commit();
}

Result<void> RunFileWriter::finish(RunState state, const QJsonObject &summary)
{
    return m_d->finish(state, summary);
}

quint64 RunFileWriter::bytes() const
{
    return static_cast<quint64>(QFileInfo(m_d->m_path).size() + QFileInfo(m_d->m_path + u"-wal"_qs).size());
}

bool RunFileWriter::isInPlace() const
{
    return m_d->isInPlace();
}

const QString &RunFileWriter::path() const
{
    return m_d->m_path;
}

} // namespace weir
