// SPDX-License-Identifier: GPL-3.0-or-later
// A plan as JSON. Numbers are whole where the plan's are; times are nanoseconds.
#include "base/jsonreader.h"
#include "base/jsonsyntax.h"
#include "engine/runplan.h"
#include "scenario/scenariojson.h"
#include "store/secretscan.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace weir {

namespace {

constexpr qint64 planVersion = 1;
constexpr qint64 mostCount = std::numeric_limits<qint64>::max();
constexpr qint64 mostShort = std::numeric_limits<quint32>::max();
constexpr double mostFigure = std::numeric_limits<double>::max();

qint64 whole(quint64 count)
{
    return static_cast<qint64>(count);
}

template <typename Optional>
void insertIfKnown(QJsonObject &json, const QString &key, const Optional &value)
{
    if (value)
        json[key] = *value;
}

std::optional<qint64> nsOf(const std::optional<Nanoseconds> &time)
{
    return time ? std::optional<qint64>(time->count()) : std::nullopt;
}

/// Calls `visit(key, member)` for each figure of the needs that is a count; the only place that names them.
template <typename Needs, typename Visitor>
void visitCounts(Needs &needs, Visitor &&visit)
{
    visit(u"streams"_qs, needs.streams);
    visit(u"sure_streams"_qs, needs.sureStreams);
    visit(u"threads"_qs, needs.threads);
    visit(u"sure_threads"_qs, needs.sureThreads);
    visit(u"files"_qs, needs.files);
    visit(u"memory_bytes"_qs, needs.memory);
    visit(u"run_file_bytes"_qs, needs.runFile);
}

/// The same for those that are true or false.
template <typename Needs, typename Visitor>
void visitFlags(Needs &needs, Visitor &&visit)
{
    visit(u"service_inside"_qs, needs.serviceInside);
    visit(u"on_loopback"_qs, needs.onLoopback);
    visit(u"is_bounded"_qs, needs.isBounded);
    visit(u"one_address"_qs, needs.oneAddress);
}

QJsonObject needsJson(const MachineNeeds &needs)
{
    QJsonObject json{{u"connections_per_second"_qs, needs.connectionsPerSecond}};
    visitCounts(needs, [&json](const QString &key, quint64 count) { json[key] = whole(count); });
    visitFlags(needs, [&json](const QString &key, bool flag) { json[key] = flag; });
    insertIfKnown(json, u"cap"_qs, needs.cap ? std::optional(whole(*needs.cap)) : std::nullopt);
    return json;
}

QJsonObject windowsJson(const LoadWindows &windows)
{
    QJsonObject json;
    insertIfKnown(json, u"ramp_end_ns"_qs, nsOf(windows.rampEnd));
    QJsonArray plateaus;
    for (const WindowRange &plateau : windows.plateaus) {
        QJsonObject range{{u"from_ns"_qs, qint64{plateau.from.count()}},
                          {u"to_ns"_qs, qint64{plateau.to.count()}}};
        insertIfKnown(range, u"users"_qs, plateau.users);
        insertIfKnown(range, u"rate"_qs, plateau.rate);
        plateaus.append(range);
    }
    json[u"plateaus"_qs] = plateaus;
    return json;
}

QJsonArray groupsJson(const RunPlan &plan)
{
    QJsonArray groups;
    for (std::size_t i = 0; i < plan.streams.caps.size(); ++i) {
        QJsonObject group{{u"cap"_qs, whole(plan.streams.caps[i])}};
        insertIfKnown(group, u"end_ns"_qs, nsOf(plan.groupEnds[i]));
        groups.append(group);
    }
    return groups;
}

/// Reads one object of which every key is needed unless it says otherwise.
class PlanReader
{
public:
    PlanReader(JsonReader &reader, Problems &problems) : m_reader(reader), m_problems(problems) {}

