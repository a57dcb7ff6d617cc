// SPDX-License-Identifier: GPL-3.0-or-later
// What the health monitor makes of /proc and of cgroups of both versions, right and wrong ones.
#include "engine/healthmonitor.h"
#include "support/fakeroot.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestHealthMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheCgroups_data()
    {
        QTest::addColumn<QByteArray>("membership");
        QTest::addColumn<QStringList>("folders");
        const QString base = QStringLiteral("/sys/fs/cgroup");
        const QString unified = base + QStringLiteral("/unified");
        QTest::newRow("version 2")
            << QByteArrayLiteral("0::/user.slice/run:1.scope\n")
            << QStringList{base + u"/user.slice/run:1.scope"_qs,    base + u"/user.slice"_qs,    base,
                           unified + u"/user.slice/run:1.scope"_qs, unified + u"/user.slice"_qs, unified};
        QTest::newRow("version 2, namespace") << QByteArrayLiteral("0::/\n") << QStringList{base, unified};
        QTest::newRow("version 1") << QByteArrayLiteral("3:cpuset:/x\n4:cpu,cpuacct:/docker\n0::/\n")
                                   << QStringList{base + u"/cpu,cpuacct/docker"_qs, base + u"/cpu,cpuacct"_qs,
                                                  base + u"/cpu/docker"_qs, base + u"/cpu"_qs};
        QTest::newRow("hybrid without cpu")
            << QByteArrayLiteral("3:cpuset:/x\n0::/\n") << QStringList{base, unified};
        QTest::newRow("leads outside") << QByteArrayLiteral("0::/../../etc\n") << QStringList{base, unified};
        QTest::newRow("no colon") << QByteArrayLiteral("garbage") << QStringList{};
        QTest::newRow("one colon") << QByteArrayLiteral("1:cpu\n") << QStringList{};
        QTest::newRow("empty") << QByteArray() << QStringList{};
        QTest::newRow("too deep") << QByteArrayLiteral("0::") + QByteArrayLiteral("/a").repeated(5000)
                                  << QStringList{base, unified};
    }
    void findsTheCgroups()
    {
        QFETCH(const QByteArray, membership);
        const FakeRoot root;
        root.write(QStringLiteral("/proc/self/cgroup"), membership);
        QTEST(root.files().cgroupFolders("cpu"), "folders");
    }

    void throttling_data()
    {
        QTest::addColumn<QByteArray>("membership");
        QTest::addColumn<QString>("limited");
        QTest::newRow("own group") << QByteArrayLiteral("0::/a/b\n") << "/sys/fs/cgroup/a/b";
        QTest::newRow("a group around it") << QByteArrayLiteral("0::/a/b\n") << "/sys/fs/cgroup/a";
        QTest::newRow("container") << QByteArrayLiteral("0::/\n") << "/sys/fs/cgroup";
        QTest::newRow("version 1") << QByteArrayLiteral("2:cpu,cpuacct:/a\n")
                                   << "/sys/fs/cgroup/cpu,cpuacct/a";
        QTest::newRow("version 1, linked") << QByteArrayLiteral("2:cpu,cpuacct:/a\n") << "/sys/fs/cgroup/cpu";
    }
    void throttling()
    {
        QFETCH(const QByteArray, membership);
        QFETCH(const QString, limited);
        const FakeRoot root;
        root.write(QStringLiteral("/proc/self/cgroup"), membership);
        root.writeThrottling(limited, 1000, 900);
        ManualClock clock;
        HealthMonitor monitor(clock, 0.95, root.files());
        QCOMPARE(monitor.sample().throttledShare, 0.0);
        root.writeThrottling(limited, 1100, 925);
        QCOMPARE(monitor.sample().throttledShare, 0.25);
    }

    void senselessThrottlingIsNone_data()
    {
        QTest::addColumn<QByteArray>("later");
        QTest::newRow("gone") << QByteArray();
        QTest::newRow("no number") << QByteArrayLiteral("nr_periods many\nnr_throttled all\n");
        QTest::newRow("negative") << QByteArrayLiteral("nr_periods -5\nnr_throttled -1\n");
        QTest::newRow("too large") << QByteArrayLiteral(
            "nr_periods 99999999999999999999999\nnr_throttled 5\n");
        QTest::newRow("reset") << QByteArrayLiteral("nr_periods 7\nnr_throttled 7\n");
        QTest::newRow("half a line") << QByteArrayLiteral("nr_periods");
        QTest::newRow("another key") << QByteArrayLiteral("nr_periods_x 5000\nnr_throttled_x 5000\n");
    }
    void senselessThrottlingIsNone()
    {
        QFETCH(const QByteArray, later);
        const FakeRoot root;
        const QString folder = QStringLiteral("/sys/fs/cgroup");
        root.write(QStringLiteral("/proc/self/cgroup"), "0::/\n");
        root.writeThrottling(folder, 1000, 10);
        const ManualClock clock;
        HealthMonitor monitor(clock, 0.95, root.files());
        root.write(folder + QStringLiteral("/cpu.stat"), later);
        QCOMPARE(monitor.sample().throttledShare, 0.0);
    }

    void keepsTheLongestBusyStretch()
    {
        const FakeRoot root;
        ManualClock clock;
        root.writeTicks(0, 0);
        HealthMonitor monitor(clock, 0.95, root.files());
        quint64 busy = 0;
        quint64 idle = 0;
        const auto second = [&](bool isBusy) {
            clock.advance(1s);
            (isBusy ? busy : idle) += 200;
            root.writeTicks(busy, idle);
            return monitor.sample();
        };
        for (int i = 0; i < 3; ++i)
            QCOMPARE(second(true).processorShare, 1.0);
        QCOMPARE(second(false).processorShare, 0.0);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(second(true).hostBusyFor, Nanoseconds{3s});
        QCOMPARE(second(true).hostBusyFor, Nanoseconds{3s});
        QCOMPARE(second(true).hostBusyFor, Nanoseconds{4s});
    }

    void samplesInQuickSuccessionChangeNothing()
    {
        const FakeRoot root;
        ManualClock clock;
        root.writeTicks(0, 0);
        HealthMonitor monitor(clock, 0.95, root.files());
        clock.advance(1s);
        root.writeTicks(200, 0);
        QCOMPARE(monitor.sample().processorShare, 1.0);
        clock.advance(20ms);
        root.writeTicks(200, 4); // two idle ticks of two processors
        QCOMPARE(monitor.sample().processorShare, 1.0);
        clock.advance(980ms);
        root.writeTicks(396, 4);
        QCOMPARE(monitor.sample().hostBusyFor, Nanoseconds{2s});
    }

    void senselessTicksAreNotBusy_data()
    {
        QTest::addColumn<QByteArray>("later");
        QTest::newRow("gone") << QByteArray();
        QTest::newRow("short") << QByteArrayLiteral("cpu 5000 0 0\n");
        QTest::newRow("another line") << QByteArrayLiteral("cpu0 5000 0 0 0 0 0 0 0\n");
        QTest::newRow("backwards") << QByteArrayLiteral("cpu 10 0 0 10 0 0 0 0\n");
    }
    void senselessTicksAreNotBusy()
    {
        QFETCH(const QByteArray, later);
        const FakeRoot root;
        ManualClock clock;
        root.writeTicks(1000, 1000);
        HealthMonitor monitor(clock, 0.95, root.files());
        clock.advance(10s);
        root.write(QStringLiteral("/proc/stat"), later);
        const GeneratorHealth health = monitor.sample();
        QCOMPARE(health.processorShare, 0.0);
        QCOMPARE(health.hostBusyFor, Nanoseconds{0});
    }

    void readsThisProcess()
    {
        const SystemClock clock;
        HealthMonitor monitor(clock, 0.95);
        const TimePoint until = clock.now() + 20ms;
        while (clock.now() < until) {
        }
        const GeneratorHealth health = monitor.sample();
        QVERIFY(health.processorTime > Nanoseconds{0});
        QVERIFY(health.residentBytes > 1'000'000);
        QVERIFY(health.peakResidentBytes >= health.residentBytes);
    }
};

QTEST_APPLESS_MAIN(TestHealthMonitor)
#include "tst_healthmonitor.moc"
