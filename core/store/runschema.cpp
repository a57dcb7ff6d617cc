// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runschema.h"

#include "base/fileerror.h"
#include "store/recordrows.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSqlError>
#include <QtEndian>

#include <utility>

namespace weir {

namespace {

constexpr std::array<std::pair<RunState, QStringView>, 4> stateNames{
    {{RunState::Running, u"running"},
     {RunState::Finished, u"finished"},
     {RunState::Stopped, u"stopped"},
     {RunState::Interrupted, u"interrupted"}}};

constexpr qsizetype runHeaderSize = 100; // https://www.sqlite.org/fileformat2.html, section 1.3

QString seriesColumns()
{
    return QStringLiteral(R"(second INTEGER PRIMARY KEY,
    planned INTEGER NOT NULL,
    started INTEGER NOT NULL,
    succeeded INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    errors_json TEXT NOT NULL,
    open_streams_max INTEGER NOT NULL,
    open_streams_last INTEGER NOT NULL,
    planned_users REAL NOT NULL,
    ttft_histogram BLOB,
    itl_histogram BLOB,
    slip_max_ns INTEGER NOT NULL,
    loop_lag_max_ns INTEGER NOT NULL,
    processor_share_max REAL NOT NULL,
    row_check INTEGER NOT NULL)");
}

RunTable table(const QString &name, const QString &columns, const QString &ending = {})
{
    return {name, QStringLiteral("CREATE TABLE %1 (\n    %2\n)%3").arg(name, columns, ending)};
}

std::vector<RunTable> makeTables()
{
    const QString withoutRowId = QStringLiteral(" WITHOUT ROWID");
    const QString check = u",\n    row_check INTEGER NOT NULL"_qs;
    return {
        table(u"meta"_qs, u"key TEXT PRIMARY KEY,\n    value TEXT NOT NULL"_qs + check, withoutRowId),
        table(u"documents"_qs, u"name TEXT PRIMARY KEY,\n    json TEXT NOT NULL"_qs + check, withoutRowId),
        table(u"requests"_qs, recordColumnsSql()),
        table(u"chunks"_qs,
              u"request INTEGER NOT NULL,\n    attempt INTEGER NOT NULL,\n    times BLOB NOT NULL"_qs +
                  check),
        table(u"open_requests"_qs, recordColumnsSql() + u",\n    PRIMARY KEY (request, attempt)"_qs),
        table(u"open_chunks"_qs, u"part INTEGER PRIMARY KEY,\n    sections BLOB NOT NULL"_qs + check),
        table(u"dropped"_qs, u"intended_ns INTEGER NOT NULL"_qs),
        table(u"series"_qs, seriesColumns()),
        table(u"histograms"_qs, u"name TEXT PRIMARY KEY,\n    counts BLOB NOT NULL"_qs + check, withoutRowId),
        table(u"notes"_qs,
              u"at_ns INTEGER NOT NULL,\n    kind TEXT NOT NULL,\n    text TEXT NOT NULL"_qs + check),
    };
}

Error damaged(const QString &path)
{
    return {Message(WEIR_TEXT("run_file.tables_differ",
                              "The run file is damaged: its tables are not those that Weir makes")),
            Message::verbatim(path),
            Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
}

/// Page size times pages, by the header of an SQLite file.
qint64 sizeByHeader(const QByteArray &header)
{
    constexpr qsizetype pageSizeOffset = 16;
    constexpr qsizetype pageCountOffset = 28;
    constexpr qint64 largestPage = 65536; // written as 1, since it does not fit
    const qint64 pageSize = qFromBigEndian<quint16>(header.constData() + pageSizeOffset);
    const qint64 pages = qFromBigEndian<quint32>(header.constData() + pageCountOffset);
    return pages * (pageSize == 1 ? largestPage : pageSize);
}

qint64 wholeNumber(const QJsonObject &json, const QString &key)
{
    const qint64 value = json.value(key).toInteger(-1);
    return isStorableTime(value) ? std::max<qint64>(value, 0) : 0;
}

Stamp stampFrom(const QJsonObject &json, const QString &key, TimePoint zero)
{
    const QJsonValue value = json.value(key);
    if (!value.isDouble() || !isStorableTime(value.toInteger()))
        return std::nullopt;
    return zero + Nanoseconds{value.toInteger()};
}

/// Each level as [from, to, users, rate]: nanoseconds since the load began, null for what it does not have.
QJsonArray plateausJson(const std::vector<WindowRange> &plateaus)
{
    const auto orNull = [](const std::optional<double> &level) {
        return level ? QJsonValue(*level) : QJsonValue();
    };
    QJsonArray array;
    for (std::size_t i = 0; i < std::min(plateaus.size(), mostPlateaus); ++i)
        array.append(QJsonArray{static_cast<qint64>(plateaus[i].from.count()),
                                static_cast<qint64>(plateaus[i].to.count()), orNull(plateaus[i].users),
                                orNull(plateaus[i].rate)});
    return array;
}

/// What the servers of each target said, by the target's place.
QJsonArray serversJson(const std::map<TargetIndex, QStringList> &servers)
{
    QJsonArray array;
    for (const auto &[target, said] : servers)
        array.append(QJsonArray{static_cast<qint64>(target.value()), QJsonArray::fromStringList(said)});
    return array;
}

std::map<TargetIndex, QStringList> serversFrom(const QJsonArray &array)
{
    std::map<TargetIndex, QStringList> servers;
    for (const QJsonValue entry : array) {
        const qint64 target = entry.toArray().at(0).toInteger(-1);
        if (target < 0 || target > std::numeric_limits<quint32>::max())
            break;
        for (const QJsonValue said : entry.toArray().at(1).toArray())
            addServer(servers, TargetIndex{static_cast<quint32>(target)}, said.toString());
    }
    return servers;
}

std::optional<double> levelFrom(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

/// Stops at the first level that can't be: each must follow the one before it.
std::vector<WindowRange> plateausFrom(const QJsonArray &array)
{
    std::vector<WindowRange> plateaus;
    Nanoseconds last{0};
    for (const QJsonValue entry : array) {
        const qint64 from = entry.toArray().at(0).toInteger(-1);
        const qint64 to = entry.toArray().at(1).toInteger(-1);
        if (plateaus.size() >= mostPlateaus || from < last.count() || to <= from || !isStorableTime(to))
            break;
        last = Nanoseconds{to};
        plateaus.push_back(
            {Nanoseconds{from}, last, levelFrom(entry.toArray().at(2)), levelFrom(entry.toArray().at(3))});
    }
    return plateaus;
}

} // namespace

const std::vector<RunTable> &runTables()
{
    static const std::vector<RunTable> tables = makeTables();
    return tables;
}

bool isRunFile(QByteArrayView start)
{
    constexpr qsizetype applicationIdOffset = 68;
    const QByteArray magic("SQLite format 3\0", 16);
    return start.size() >= runHeaderSize && start.startsWith(magic) &&
           qFromBigEndian<quint32>(start.data() + applicationIdOffset) == runFileApplicationId;
}

Result<void> checkRunFileHeader(const QString &path)
{
    constexpr qsizetype versionOffset = 60;
    // Opening a pipe would wait for its writer, and SQLite needs a file all the same.
    if (QFileInfo(path).exists() && !QFileInfo(path).isFile() && !QFileInfo(path).isDir())
        return Error{
            Message(WEIR_TEXT("run_file.is_pipe", "The run file can't be read: it is a pipe or a device")),
            Message::verbatim(path), Message(WEIR_TEXT("run_file.save_as_file", "Save it as a file first."))};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{
            Message(WEIR_TEXT("run_file.unreadable", "The run file can't be read: %1"), failureOf(file)),
            Message::verbatim(path),
            Message(WEIR_TEXT("file.check_path", "Check the path and the permissions."))};
    }
    const QByteArray header = file.read(runHeaderSize);
    if (!isRunFile(header)) {
        return Error{Message(WEIR_TEXT("run_file.none", "This is no run file of Weir")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("run_file.choose_one",
                                       "Choose a file that ends in .weirrun and was saved by a run."))};
    }
    const quint32 version = qFromBigEndian<quint32>(header.constData() + versionOffset);
    if (version > runFileVersion) {
        return Error{Message(WEIR_TEXT("run_file.version",
                                       "The run file has version %1; this program knows versions up to %2"),
                             version, runFileVersion),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("run_file.newer_program", "Open it with a newer Weir."))};
    }
    if (version == 0)
        return damaged(path);
    // While a log stands beside it, the file itself may be shorter than the database.
    if (QFileInfo(path + QStringLiteral("-wal")).size() == 0 && file.size() < sizeByHeader(header)) {
        return Error{
            Message(WEIR_TEXT("run_file.end_missing", "The run file is damaged: its end is missing")),
            Message::verbatim(path),
            Message(WEIR_TEXT("run_file.copy_again", "Copy it again from where it came from."))};
    }
    return {};
}

Result<void> checkRunSchema(const SqliteConnection &connection)
{
    // A table could be a view or have computed columns that produce data without end; only the known text is
    // trusted.
    if (Result<void> strict = connection.run(QStringLiteral("PRAGMA trusted_schema=OFF")); !strict)
        return strict;
    QSqlQuery query = connection.query();
    if (!query.exec(
            QStringLiteral("SELECT type, name, sql FROM sqlite_master WHERE length(sql) < 100000 LIMIT 100")))
        return connection.errorOf(query);
    std::map<QString, QString> tables;
    while (query.next()) {
        const QString type = query.value(0).toString();
        if (type == u"table")
            tables[query.value(1).toString()] = query.value(2).toString();
        else if (type != u"index")
            return damaged(connection.path());
    }
    if (query.lastError().isValid())
        return connection.errorOf(query);
    for (const RunTable &expected : runTables()) {
        const auto found = tables.find(expected.name);
        if (found == tables.end() || found->second != expected.sql)
            return damaged(connection.path());
    }
    return {};
}

QJsonObject toJson(const RunMilestones &milestones, TimePoint zero)
{
    QJsonObject json{
        {u"start_ns"_qs, static_cast<qint64>((milestones.start - zero).count())},
        {u"measure_from_ns"_qs, static_cast<qint64>((milestones.measureFrom - zero).count())},
        {u"planned"_qs, static_cast<qint64>(milestones.planned)},
        {u"dropped"_qs, static_cast<qint64>(milestones.dropped)},
        {u"dropped_by_cap"_qs, static_cast<qint64>(milestones.droppedByCap)},
        {u"measured_processor_time_ns"_qs, static_cast<qint64>(milestones.measuredProcessorTime.count())},
        {u"measured_events"_qs, static_cast<qint64>(milestones.measuredEvents)},
        {u"cap_reached"_qs, milestones.capReached},
        {u"mean_busy_users"_qs, milestones.meanBusyUsers},
        {u"planned_busy_users"_qs, milestones.plannedBusyUsers},
    };
    if (milestones.rampEnd)
        json[u"ramp_end_ns"_qs] = static_cast<qint64>((*milestones.rampEnd - zero).count());
    if (!milestones.plateaus.empty())
        json[u"plateaus_ns"_qs] = plateausJson(milestones.plateaus);
    if (!milestones.servers.empty())
        json[u"servers"_qs] = serversJson(milestones.servers);
    if (milestones.lastIntended)
        json[u"last_intended_ns"_qs] = static_cast<qint64>((*milestones.lastIntended - zero).count());
    if (milestones.end)
        json[u"end_ns"_qs] = static_cast<qint64>((*milestones.end - zero).count());
    return json;
}

RunMilestones milestonesFromJson(const QJsonObject &json, TimePoint zero)
{
    RunMilestones milestones;
    milestones.start = stampFrom(json, u"start_ns"_qs, zero).value_or(zero);
    milestones.measureFrom = stampFrom(json, u"measure_from_ns"_qs, zero).value_or(milestones.start);
    milestones.rampEnd = stampFrom(json, u"ramp_end_ns"_qs, zero);
    milestones.plateaus = plateausFrom(json.value(u"plateaus_ns"_qs).toArray());
    milestones.lastIntended = stampFrom(json, u"last_intended_ns"_qs, zero);
    milestones.end = stampFrom(json, u"end_ns"_qs, zero);
    milestones.planned = static_cast<quint64>(wholeNumber(json, u"planned"_qs));
    milestones.dropped = static_cast<quint64>(wholeNumber(json, u"dropped"_qs));
    milestones.droppedByCap = static_cast<quint64>(wholeNumber(json, u"dropped_by_cap"_qs));
    milestones.measuredProcessorTime = Nanoseconds{wholeNumber(json, u"measured_processor_time_ns"_qs)};
    milestones.measuredEvents = static_cast<quint64>(wholeNumber(json, u"measured_events"_qs));
    milestones.servers = serversFrom(json.value(u"servers"_qs).toArray());
    milestones.capReached = json.value(u"cap_reached"_qs).toBool();
    milestones.meanBusyUsers = json.value(u"mean_busy_users"_qs).toDouble();
    milestones.plannedBusyUsers = json.value(u"planned_busy_users"_qs).toDouble();
    return milestones;
}

QJsonObject toJson(const GeneratorHealth &health)
{
    return {
        {u"processor_share"_qs, health.processorShare},
        {u"processor_time_ns"_qs, static_cast<qint64>(health.processorTime.count())},
        {u"loop_lag_p99_ns"_qs, static_cast<qint64>(health.loopLagP99.count())},
        {u"slip_p99_ns"_qs, static_cast<qint64>(health.slipP99.count())},
        {u"events"_qs, static_cast<qint64>(health.events)},
        {u"events_per_read"_qs, health.eventsPerRead},
        {u"silent_resends"_qs, static_cast<qint64>(health.silentResends)},
        {u"resident_bytes"_qs, static_cast<qint64>(health.residentBytes)},
        {u"peak_resident_bytes"_qs, static_cast<qint64>(health.peakResidentBytes)},
        {u"throttled_share"_qs, health.throttledShare},
        {u"host_busy_for_ns"_qs, static_cast<qint64>(health.hostBusyFor.count())},
    };
}

GeneratorHealth healthFromJson(const QJsonObject &json)
{
    GeneratorHealth health;
    health.processorShare = json.value(u"processor_share"_qs).toDouble();
    health.processorTime = Nanoseconds{wholeNumber(json, u"processor_time_ns"_qs)};
    health.loopLagP99 = Nanoseconds{wholeNumber(json, u"loop_lag_p99_ns"_qs)};
    health.slipP99 = Nanoseconds{wholeNumber(json, u"slip_p99_ns"_qs)};
    health.events = static_cast<quint64>(wholeNumber(json, u"events"_qs));
    health.eventsPerRead = json.value(u"events_per_read"_qs).toDouble();
    health.silentResends = static_cast<quint64>(wholeNumber(json, u"silent_resends"_qs));
    health.residentBytes = static_cast<quint64>(wholeNumber(json, u"resident_bytes"_qs));
    health.peakResidentBytes = static_cast<quint64>(wholeNumber(json, u"peak_resident_bytes"_qs));
    health.throttledShare = json.value(u"throttled_share"_qs).toDouble();
    health.hostBusyFor = Nanoseconds{wholeNumber(json, u"host_busy_for_ns"_qs)};
    return health;
}

QString toString(RunState state)
{
    return stateNames[static_cast<std::size_t>(state)].second.toString();
}

std::optional<RunState> runStateFromString(QStringView name)
{
    for (const auto &[state, known] : stateNames) {
        if (known == name)
            return state;
    }
    return std::nullopt;
}

} // namespace weir
