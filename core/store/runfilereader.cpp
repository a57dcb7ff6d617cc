// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "scenario/scenariojson.h"
#include "store/integrity.h"
#include "store/recordcursor.h"
#include "store/recordrows.h"
#include "store/runfile.h"
#include "store/runschema.h"
#include "store/writermark.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlError>

namespace weir {

namespace {

Error damaged(const QString &path, const Message &what)
{
    return {what, Message::verbatim(path),
            Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
}

Result<std::unique_ptr<SqliteConnection>> openIn(const QString &path, SqliteConnection::Mode mode)
{
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::open(path, mode);
    if (!connection)
        return connection;
    if (Result<void> checked = checkRunSchema(**connection); !checked)
        return checked.error();
    return connection;
}

Result<std::unique_ptr<SqliteConnection>> openAny(const QString &path)
{
    using enum SqliteConnection::Mode;
    const bool hasLog = QFileInfo(path + u"-wal"_qs).size() > 0;
    if (!QFileInfo(QFileInfo(path).absolutePath()).isWritable())
        return openIn(path, hasLog ? ReadOnly : Immutable);
    Result<std::unique_ptr<SqliteConnection>> connection = openIn(path, ReadOnly);
    // Killed in its very last moment, a writer leaves a rollback journal, which only a writing connection
    // can play back.
    if (!connection && QFileInfo::exists(path + u"-journal"_qs))
        return openIn(path, ReadWrite);
    return connection;
}

/// All rows of a table of two text columns and their check.
Result<std::map<QString, QString>> pairs(const SqliteConnection &connection, const QString &table)
{
    constexpr std::size_t most = 1000;
    QSqlQuery query = connection.query();
    if (!query.exec(u"SELECT * FROM "_qs + table))
        return connection.errorOf(query);
    std::map<QString, QString> values;
    while (values.size() < most && query.next()) {
        const QString key = query.value(0).toString();
        if (checkOf({query.value(0), query.value(1)}) != query.value(2).toLongLong())
            return rowDamaged(connection.path(), table, Message::verbatim(key));
        values[key] = query.value(1).toString();
    }
    if (query.lastError().isValid())
        return connection.errorOf(query);
    return values;
}

Result<QJsonObject> jsonOf(const QString &text, const QString &name, const QString &path)
{
    if (text.isEmpty())
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (!document.isObject())
        return damaged(
            path,
            Message(WEIR_TEXT("run_file.no_object", "The run file is damaged: %1 is no JSON object"), name));
    return document.object();
}

Result<RunHeader> headerFrom(std::map<QString, QString> meta, const QString &path)
{
    RunHeader header;
    header.id = meta[u"id"_qs];
    header.transport = meta[u"transport"_qs];
    bool seedOk = false;
    header.seed = meta[u"seed"_qs].toULongLong(&seedOk);
    bool zeroOk = false;
    const qint64 zero = meta[u"zero_ns"_qs].toLongLong(&zeroOk);
    header.zero = timePointFromNs(isStorableTime(zero) ? zero : 0);
    header.startedAt = QDateTime::fromString(meta[u"started_at"_qs], Qt::ISODateWithMs);
    if (header.id.isEmpty() || !seedOk || !zeroOk || !isStorableTime(zero) || !header.startedAt.isValid())
        return damaged(path, Message(WEIR_TEXT("run_file.header_incomplete",
                                               "The run file is damaged: its header is incomplete")));
    ScenarioReading scenario = scenarioFromJson(meta[u"scenario"_qs].toUtf8());
    // What Weir has written it reads without a problem. Goals that were dropped would let a run pass.
    const auto problem = std::find_if(scenario.problems.begin(), scenario.problems.end(),
                                      [](const Problem &p) { return p.severity == Severity::Error; });
    if (problem != scenario.problems.end())
        return damaged(path, Message(WEIR_TEXT("run_file.scenario_unreadable",
                                               "The run file is damaged: its scenario can't be read: %1"),
                                     placed(*problem)));
    header.scenario = std::move(scenario.scenario);
    const Result<QJsonObject> environment = jsonOf(meta[u"environment"_qs], u"environment"_qs, path);
    if (!environment)
        return environment.error();
    header.environment = *environment;
    return header;
}

/// The last stamp of an open request.
Stamp lastStamp(const RequestRecord &record)
{
    Stamp last = record.started;
    for (const Stamp &stamp :
         {record.connected, record.tlsDone, record.sent, record.headers, record.firstByte, record.firstEvent,
          record.lastToken, record.terminator, record.closed}) {
        last = std::max(last, stamp);
    }
    if (!record.chunks.empty())
        last = std::max(last, Stamp(record.chunks.back().at));
    return last;
}

/// The row of an open request is older than its chunks.
void takeInProgress(RequestRecord &record)
{
    if (record.chunks.empty())
        return;
    record.lastToken = std::max(record.lastToken, Stamp(record.chunks.back().at));
}

Histogram histogramFrom(const QVariant &stored)
{
    bool ok = false;
    const QByteArray bytes = stored.toByteArray();
    return bytes.isEmpty() ? Histogram() : Histogram::deserialized(bytes, ok);
}

quint64 countFrom(const QVariant &stored)
{
    return static_cast<quint64>(std::max<qint64>(stored.toLongLong(), 0));
}

Nanoseconds timeFrom(const QVariant &stored)
{
    const qint64 ns = stored.toLongLong();
    return Nanoseconds{isStorableTime(ns) ? ns : 0};
}

SeriesPoint seriesPointFrom(const QSqlQuery &row)
{
    int column = 1; // 0 is the second
    SeriesPoint point;
    point.planned = countFrom(row.value(column++));
    point.started = countFrom(row.value(column++));
    point.succeeded = countFrom(row.value(column++));
    point.chunks = countFrom(row.value(column++));
    point.outputTokens = point.chunks; // see snapshotOf(), which knows better
    point.bytes = countFrom(row.value(column++));
    const QJsonObject errors = QJsonDocument::fromJson(row.value(column++).toString().toUtf8()).object();
    for (auto it = errors.begin(); it != errors.end(); ++it) {
        if (const std::optional<OutcomeClass> outcome = outcomeClassFromString(it.key()))
            point.errors[*outcome] = static_cast<quint64>(std::max<qint64>(it->toInteger(), 0));
    }
    point.openStreamsMax = countFrom(row.value(column++));
    point.openStreamsLast = countFrom(row.value(column++));
    point.plannedUsers = row.value(column++).toDouble();
    point.ttft = histogramFrom(row.value(column++));
    point.itl = histogramFrom(row.value(column++));
    point.slipMax = timeFrom(row.value(column++));
    point.loopLagMax = timeFrom(row.value(column++));
    point.processorShareMax = row.value(column++).toDouble();
    return point;
}

} // namespace

class RunFileReader::Private
{
public:
    QString path;
    std::unique_ptr<SqliteConnection> connection;
    RunHeader header;
    RunState state = RunState::Interrupted;
    QJsonObject summary;
    RunMilestones milestones;
    GeneratorHealth health;
    QStringList tags;
    QString note;
    bool isUnclosed = false; ///< Its writer was killed.
    LogLoss loss;

