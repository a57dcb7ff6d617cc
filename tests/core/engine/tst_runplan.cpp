// SPDX-License-Identifier: GPL-3.0-or-later
// A plan is a value: another process reads it and has the same arrivals, ranks divide it without loss, and
// what is no plan is refused with the place of the mistake.
#include "engine/runcontext.h"
#include "engine/runplan.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// When each request of a group is due, by the request's id.
using Due = std::map<quint64, Nanoseconds>;

using LoadModel = decltype(LoadGroup::model);

LoadGroup groupOf(const LoadModel &model, std::optional<Nanoseconds> duration,
                  std::optional<quint64> requests = {})
{
    LoadGroup group;
    group.model = model;
    group.duration = duration;
    group.requests = requests;
    return group;
}

OpenLoad poisson(double rate)
{
    OpenLoad open;
    open.rate = rate;
    open.arrivals = Arrivals::Poisson;
    return open;
}

/// Open groups at a rate and in steps, closed ones, and a trace, with warm-up and an offset.
class Rig
{
public:
    Rig()
    {
        QFile trace(m_folder.filePath(QStringLiteral("trace.csv")));
        if (!trace.open(QIODevice::WriteOnly))
            qFatal("the trace can't be written");
        trace.write("timestamp,input_length,output_length\n");
        for (int i = 0; i < 50; ++i)
            trace.write(QByteArray::number(i * 0.1) + ",100,20\n");
    }

    [[nodiscard]] Scenario scenario() const
    {
        Scenario scenario;
        scenario.name = QStringLiteral("planned");
        scenario.targets.resize(2);
        scenario.targets[0].url = QStringLiteral("builtin:chat");
        scenario.targets[1].name = QStringLiteral("other");
        scenario.targets[1].url = QStringLiteral("http://127.0.0.1:9/v1");
        scenario.requests.resize(1);
        OpenLoad steps = poisson(0);
        steps.steps = {RateStairs{10, 10, 3, 6s}};
        steps.cap = 30;
        ClosedLoad closed;
        closed.users = 7;
        TraceLoad trace;
        trace.path = QStringLiteral("trace.csv");
        scenario.load.warmUp = 2s;
        scenario.load.groups = {groupOf(poisson(40), 8s), groupOf(steps, {}), groupOf(trace, {}),
                                groupOf(closed, 10s)};
        scenario.load.groups[3].startAfter = 1s;
        return scenario;
    }

    [[nodiscard]] PlanBasis basis(RankShare share = {}) const
    {
        PlanBasis basis;
        basis.baseFolder = m_folder.path();
        basis.builtinUrls = {QStringLiteral("http://127.0.0.1:4711")};
        basis.runId = QStringLiteral("01ABCDEFGHJKMNPQRSTVWXYZ01");
        basis.openFiles = 5000;
        basis.share = share;
        return basis;
    }

    [[nodiscard]] RunPlan plan(const Scenario &scenario, RankShare share = {}) const
    {
        return planRun(scenario, basis(share)).value();
    }

private:
    QTemporaryDir m_folder;
};

/// All open arrivals of the workers of a plan's rank; a request that comes twice is a failure.
Due arrivalsOf(const RunPlan &plan)
{
    Due due;
    const LoadPlan load = plan.loadPlan();
    for (quint32 worker = 0; worker < plan.workers; ++worker) {
        const WorkerShare share = plan.shareOf(WorkerIndex{worker});
        for (GroupIndex group = 0; group < load.load.groups.size(); ++group) {
            if (!load.load.groups[group].isOpen())
                continue;
            const std::unique_ptr<ArrivalSequence> arrivals =
                shareOf(arrivalsOf(load.load, group, load.seed, load.baseFolder).value(), share.index.value(),
                        share.count, load.load.groups.size());
            while (const std::optional<Arrival> arrival = arrivals->next()) {
                if (!due.emplace(arrival->request.value(), arrival->at).second)
                    qFatal("a request is planned twice");
            }
        }
    }
    return due;
}

