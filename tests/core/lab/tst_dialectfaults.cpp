// SPDX-License-Identifier: GPL-3.0-or-later
// What breaks an answer has the same class for every vendor, over sockets and in virtual time.
#include "labrig.h"
#include "support/dialectpresets.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

Scenario asks(const QString &vendor, bool stream)
{
    Scenario scenario = scenarioFor(u"http://127.0.0.1:1"_qs, 4);
    ClosedLoad closed;
    closed.users = 2;
    scenario.load.first().model = closed;
    scenario.targets.front().vendor = vendor;
    scenario.requests.front().stream = stream;
    return scenario;
}

/// Tokens that were read before an answer broke, by request.
std::map<quint64, quint32> chunksOf(const LabRun &run)
{
    std::map<quint64, quint32> chunks;
    for (const RequestRecord &record : run.records)
        chunks[record.request.value()] = record.chunkCount;
    return chunks;
}

} // namespace

class TestDialectFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commentsAreNoEvents_data() { vendors(); }
    void commentsAreNoEvents();
    void badJsonIsMalformed_data() { vendors(); }
    void badJsonIsMalformed();

private:
    static void vendors()
    {
        QTest::addColumn<QString>("vendor");
        for (const QString &name : presetsWithDialect())
            QTest::newRow(qPrintable(name)) << name;
    }
};

void TestDialectFaults::commentsAreNoEvents()
{
    QFETCH(QString, vendor);
    const LabRun run = live(asks(vendor, true), fixedService(20ms, 10ms, 20));
    QCOMPARE(run.summary.requests.succeeded, quint64(4));
    // DashScope has a comment in each of its events.
    for (const RequestRecord &record : run.records)
        QVERIFY2(record.eventCount <= 20 + 8, qPrintable(QString::number(record.eventCount)));
}

void TestDialectFaults::badJsonIsMalformed()
{
    QFETCH(QString, vendor);
    // With a single token the fault comes after it.
    for (const quint32 tokens : {8U, 1U}) {
        ServiceConfig service = fixedService(5ms, 1ms, tokens);
        service.faults = {{FaultKind::BadJson, 1}};
        for (const bool stream : {true, false}) {
            const Scenario scenario = asks(vendor, stream);
            const LabRun real = live(scenario, service);
            const LabRun modelled = simulated(scenario, service, real.summary.run.right(10));
            QCOMPARE(countOf(real, OutcomeClass::MalformedStream), quint64(4));
            QCOMPARE(countOf(modelled, OutcomeClass::MalformedStream), quint64(4));
            QCOMPARE(chunksOf(modelled), chunksOf(real));
        }
    }
}

QTEST_GUILESS_MAIN(TestDialectFaults)
#include "tst_dialectfaults.moc"