    Result<void> load();
};

Result<void> RunFileReader::Private::load()
{
    const Result<std::map<QString, QString>> meta = pairs(*connection, u"meta"_qs);
    if (!meta)
        return meta.error();
    const Result<RunHeader> read = headerFrom(*meta, path);
    if (!read)
        return read.error();
    header = *read;
    const auto valueOf = [](const std::map<QString, QString> &map, const QString &key) {
        const auto found = map.find(key);
        return found == map.end() ? QString() : found->second;
    };
    note = valueOf(*meta, u"note"_qs);
    for (const QJsonValue &tag : QJsonDocument::fromJson(valueOf(*meta, u"tags"_qs).toUtf8()).array())
        tags << tag.toString();
    const std::optional<RunState> stored = runStateFromString(valueOf(*meta, u"state"_qs));
    if (!stored)
        return damaged(path, Message(WEIR_TEXT("run_file.state_unknown",
                                               "The run file is damaged: its state is unknown")));
    const QString writer = valueOf(*meta, u"writer"_qs);
    const bool isWritten = isWriterAlive(writer);
    isUnclosed = *stored == RunState::Running && !isWritten;
    state = isUnclosed ? RunState::Interrupted : *stored;
    loss = LogLoss::fromString(valueOf(*meta, u"lost"_qs));
    if (!isWritten && loss.isEmpty()) {
        loss = lossOfLog(path);
        // A writer that was killed leaves a log; one that could say goodbye takes its mark along.
        if (loss.kind == LogLoss::Kind::Whole && (state != RunState::Interrupted || writer.isEmpty()))
            loss = {};
    }
    const Result<std::map<QString, QString>> documents = pairs(*connection, u"documents"_qs);
    if (!documents)
        return documents.error();
    std::map<QString, QJsonObject> objects;
    for (const QString &name : {u"summary"_qs, u"milestones"_qs, u"health"_qs}) {
        const Result<QJsonObject> json = jsonOf(valueOf(*documents, name), name, path);
        if (!json)
            return json.error();
        objects[name] = *json;
    }
    summary = objects[u"summary"_qs];
    milestones = milestonesFromJson(objects[u"milestones"_qs], header.zero);
    health = healthFromJson(objects[u"health"_qs]);
    return {};
}

RunFileReader::RunFileReader(std::unique_ptr<Private> d) : m_d(std::move(d)) {}

RunFileReader::~RunFileReader() = default;

Result<std::unique_ptr<RunFileReader>> RunFileReader::open(const QString &path, Depth depth)
{
    if (Result<void> checked = checkRunFileHeader(path); !checked)
        return checked.error();
    Result<std::unique_ptr<SqliteConnection>> connection = openAny(path);
    if (!connection)
        return connection.error();
    auto d = std::make_unique<Private>();
    d->path = path;
    d->connection = std::move(connection).value();
    if (Result<void> loaded = d->load(); !loaded)
        return loaded.error();
    if (depth == Depth::Tables) {
        if (Result<void> checked = checkSmallTables(*d->connection); !checked)
            return checked.error();
    }
    return std::unique_ptr<RunFileReader>(new RunFileReader(std::move(d)));
}

RunState RunFileReader::state() const
{
    return m_d->state;
}

const RunHeader &RunFileReader::header() const
{
    return m_d->header;
}

QJsonObject RunFileReader::summaryJson() const
{
    return m_d->summary;
}

RunMilestones RunFileReader::milestones() const
{
    return m_d->milestones;
}

GeneratorHealth RunFileReader::health() const
{
    return m_d->health;
}

std::vector<RunNote> RunFileReader::notes() const
{
    std::vector<RunNote> notes;
    QSqlQuery query = m_d->connection->query();
    query.exec(u"SELECT at_ns, kind, text FROM notes ORDER BY at_ns, rowid LIMIT 100000"_qs);
    while (query.next())
        notes.push_back({timeFrom(query.value(0)), query.value(1).toString(),
                         Message::fromStored(query.value(2).toString())});
    const Nanoseconds end = m_d->milestones.end.value_or(m_d->header.zero) - m_d->header.zero;
    if (m_d->isUnclosed)
        notes.push_back(
            {end, QStringLiteral("warning"),
             Message(WEIR_TEXT("run_file.unclosed",
                               "The run ended before its file was closed: nothing that came later than "
                               "%1 after its start is in the file."),
                     formatTime(end))});
    if (!m_d->loss.isEmpty())
        notes.push_back({end, QStringLiteral("warning"), m_d->loss.message(m_d->path)});
    return notes;
}

std::vector<TimePoint> RunFileReader::dropped() const
{
    std::vector<TimePoint> dropped;
    QSqlQuery query = m_d->connection->query();
    query.setForwardOnly(true);
    query.exec(u"SELECT intended_ns FROM dropped LIMIT 10000000"_qs);
    while (query.next())
        dropped.push_back(m_d->header.zero + timeFrom(query.value(0)));
    return dropped;
}

QStringList RunFileReader::tags() const
{
    return m_d->tags;
}

QString RunFileReader::note() const
{
    return m_d->note;
}

const LogLoss &RunFileReader::loss() const
{
    return m_d->loss;
}

std::map<QString, Histogram> RunFileReader::histograms() const
{
    std::map<QString, Histogram> histograms;
    QSqlQuery query = m_d->connection->query();
    query.exec(u"SELECT name, counts FROM histograms LIMIT 1000"_qs);
    while (query.next()) {
        bool ok = false;
        Histogram histogram = Histogram::deserialized(query.value(1).toByteArray(), ok);
        if (ok)
            histograms[query.value(0).toString()] = std::move(histogram);
    }
    return histograms;
}

TimeSeries RunFileReader::series(Histogram::Precision precision) const
{
    // Ten years of seconds: keeps a hostile file from stretching the line until nothing is left of it.
    constexpr qint64 lastSecond = 10LL * 366 * 24 * 3600;
    TimeSeries series(TimeSeries::usualCapacity, std::chrono::seconds{1}, precision);
    QSqlQuery query = m_d->connection->query();
    query.exec(u"SELECT * FROM series WHERE second BETWEEN 0 AND %1 ORDER BY second"_qs.arg(lastSecond));
    while (query.next())
        series.at(std::chrono::seconds{query.value(0).toLongLong()}).append(seriesPointFrom(query));
    return series;
}

quint64 RunFileReader::recordCount() const
{
    QSqlQuery query = m_d->connection->query();
    query.exec(u"SELECT (SELECT count(*) FROM requests) + (SELECT count(*) FROM open_requests)"_qs);
    return query.next() ? query.value(0).toULongLong() : 0;
}

Result<void> RunFileReader::forEachRecord(const RecordQuery &query, const RecordVisitor &visit) const
{
    const Message message =
        m_d->state == RunState::Interrupted
            ? Message(WEIR_TEXT("run_file.request_interrupted",
                                "The run was interrupted while this request was running."))
            : Message(WEIR_TEXT("run_file.request_still_running",
                                "This request was still running when the file was written."));
    const bool keepsChunks = m_d->header.scenario.recording.chunkTimes;
    // What was open at the last commit ran until then at least: a stream that hung until the end is a gap.
    const auto asCut = [&message, keepsChunks, saved = m_d->milestones.end](RequestRecord &record) {
        const int status = record.outcome.httpStatus;
        takeInProgress(record);
        // One that had its whole answer hung no more; only its wire was still open.
        record.closed = record.terminator ? lastStamp(record) : std::max(lastStamp(record), saved);
        record.outcome = {OutcomeClass::CutByTestEnd, QString(), status, message};
        if (!keepsChunks)
            record.chunks.clear(); // only some were told, to know when it was last alive
    };
    return walkRecords({*m_d->connection, m_d->header.zero, query}, asCut, visit);
}

const QString &RunFileReader::path() const
{
    return m_d->path;
}

} // namespace weir