QByteArray jsonOf(const RunPlan &plan)
{
    return toJson(plan).value();
}

} // namespace

class TestRunPlan : public QObject
{
    Q_OBJECT

private:
    const Rig m_rig;

private Q_SLOTS:
    void saysWhatWillHappen()
    {
        Scenario scenario = m_rig.scenario();
        scenario.workers = 3;
        const RunPlan plan = m_rig.plan(scenario);
        QVERIFY(plan.scenario.seed.has_value());
        QVERIFY(plan.seed() < quint64{1} << 53);
        QCOMPARE(plan.tag, QStringLiteral("RSTVWXYZ01"));
        QCOMPARE(plan.targetUrls, (QStringList{QStringLiteral("http://127.0.0.1:4711"),
                                               QStringLiteral("http://127.0.0.1:9/v1")}));
        QCOMPARE(plan.workers, quint32{3});
        QCOMPARE(plan.streams.caps.size(), std::size_t{4});
        QCOMPARE(plan.streams.caps[1], quint32{30});
        QCOMPARE(plan.streams.caps[3], quint32{0});
        QVERIFY(plan.length().has_value());
        QCOMPARE(*plan.length() / 1s, 2 + 18);
        QVERIFY(!plan.countedRequests.has_value());
        QVERIFY(!plan.expectedRequests.has_value()); // of the closed group nobody can know
        QVERIFY(plan.needs.sureStreams == 7);
        QVERIFY(plan.windows.rampEnd.has_value());
        scenario.load.groups.pop_back();
        const RunPlan open = m_rig.plan(scenario);
        QVERIFY(qAbs(*open.expectedRequests - (40 * 10 + 10 * 2 + 10 * 6 + 20 * 6 + 30 * 6 + 50)) < 1e-6);
        for (LoadGroup &group : scenario.load.groups)
            group.requests = 5;
        QCOMPARE(*m_rig.plan(scenario).countedRequests, quint64{15});
    }

    /// The same seed asks the same requests in other words, and the recorded scenario in the same words.
    void theSaltIsTheRunsUnlessTheScenarioHasOne()
    {
        Scenario scenario = m_rig.scenario();
        scenario.seed = 11;
        const RunPlan plan = m_rig.plan(scenario);
        QCOMPARE(plan.scenario.salt, plan.tag);
        scenario.salt = QStringLiteral("OTHER");
        const RunPlan other = m_rig.plan(scenario);
        QCOMPARE(other.tag, QStringLiteral("OTHER"));
        QVERIFY(arrivalsOf(other) == arrivalsOf(plan));
        QVERIFY(m_rig.plan(plan.scenario) == plan);
    }

