// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/machineadvice.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestMachineAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sockets_data();
    void sockets();
    void managersHoldSixStreamsEach();
    void enough_data();
    void enough();
    void tokens();
};

void TestMachineAdvice::sockets_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<double>("size");
    QTest::addColumn<int>("cap");
    QTest::addColumn<quint64>("sockets");
    QTest::newRow("closed: one a user") << false << 120.0 << 0 << quint64(120);
    QTest::newRow("open: twice rate times length") << true << 10.0 << 0 << quint64(100);
    QTest::newRow("open: the cap holds") << true << 10.0 << 40 << quint64(40);
    QTest::newRow("open: never none") << true << 0.001 << 0 << quint64(1);
}

void TestMachineAdvice::sockets()
{
    QFETCH(bool, open);
    QFETCH(double, size);
    QFETCH(int, cap);
    QFETCH(quint64, sockets);
    Scenario scenario;
    if (open)
        scenario.load.model = OpenLoad{size, Arrivals::Even, cap ? std::optional<quint32>(cap) : std::nullopt,
                                       OpenLoad::CapPolicy::Queue};
    else
        scenario.load.model = ClosedLoad{quint32(size), {}};
    QCOMPARE(machineNeeds(scenario, 5s).sockets, sockets);
    QCOMPARE(machineNeeds(scenario, 5s).capped, !open || cap > 0);
}

void TestMachineAdvice::managersHoldSixStreamsEach()
{
    Scenario scenario;
    scenario.workers = 1;
    scenario.load.model = ClosedLoad{6, {}};
    const quint64 one = machineNeeds(scenario, 5s).threads;
    scenario.load.model = ClosedLoad{7, {}};
    QCOMPARE(machineNeeds(scenario, 5s).threads, one + 1);
    scenario.transport = TransportKind::Curl;
    QCOMPARE(machineNeeds(scenario, 5s).threads, one - 1);
    QVERIFY(adviceText(machineNeeds(scenario, 5s), MachineFacts{}).contains(u"libcurl"));
}

void TestMachineAdvice::enough_data()
{
    QTest::addColumn<quint64>("openFiles");
    QTest::addColumn<quint64>("freeMemory");
    QTest::addColumn<bool>("isEnoughNow");
    QTest::addColumn<QString>("says");
    QTest::newRow("plenty") << quint64(100'000) << quint64(8'000'000'000) << true << "enough";
    QTest::newRow("memory not known") << quint64(100'000) << quint64(0) << true << "enough";
    QTest::newRow("files short") << quint64(256) << quint64(8'000'000'000) << false << "ulimit -n";
    QTest::newRow("memory short") << quint64(100'000) << quint64(10'000'000) << false << "are free";
}

void TestMachineAdvice::enough()
{
    QFETCH(quint64, openFiles);
    QFETCH(quint64, freeMemory);
    QFETCH(bool, isEnoughNow);
    QFETCH(QString, says);
    Scenario scenario;
    scenario.load.model = ClosedLoad{1000, {}};
    const MachineNeeds needs = machineNeeds(scenario, 5s);
    const MachineFacts facts{openFiles, freeMemory, 2};
    QCOMPARE(isEnough(needs, facts), isEnoughNow);
    QVERIFY2(adviceText(needs, facts).contains(says), qPrintable(adviceText(needs, facts)));
}

void TestMachineAdvice::tokens()
{
    Scenario scenario;
    RequestTemplate shortOne;
    shortOne.weight = 3;
    shortOne.maxTokens = 100;
    RequestTemplate longOne;
    longOne.weight = 1;
    scenario.requests = {shortOne, longOne};
    QVERIFY(!mostTokens(scenario, 10));
    scenario.requests[1].maxTokens = 500;
    QCOMPARE(mostTokens(scenario, 10).value(), 2000.0);
}

QTEST_GUILESS_MAIN(TestMachineAdvice)
#include "tst_machineadvice.moc"