    void need(const QString &key)
    {
        if (!m_reader.has(key))
            m_problems.push_back({Severity::Error, m_reader.pathOf(key),
                                  Message(WEIR_TEXT("run_plan.key_missing", "The plan has no such key."))});
    }
    quint64 count(const QString &key, qint64 low = 0, qint64 high = mostCount)
    {
        need(key);
        return static_cast<quint64>(m_reader.integer(key, low, low, high));
    }
    quint32 shortCount(const QString &key, qint64 low = 0)
    {
        return static_cast<quint32>(count(key, low, mostShort));
    }
    double figure(const QString &key, double low = 0)
    {
        need(key);
        return m_reader.number(key, low, low, mostFigure);
    }
    bool flag(const QString &key)
    {
        need(key);
        return m_reader.boolean(key, false);
    }
    QString text(const QString &key)
    {
        need(key);
        return m_reader.string(key);
    }
    Nanoseconds time(const QString &key) { return Nanoseconds{static_cast<qint64>(count(key))}; }
    std::optional<Nanoseconds> timeIfKnown(const QString &key)
    {
        const std::optional<qint64> ns = m_reader.optionalInteger(key, 0, mostCount);
        return ns ? std::optional(Nanoseconds{*ns}) : std::nullopt;
    }
    void object(const QString &key, const std::function<void(PlanReader &)> &read)
    {
        need(key);
        m_reader.object(key, [&](JsonReader &inner) { readAll(inner, read); });
    }
    void objects(const QString &key, const std::function<void(PlanReader &)> &read)
    {
        need(key);
        m_reader.objects(key, [&](JsonReader &inner) { readAll(inner, read); });
    }
    [[nodiscard]] JsonReader &json() { return m_reader; }

private:
    void readAll(JsonReader &inner, const std::function<void(PlanReader &)> &read)
    {
        PlanReader reader(inner, m_problems);
        read(reader);
        inner.finish();
    }

    JsonReader &m_reader;
    Problems &m_problems;
};

void readNeeds(PlanReader &reader, MachineNeeds &needs)
{
    needs.connectionsPerSecond = reader.figure(u"connections_per_second"_qs);
    visitCounts(needs, [&reader](const QString &key, quint64 &count) { count = reader.count(key); });
    visitFlags(needs, [&reader](const QString &key, bool &flag) { flag = reader.flag(key); });
    if (const std::optional<qint64> cap = reader.json().optionalInteger(u"cap"_qs, 0, mostShort))
        needs.cap = static_cast<quint32>(*cap);
}

void readWindows(PlanReader &reader, LoadWindows &windows)
{
    windows.rampEnd = reader.timeIfKnown(u"ramp_end_ns"_qs);
    reader.objects(u"plateaus"_qs, [&windows](PlanReader &plateau) {
        const Nanoseconds from = plateau.time(u"from_ns"_qs);
        const Nanoseconds to = plateau.time(u"to_ns"_qs);
        const std::optional<double> users = plateau.json().optionalNumber(u"users"_qs, 0, mostFigure);
        const std::optional<double> rate = plateau.json().optionalNumber(u"rate"_qs, 0, mostFigure);
        windows.plateaus.push_back({from, to, users, rate});
    });
}

void readPlan(PlanReader &reader, RunPlan &plan)
{
    plan.runId = reader.text(u"run"_qs);
    plan.tag = reader.text(u"tag"_qs);
    plan.baseFolder = reader.text(u"base_folder"_qs);
    reader.need(u"targets"_qs);
    plan.targetUrls = reader.json().strings(u"targets"_qs);
    plan.share.rank = reader.shortCount(u"rank"_qs);
    plan.share.ranks = reader.shortCount(u"ranks"_qs, 1);
    plan.workers = reader.shortCount(u"workers"_qs, 1);
    plan.streams.users = reader.count(u"users"_qs);
    plan.streams.mostFactor = reader.figure(u"most_factor"_qs, 1);
    reader.objects(u"groups"_qs, [&plan](PlanReader &group) {
        plan.streams.caps.push_back(group.shortCount(u"cap"_qs));
        plan.groupEnds.push_back(group.timeIfKnown(u"end_ns"_qs));
    });
    reader.object(u"windows"_qs, [&plan](PlanReader &windows) { readWindows(windows, plan.windows); });
    if (const std::optional<qint64> requests =
            reader.json().optionalInteger(u"counted_requests"_qs, 0, mostCount))
        plan.countedRequests = static_cast<quint64>(*requests);
    if (reader.json().has(u"expected_requests"_qs))
        plan.expectedRequests = reader.figure(u"expected_requests"_qs);
    reader.object(u"needs"_qs, [&plan](PlanReader &needs) { readNeeds(needs, plan.needs); });
    plan.needs.transport = plan.scenario.transport;
}

/// What no member's type forbids, and no plan has.
std::optional<Error> contradiction(const RunPlan &plan)
{
    const auto wrong = [](const QString &where, MessageText text) {
        return Error{Message(text), Message::verbatim(where), {}};
    };
    if (!plan.scenario.seed)
        return wrong(u"/scenario/seed"_qs, WEIR_TEXT("run_plan.no_seed", "The plan's scenario has no seed"));
    if (plan.share.rank >= plan.share.ranks)
        return wrong(u"/rank"_qs,
                     WEIR_TEXT("run_plan.no_such_rank", "The rank must be less than the number of ranks"));
    if (static_cast<std::size_t>(plan.targetUrls.size()) != plan.scenario.targets.size())
        return wrong(u"/targets"_qs, WEIR_TEXT("run_plan.targets_differ",
                                               "The plan and its scenario differ in the number of targets"));
    if (plan.streams.caps.size() != plan.scenario.load.groups.size())
        return wrong(u"/groups"_qs, WEIR_TEXT("run_plan.groups_differ",
                                              "The plan and its scenario differ in the number of groups"));
    return std::nullopt;
}

std::optional<Error> firstError(const Problems &problems, const QString &under)
{
    for (const Problem &problem : problems) {
        if (problem.severity == Severity::Error)
            return Error{problem.message, Message::verbatim(under + problem.path), {}};
    }
    return std::nullopt;
}

} // namespace

