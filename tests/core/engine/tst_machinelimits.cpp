// SPDX-License-Identifier: GPL-3.0-or-later
// What loads need, what machines have, and what is said where the two do not fit.
#include "engine/machinelimits.h"
#include "support/fakeroot.h"

#include <QTest>

#include <functional>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

using ChangeFacts = std::function<void(MachineFacts &)>;
Q_DECLARE_METATYPE(ChangeFacts)
Q_DECLARE_METATYPE(weir::Scenario)

namespace {

Scenario scenarioOf(const std::variant<ClosedLoad, OpenLoad, TraceLoad> &model)
{
    Scenario scenario;
    Target target;
    target.url = QStringLiteral("http://example.test/v1");
    scenario.targets = {target};
    scenario.requests = {RequestTemplate()};
    scenario.load.first().model = model;
    return scenario;
}

Scenario closedOf(quint32 users)
{
    return scenarioOf(ClosedLoad{users, {}});
}

Scenario openOf(double rate, std::optional<quint32> cap = {})
{
    return scenarioOf(OpenLoad{rate, Arrivals::Even, cap});
}

MachineFacts amplyFitted()
{
    MachineFacts facts;
    facts.openFiles = 1'000'000;
    facts.localPorts = 28'232;
    facts.threads = 100'000;
    facts.memory = 64'000'000'000;
    facts.disk = 1'000'000'000'000;
    facts.listenQueue = 4096;
    return facts;
}

} // namespace

class TestMachineLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<quint64>("streams");
        QTest::addColumn<quint64>("sure");
        QTest::addColumn<bool>("isBounded");
        QTest::newRow("closed: one a user") << closedOf(120) << quint64{120} << quint64{120} << true;
        QTest::newRow("open: twice rate times length") << openOf(10) << quint64{100} << quint64{1} << false;
        QTest::newRow("open: the cap holds") << openOf(10, 40) << quint64{40} << quint64{1} << true;
        QTest::newRow("open: never none") << openOf(0.001) << quint64{1} << quint64{1} << false;
        QTest::newRow("open: beyond all bounds")
            << openOf(1e300) << quint64{10'000'000'000} << quint64{1} << false;
    }
    void streams()
    {
        QFETCH(const Scenario, scenario);
        const MachineNeeds needs = needsOf(scenario, 5s);
        QTEST(needs.streams, "streams");
        QTEST(needs.sureStreams, "sure");
        QTEST(needs.isBounded, "isBounded");
    }

    void managersHoldSixStreamsEach()
    {
        Scenario scenario = closedOf(6);
        scenario.workers = 1;
        const quint64 one = needsOf(scenario).threads;
        scenario.load.first().model = ClosedLoad{7, {}};
        QCOMPARE(needsOf(scenario).threads, one + 1);
    }

    void targetsTellWhatConnectionsCost()
    {
        Scenario scenario = openOf(100);
        QVERIFY(!needsOf(scenario).serviceInside && !needsOf(scenario).onLoopback);
        QCOMPARE(needsOf(scenario).connectionsPerSecond, 0.0);
        scenario.targets[0].reuseConnections = false;
        QCOMPARE(needsOf(scenario).connectionsPerSecond, 100.0);
        QVERIFY(needsOf(scenario).oneAddress);
        const quint64 alone = needsOf(scenario).memory;
        scenario.targets[0].url = QStringLiteral("builtin:");
        QVERIFY(needsOf(scenario).serviceInside && needsOf(scenario).onLoopback);
        QVERIFY(needsOf(scenario).memory > alone);
        scenario.targets.push_back(scenario.targets[0]);
        QVERIFY(needsOf(scenario).oneAddress);
        scenario.targets[1].url = QStringLiteral("http://other.test");
        QVERIFY(!needsOf(scenario).oneAddress && !needsOf(scenario).onLoopback);
    }

    void runFileFollowsRequestsAndChunks()
    {
        Scenario scenario = openOf(100);
        scenario.load.first().duration = 100s;
        scenario.requests[0].maxTokens = 100;
        const quint64 whole = needsOf(scenario).runFile;
        QVERIFY2(whole > 8'000'000 && whole < 11'000'000, qPrintable(QString::number(whole)));
        scenario.recording.chunkTimes = false;
        QVERIFY(needsOf(scenario).runFile < whole / 2);
    }

    void findings_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::addColumn<ChangeFacts>("change");
        QTest::addColumn<bool>("isError");
        QTest::addColumn<QString>("says"); // empty: nothing
        const auto row = [](const char *name, const Scenario &scenario, const ChangeFacts &change,
                            bool isError, const QString &says) {
            QTest::newRow(name) << scenario << change << isError << says;
        };
        const ChangeFacts none = [](MachineFacts &) {};
        const ChangeFacts fewFiles = [](MachineFacts &facts) { facts.openFiles = 1024; };
        row("all fits", closedOf(1000), none, false, {});
        row("files for users", closedOf(1000), fewFiles, true, QStringLiteral("ulimit -n 1374"));
        row("files for a cap", openOf(1, 1000), fewFiles, false, QStringLiteral("lowered to 738"));
        row("files for arrivals", openOf(1000), fewFiles, false, QStringLiteral("room for 738"));
        row("files for few arrivals", openOf(10), fewFiles, false, {});
        row("ports for users", closedOf(30'000), none, true, QStringLiteral("ip_local_port_range"));
        row("ports for arrivals", openOf(3000), none, false, QStringLiteral("28,232"));
        row("ports not known", closedOf(30'000), [](MachineFacts &facts) { facts.localPorts.reset(); }, false,
            {});
        Scenario turnover = openOf(1000, 100);
        turnover.targets[0].reuseConnections = false;
        row("ports of closed connections", turnover, none, false, QStringLiteral("tcp_tw_reuse"));
        row("ports reused soon", turnover, [](MachineFacts &facts) { facts.portReuse = PortReuse::After1s; },
            false, {});
        turnover.targets[0].url = QStringLiteral("http://127.0.0.1:8000");
        row("ports reused on loopback", turnover, none, false, {});
        row(
            "ports never reused", turnover,
            [](MachineFacts &facts) { facts.portReuse = PortReuse::After60s; }, false,
            QStringLiteral("tcp_tw_reuse"));
        row(
            "threads for users", closedOf(1000), [](MachineFacts &facts) { facts.threads = 100; }, true,
            QStringLiteral("pids.max"));
        row(
            "threads for arrivals", openOf(100), [](MachineFacts &facts) { facts.threads = 100; }, false,
            QStringLiteral("pids.max"));
        row(
            "memory", closedOf(1000), [](MachineFacts &facts) { facts.memory = 70'000'000; }, false,
            QStringLiteral("70.0 MB are free"));
        row(
            "disk", openOf(1000), [](MachineFacts &facts) { facts.disk = 1'000'000; }, false,
            QStringLiteral("1.00 MB are free"));
        Scenario inside = closedOf(5000);
        inside.targets[0].url = QStringLiteral("builtin:");
        row("listening queue", inside, none, false, QStringLiteral("somaxconn"));
    }
    void findings()
    {
        QFETCH(const Scenario, scenario);
        QFETCH(const ChangeFacts, change);
        QFETCH(const bool, isError);
        QFETCH(const QString, says);
        MachineFacts facts = amplyFitted();
        change(facts);
        const std::vector<LimitProblem> found = checkLimits(needsOf(scenario, 5s), facts);
        QCOMPARE(found.empty(), says.isEmpty());
        if (found.empty())
            return;
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY2(found[0].error.text().contains(says), qPrintable(found[0].error.text()));
        QVERIFY(!found[0].error.advice.isEmpty());
        QCOMPARE(found[0].severity == Severity::Error, isError);
    }

    void errorsComeFirst()
    {
        MachineFacts facts = amplyFitted();
        facts.memory = 1;
        facts.threads = 1;
        const std::vector<LimitProblem> found = checkLimits(needsOf(closedOf(100), 5s), facts);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(found[0].severity == Severity::Error && found[1].severity == Severity::Warning);
    }

    void factsOfAContainer()
    {
        const FakeRoot root;
        root.write(QStringLiteral("/proc/sys/net/ipv4/ip_local_port_range"), "32768\t60999\n");
        root.write(QStringLiteral("/proc/sys/net/ipv4/ip_local_reserved_ports"),
                   "80,40000-40009,60990-65000\n");
        root.write(QStringLiteral("/proc/sys/net/ipv4/tcp_tw_reuse"), "1\n");
        root.write(QStringLiteral("/proc/sys/net/core/somaxconn"), "128\n");
        root.write(QStringLiteral("/proc/meminfo"), "MemTotal: 9 kB\nMemAvailable:  4000000 kB\n");
        root.write(QStringLiteral("/proc/self/cgroup"), "0::/a/b\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/b/memory.max"), "max\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/memory.max"), "1000000000\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/memory.current"), "700000000\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/memory.stat"), "anon 1\ninactive_file 200000000\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/pids.max"), "50\n");
        root.write(QStringLiteral("/sys/fs/cgroup/a/pids.current"), "20\n");
        const MachineFacts facts = readMachineFacts(QStringLiteral("/no/such/folder"), root.files());
        QCOMPARE(facts.localPorts, std::optional<quint64>(28'232 - 10 - 10));
        QVERIFY(facts.portReuse == PortReuse::After1s);
        QCOMPARE(facts.listenQueue, std::optional<quint64>(128));
        QCOMPARE(facts.memory, std::optional<quint64>(500'000'000));
        QCOMPARE(facts.threads, std::optional<quint64>(30));
        QVERIFY(facts.disk.has_value());
        QVERIFY(facts.openFiles > 0);
    }

    void factsOfVersion1()
    {
        const FakeRoot root;
        root.write(QStringLiteral("/proc/self/cgroup"), "4:memory:/job\n");
        root.write(QStringLiteral("/sys/fs/cgroup/memory/job/memory.limit_in_bytes"), "1000000\n");
        root.write(QStringLiteral("/sys/fs/cgroup/memory/job/memory.usage_in_bytes"), "900000\n");
        root.write(QStringLiteral("/sys/fs/cgroup/memory/job/memory.stat"),
                   "inactive_file 1\ntotal_inactive_file 400000\n");
        QCOMPARE(readMachineFacts({}, root.files()).memory, std::optional<quint64>(500'000));
    }

    void senselessFactsAreNotKnown_data()
    {
        QTest::addColumn<QByteArray>("range");
        for (const char *range : {"", "x", "60000", "60000 1000", "0 100", "1 99999999", "a b", "1 2 3"})
            QTest::newRow(range) << QByteArray(range);
    }
    void senselessFactsAreNotKnown()
    {
        QFETCH(const QByteArray, range);
        const FakeRoot root;
        root.write(QStringLiteral("/proc/sys/net/ipv4/ip_local_port_range"), range);
        root.write(QStringLiteral("/proc/meminfo"), "MemAvailable: lots\n");
        root.write(QStringLiteral("/proc/self/cgroup"), "0::/\n");
        root.write(QStringLiteral("/sys/fs/cgroup/memory.max"), "-1\n");
        root.write(QStringLiteral("/sys/fs/cgroup/pids.max"), "many\n");
        const MachineFacts facts = readMachineFacts({}, root.files());
        QVERIFY(!facts.localPorts && !facts.memory && !facts.listenQueue);
        QVERIFY(facts.portReuse == PortReuse::After1sOnLoopback);
    }

    void thisMachineIsRead()
    {
        const MachineFacts facts = readMachineFacts({});
        QVERIFY(facts.localPorts.value_or(0) > 100);
        QVERIFY(facts.memory.value_or(0) > 0);
        QVERIFY(facts.disk.has_value());
    }
};

QTEST_APPLESS_MAIN(TestMachineLimits)
#include "tst_machinelimits.moc"