    void isReadBackAsItWas()
    {
        for (const RankShare share : {RankShare{}, RankShare{2, 3}}) {
            const RunPlan plan = m_rig.plan(m_rig.scenario(), share);
            const Result<RunPlan> read = runPlanFromJson(jsonOf(plan));
            QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text()));
            QVERIFY(*read == plan);
            QCOMPARE(jsonOf(*read), jsonOf(plan));
        }
    }

    void anotherProcessHasTheSameArrivals()
    {
        const RunPlan plan = m_rig.plan(m_rig.scenario());
        const RunPlan read = runPlanFromJson(jsonOf(plan)).value();
        const Due here = arrivalsOf(plan);
        QVERIFY(here.size() > 500);
        QVERIFY(here == arrivalsOf(read));
        const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
        const std::shared_ptr<const RunContext> one = RunContext::prepare(plan, clock).value();
        const std::shared_ptr<const RunContext> other = RunContext::prepare(read, clock).value();
        QCOMPARE(one->runTag, plan.tag);
        QCOMPARE(one->connections[0].url, other->connections[0].url);
        QCOMPARE(one->connections[0].url.port(), 4711);
        for (const auto &[request, at] : here)
            QVERIFY(one->chooser->choose(RequestId{request}) == other->chooser->choose(RequestId{request}));
    }

    void ranksUniteToTheWhole_data()
    {
        QTest::addColumn<QList<int>>("workers");
        QTest::newRow("one worker each") << QList<int>{1, 1, 1};
        QTest::newRow("several") << QList<int>{4, 4, 4};
        QTest::newRow("as each likes") << QList<int>{1, 2, 5};
    }
    void ranksUniteToTheWhole()
    {
        QFETCH(const QList<int>, workers);
        Scenario scenario = m_rig.scenario();
        scenario.seed = 11;
        const Due whole = arrivalsOf(m_rig.plan(scenario));
        Due united;
        for (quint32 rank = 0; rank < 3; ++rank) {
            RunPlan plan = m_rig.plan(scenario, {rank, 3});
            plan.workers = static_cast<quint32>(workers[rank]);
            const Due part = arrivalsOf(runPlanFromJson(jsonOf(plan)).value());
            QVERIFY(part.size() > whole.size() / 4); // an even share, not leftovers
            for (const auto &[request, at] : part)
                QVERIFY2(united.emplace(request, at).second, "a request of two ranks");
        }
        QVERIFY(united == whole);
    }

    void ticketsOfRanksUnite()
    {
        Load load;
        load.groups = {groupOf(ClosedLoad(), {}, 100)};
        std::set<quint64> numbers;
        for (quint32 rank = 0; rank < 3; ++rank) {
            TicketCounters tickets = ticketsFor(load, {rank, 3});
            while (const std::optional<quint64> number = tickets.front().take(true))
                QVERIFY(numbers.insert(*number).second);
            QVERIFY(tickets.front().exhausted());
        }
        QCOMPARE(numbers.size(), std::size_t{100});
        QCOMPARE(*numbers.rbegin(), quint64{99});
        load.groups.front().requests = 2;
        TicketCounters none = ticketsFor(load, {2, 3});
        QVERIFY(!none.front().take(true));
    }

    void ranksNeedTheirPartOnly()
    {
        Scenario scenario = m_rig.scenario();
        ClosedLoad closed;
        closed.users = 300;
        scenario.load.groups = {groupOf(closed, 10s)};
        const RunPlan whole = m_rig.plan(scenario);
        const RunPlan third = m_rig.plan(scenario, {1, 3});
        QCOMPARE(whole.needs.sureStreams, quint64{300});
        QCOMPARE(third.needs.sureStreams, quint64{100});
        QVERIFY(third.needs.runFile < whole.needs.runFile && third.needs.memory < whole.needs.memory);
        scenario.workers = 4;
        QCOMPARE(m_rig.plan(scenario, {1, 3}).allWorkers(), quint32{12});
        // Two users on three ranks: one thread each is more than enough.
        std::get<ClosedLoad>(scenario.load.first().model).users = 2;
        QCOMPARE(m_rig.plan(scenario, {2, 3}).workers, quint32{1});
    }

    void secretsStayHere()
    {
        Scenario scenario = m_rig.scenario();
        scenario.targets[1].auth.scheme = AuthScheme::Bearer;
        scenario.targets[1].auth.key = QStringLiteral("env:WEIR_NO_SUCH_KEY");
        const RunPlan plan = m_rig.plan(scenario); // not resolved: nobody needs it yet
        QVERIFY(jsonOf(plan).contains("env:WEIR_NO_SUCH_KEY"));
        QVERIFY(!RunContext::prepare(plan, std::make_shared<SystemClock>()).ok());
        scenario.targets[1].auth.key = QStringLiteral("sk-aaaabbbbccccdddd");
        const Result<QByteArray> json = toJson(m_rig.plan(scenario));
        QVERIFY(!json.ok());
        QCOMPARE(json.error().where.english(), QStringLiteral("/scenario/targets/1/auth/key"));
        QVERIFY(!json.error().text().contains(u"sk-aaaa"));
    }

    void whatCantBePlannedIsAnError()
    {
        QVERIFY(!planRun(Scenario{}, m_rig.basis()).ok());
        Scenario scenario = m_rig.scenario();
        std::get<TraceLoad>(scenario.load.groups[2].model).path = QStringLiteral("missing.csv");
        const Result<RunPlan> plan = planRun(scenario, m_rig.basis());
        QVERIFY(!plan.ok());
        QVERIFY2(plan.error().where.english().startsWith(u"/load/groups/2/path, "),
                 qPrintable(plan.error().text()));
    }

    void noPlanIsNone_data()
    {
        QTest::addColumn<QString>("key"); // of the plan's JSON
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const QString &key, const QString &value,
                            const QString &where) { QTest::newRow(name) << key << value << where; };
        row("another version", u"weir_plan"_qs, u"2"_qs, u"/weir_plan"_qs);
        row("a version that is none", u"weir_plan"_qs, u"\"1\""_qs, {});
        row("rank of too few", u"rank"_qs, u"1"_qs, u"/rank"_qs);
        row("negative rank", u"rank"_qs, u"-1"_qs, u"/rank"_qs);
        row("no ranks", u"ranks"_qs, u"0"_qs, u"/ranks"_qs);
        row("no workers", u"workers"_qs, u"0"_qs, u"/workers"_qs);
        row("half a worker", u"workers"_qs, u"1.5"_qs, u"/workers"_qs);
        row("too few targets", u"targets"_qs, u"[]"_qs, u"/targets"_qs);
        row("targets without quotes", u"targets"_qs, u"[1, 2]"_qs, u"/targets"_qs);
        row("groups of another load", u"groups"_qs, u"[{\"cap\": 1}]"_qs, u"/groups"_qs);
        row("a group without a cap", u"groups"_qs, u"[{}]"_qs, u"/groups/0/cap"_qs);
        row("needs without figures", u"needs"_qs, u"{}"_qs, u"/needs/connections_per_second"_qs);
        row("a factor below one", u"most_factor"_qs, u"0.5"_qs, u"/most_factor"_qs);
        row("a stretch without an end", u"windows"_qs, u"{\"plateaus\": [{\"from_ns\": 0}]}"_qs,
            u"/windows/plateaus/0/to_ns"_qs);
        row("a key of nobody", u"hosts"_qs, u"1"_qs, u"/hosts"_qs);
        row("a scenario that is none", u"scenario"_qs, u"{\"nmae\": 1}"_qs, u"/scenario"_qs);
        for (const char *key : {"run", "tag", "base_folder", "scenario", "targets", "rank", "ranks",
                                "workers", "users", "most_factor", "groups", "windows", "needs"})
            QTest::addRow("without %s", key)
                << QString::fromLatin1(key) << QString() << u"/"_qs + QLatin1String(key);
    }
    void noPlanIsNone()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, value);
        QFETCH(const QString, where);
        QJsonObject json = QJsonDocument::fromJson(jsonOf(m_rig.plan(m_rig.scenario()))).object();
        json.remove(key);
        if (!value.isEmpty())
            json[key] = QJsonDocument::fromJson(u"[%1]"_qs.arg(value).toUtf8()).array().first();
        const Result<RunPlan> read = runPlanFromJson(QJsonDocument(json).toJson());
        QVERIFY(!read.ok());
        QVERIFY2(read.error().where.english().startsWith(where), qPrintable(read.error().text()));
        QVERIFY(!read.error().what.isEmpty());
    }

    void noJsonIsNoPlan_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("cut off") << jsonOf(m_rig.plan(m_rig.scenario())).chopped(20);
        QTest::newRow("bytes") << QByteArray("\x00\xff\xfe", 3);
    }
    void noJsonIsNoPlan()
    {
        QFETCH(const QByteArray, json);
        QVERIFY(!runPlanFromJson(json).ok());
    }
};

QTEST_GUILESS_MAIN(TestRunPlan)
#include "tst_runplan.moc"
