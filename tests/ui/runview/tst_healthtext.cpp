// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the generator's health, and from where on something is wrong with it.
#include "runview/healthtext.h"

#include <QTest>

#include <functional>

using namespace weir;
using namespace std::chrono_literals;

using Change = std::function<void(GeneratorHealth &)>;
Q_DECLARE_METATYPE(Change)

class TestHealthText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void illness_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("illness");
        const auto row = [](const char *name, const Change &change, const QString &illness) {
            QTest::newRow(name) << change << illness;
        };
        row("healthy", [](GeneratorHealth &) {}, {});
        row("lag at its limit", [](GeneratorHealth &health) { health.loopLagP99 = 10ms; }, {});
        row(
            "lag", [](GeneratorHealth &health) { health.loopLagP99 = 11ms; }, QStringLiteral("lags"));
        row(
            "slip", [](GeneratorHealth &health) { health.slipP99 = 11ms; }, QStringLiteral("late"));
        row(
            "throttled", [](GeneratorHealth &health) { health.throttledShare = 0.02; },
            QStringLiteral("throttled"));
        row(
            "busy, and late",
            [](GeneratorHealth &health) {
                health.hostBusyFor = 5s;
                health.slipP99 = 6ms;
            },
            QStringLiteral("busy"));
        row(
            "busy, and merged",
            [](GeneratorHealth &health) {
                health.hostBusyFor = 5s;
                health.chunksPerRead = 1.06;
            },
            QStringLiteral("busy"));
        row(
            "busy now",
            [](GeneratorHealth &health) {
                health.processorShare = 0.99;
                health.hostBusyFor = 5s;
                health.slipP99 = 6ms;
            },
            QStringLiteral("is busy"));
        row(
            "busy once, calm now",
            [](GeneratorHealth &health) {
                health.processorShare = 0.13;
                health.hostBusyFor = 5s;
                health.slipP99 = 6ms;
            },
            QStringLiteral("was busy"));
        row("busy alone proves nothing",
            [](GeneratorHealth &health) {
                health.processorShare = 1;
                health.hostBusyFor = 60s;
                health.slipP99 = health.loopLagP99 = 5ms;
                health.chunksPerRead = 1.05;
            },
            {});
        row(
            "re-sent", [](GeneratorHealth &health) { health.silentResends = 1; }, QStringLiteral("re-sent"));
        row(
            "merged", [](GeneratorHealth &health) { health.chunksPerRead = 1.2; }, QStringLiteral("merged"));
        row("the end's events in one read", [](GeneratorHealth &health) { health.eventsPerRead = 1.5; }, {});
        row(
            "worst first", [](GeneratorHealth &health) { health.loopLagP99 = health.slipP99 = 1s; },
            QStringLiteral("lags"));
    }
    void illness()
    {
        QFETCH(const Change, change);
        QFETCH(const QString, illness);
        Snapshot snapshot;
        snapshot.health.eventsPerRead = 1;
        change(snapshot.health);
        const QString text = generatorIllness(snapshot, ValiditySettings());
        QCOMPARE(text.isEmpty(), illness.isEmpty());
        QVERIFY2(text.contains(illness), qPrintable(text));
    }

    void detailsNameEveryFigure()
    {
        Snapshot snapshot;
        snapshot.requests.dropped = 12;
        GeneratorHealth &health = snapshot.health;
        health.loopLagP99 = 1ms;
        health.slipP99 = 2ms;
        health.events = 3456;
        health.eventsPerRead = 1.07;
        health.processorMicrosPerEvent = 17.5;
        health.processorShare = 0.42;
        health.hostBusyFor = 3s;
        health.throttledShare = 0.005;
        health.silentResends = 9;
        health.residentBytes = 61'000'000;
        health.peakResidentBytes = 72'000'000;
        const QString text = healthDetails(snapshot, ValiditySettings());
        for (const char *part : {"1.00 ms", "2.00 ms", "3,456", "1.07", "17.5", "42.0 %", "3.00 s", "0.500 %",
                                 "dropped: 12", "library: 9", "61.0 MB", "72.0 MB", "limit 10.0 ms"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
    }

    void lineLeavesOutWhatDidNotHappen()
    {
        Snapshot snapshot;
        const QString quiet = healthLine(snapshot);
        QVERIFY(!quiet.contains(u"re-sent") && !quiet.contains(u"throttled") && !quiet.contains(u"event"));
        snapshot.health.silentResends = 1;
        snapshot.health.throttledShare = 0.1;
        snapshot.health.processorMicrosPerEvent = 18;
        const QString loud = healthLine(snapshot);
        QVERIFY(loud.contains(u"1 re-sent") && loud.contains(u"10.0 %") && loud.contains(u"18.0"));
    }
};

QTEST_APPLESS_MAIN(TestHealthText)
#include "tst_healthtext.moc"