Result<QByteArray> toJson(const RunPlan &plan)
{
    if (const std::optional<Error> secret = firstError(findSecretValues(plan.scenario), u"/scenario"_qs))
        return *secret;
    QJsonObject json{
        {u"weir_plan"_qs, planVersion},
        {u"run"_qs, plan.runId},
        {u"tag"_qs, plan.tag},
        {u"base_folder"_qs, plan.baseFolder},
        {u"scenario"_qs, QJsonDocument::fromJson(scenarioToJson(plan.scenario)).object()},
        {u"targets"_qs, QJsonArray::fromStringList(plan.targetUrls)},
        {u"rank"_qs, whole(plan.share.rank)},
        {u"ranks"_qs, whole(plan.share.ranks)},
        {u"workers"_qs, whole(plan.workers)},
        {u"users"_qs, whole(plan.streams.users)},
        {u"most_factor"_qs, plan.streams.mostFactor},
        {u"groups"_qs, groupsJson(plan)},
        {u"windows"_qs, windowsJson(plan.windows)},
        {u"needs"_qs, needsJson(plan.needs)},
    };
    insertIfKnown(json, u"counted_requests"_qs,
                  plan.countedRequests ? std::optional(whole(*plan.countedRequests)) : std::nullopt);
    insertIfKnown(json, u"expected_requests"_qs, plan.expectedRequests);
    return QJsonDocument(json).toJson();
}

Result<RunPlan> runPlanFromJson(const QByteArray &json)
{
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError)
        return Error{Message(WEIR_TEXT("run_plan.not_json", "The plan is not JSON: %1"), syntaxFault(syntax)),
                     Message(WEIR_TEXT("run_plan.at_byte", "byte %1"), syntax.offset),
                     {}};
    const QJsonValue version = document.object().value(u"weir_plan"_qs);
    if (!version.isDouble())
        return Error{Message(WEIR_TEXT("run_plan.none", "This is no plan of a run")), {}, {}};
    if (version.toInteger() != planVersion)
        return Error{
            Message(WEIR_TEXT("run_plan.version", "The plan has version %1, and this program executes %2"),
                    version.toInteger(), planVersion),
            Message::verbatim(QStringLiteral("/weir_plan")),
            Message(WEIR_TEXT("run_plan.same_version", "Use the same version of Weir on all machines."))};
    RunPlan plan;
    const QJsonObject scenario = document.object().value(u"scenario"_qs).toObject();
    ScenarioReading read = scenarioFromJson(QJsonDocument(scenario).toJson());
    if (const std::optional<Error> wrong = firstError(read.problems, u"/scenario"_qs))
        return *wrong;
    plan.scenario = std::move(read.scenario);
    Problems problems;
    JsonReader reader(document.object(), {}, problems);
    reader.accept(u"weir_plan"_qs);
    reader.accept(u"scenario"_qs);
    PlanReader planReader(reader, problems);
    readPlan(planReader, plan);
    reader.finish();
    if (const std::optional<Error> wrong = firstError(problems, {}))
        return *wrong;
    if (const std::optional<Error> wrong = contradiction(plan))
        return *wrong;
    return plan;
}

} // namespace weir
