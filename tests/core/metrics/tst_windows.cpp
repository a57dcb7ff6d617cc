// SPDX-License-Identifier: GPL-3.0-or-later
// The levels of a stepped load, and what changes within a window.
#include "core/metrics/summaryscript.h"

#include <QJsonArray>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::function<double(int)>)

namespace {

/// One request each 100 ms; `ttft` tells each one's time to first token by its number. 120 requests.
QString warningsWith(const std::function<double(int)> &ttft)
{
    std::vector<RequestRecord> records;
    for (int i = 0; i < 120; ++i) {
        const double start = i * 100.0;
        const double first = start + ttft(i);
        records.push_back(request(static_cast<quint64>(i), start,
                                  QStringLiteral("c%1 c%2").arg(first).arg(first + 20), first + 20));
    }
    return englishOf(build(factsOf(20000), records).summary.warnings).join(u' ');
}

/// Levels of 10, 20 and 40 requests a second, 10 s each; level n answers after (n + 1) * 50 ms, and every
/// tenth request of the last level fails.
std::vector<RequestRecord> stair()
{
    std::vector<RequestRecord> records;
    for (int level = 0; level < 3; ++level) {
        const int count = 100 << level;
        for (int i = 0; i < count; ++i) {
            const double start = level * 10'000 + i * 10'000.0 / count;
            const double first = start + (level + 1) * 50;
            const bool fails = level == 2 && i % 10 == 9;
            records.push_back(
                request(records.size(), start,
                        fails ? QString() : QStringLiteral("c%1 c%2").arg(first).arg(first + 20), first + 20,
                        fails ? OutcomeClass::RateLimited : OutcomeClass::Success));
        }
    }
    return records;
}

RunFacts factsOfStair()
{
    RunFacts facts = factsOf(31'000);
    facts.plateaus = {{0s, 10s}, {10s, 20s}, {20s, 30s}}; // the next level's first request lies at the end
    return facts;
}

} // namespace

class TestWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warnsOfDrift_data()
    {
        QTest::addColumn<std::function<double(int)>>("ttft");
        QTest::addColumn<bool>("warns");
        using Ttft = std::function<double(int)>;
        const auto noise = [](int i) { return i * 37 % 41; };
        QTest::newRow("level") << Ttft([](int) { return 50; }) << false;
        QTest::newRow("noise") << Ttft([noise](int i) { return 50 + noise(i); }) << false;
        QTest::newRow("grows") << Ttft([noise](int i) { return 50 + i / 4.0 + noise(i) / 10.0; }) << true;
        QTest::newRow("shrinks") << Ttft([noise](int i) { return 90 - i / 4.0 + noise(i) / 10.0; }) << true;
        QTest::newRow("grows by 5 %") << Ttft([](int i) { return 100 + i / 24.0; }) << false;
        QTest::newRow("a few outliers")
            << Ttft([](int i) { return i > 100 && i % 5 == 0 ? 5000 : 50; }) << false;
        QTest::newRow("there and back") << Ttft([](int i) { return i > 40 && i < 80 ? 500 : 50; }) << false;
        QTest::newRow("below 1 ms") << Ttft([](int i) { return 0.5 + i / 400.0; }) << false;
    }
    void warnsOfDrift()
    {
        QFETCH(const std::function<double(int)>, ttft);
        QFETCH(const bool, warns);
        const QString warnings = warningsWith(ttft);
        QCOMPARE(warnings.contains(u"Drift: the median ttft"), warns);
        QVERIFY(warns || !warnings.contains(u"Drift"));
    }

    void warnsOfDriftInE2eAlone()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 120; ++i) {
            const double start = i * 100.0;
            const double end = start + 70 + i;
            records.push_back(request(static_cast<quint64>(i), start,
                                      QStringLiteral("c%1 c%2").arg(start + 50).arg(end), end));
        }
        const QString warnings = englishOf(build(factsOf(20000), records).summary.warnings).join(u' ');
        QVERIFY(warnings.contains(u"Drift: the median e2e"));
        QVERIFY(!warnings.contains(u"median ttft"));
    }

    void everyLevelHasItsFigures()
    {
        const Summary summary = build(factsOfStair(), stair()).summary;
        QCOMPARE(summary.windows.size(), std::size_t{3});
        for (int level = 0; level < 3; ++level) {
            const WindowSummary &window = summary.windows[static_cast<std::size_t>(level)];
            const quint64 count = 100U << level;
            const quint64 failed = level == 2 ? 40 : 0;
            QCOMPARE(window.requests, count);
            QCOMPARE(window.succeeded, count - failed);
            QCOMPARE(window.failed, failed);
            QCOMPARE(window.ttft.count, count - failed);
            QCOMPARE(window.ttft.rank(99).value, (level + 1) * 50e6);
            QCOMPARE(window.e2e.rank(50).value, (level + 1) * 50e6 + 20e6);
            QCOMPARE(window.itl.count, count - failed);
            const double rate = static_cast<double>(count - failed) / 10;
            QVERIFY2(std::abs(window.requestsPerSecond - rate) < 0.02 * rate,
                     qPrintable(QString::number(window.requestsPerSecond)));
            QVERIFY2(std::abs(window.tokensPerSecond - 2 * rate) < 0.04 * rate,
                     qPrintable(QString::number(window.tokensPerSecond)));
        }
        QCOMPARE(summary.windows[2].errors.at(OutcomeClass::RateLimited), quint64{40});
        QCOMPARE(summary.windows[2].errorRate, 0.1);
        QVERIFY(summary.windows[0].errors.empty());
    }

    void headlineIsTheLastLevel()
    {
        const Summary summary = build(factsOfStair(), stair()).summary;
        const WindowSummary &last = summary.windows.back();
        QVERIFY(summary.window == last.window);
        QVERIFY(summary.ttft == last.ttft);
        QVERIFY(summary.itl == last.itl);
        QVERIFY(summary.e2e == last.e2e);
        QVERIFY(summary.scheduleSlip == last.scheduleSlip);
        QCOMPARE(summary.requestsPerSecond, last.requestsPerSecond);
        QCOMPARE(summary.tokensPerSecond, last.tokensPerSecond);
        QCOMPARE(summary.requests.succeeded, quint64{660});
    }

    void levelsEndWithTheRun_data()
    {
        QTest::addColumn<double>("endMs");
        QTest::addColumn<double>("warmUpMs");
        QTest::addColumn<int>("levels");
        QTest::addColumn<double>("fromMs");
        QTest::addColumn<double>("toMs");
        QTest::newRow("whole") << 31'000.0 << 0.0 << 3 << 20'000.0 << 30'000.0;
        QTest::newRow("stopped in the last") << 26'000.0 << 0.0 << 3 << 20'000.0 << 26'000.0;
        QTest::newRow("the last is too short") << 23'000.0 << 0.0 << 3 << 10'000.0 << 20'000.0;
        QTest::newRow("stopped before the last") << 18'000.0 << 0.0 << 2 << 10'000.0 << 18'000.0;
        QTest::newRow("stopped at once") << 2'000.0 << 0.0 << 1 << 0.0 << 2'000.0;
        QTest::newRow("warm-up reaches inside") << 18'000.0 << 12'000.0 << 1 << 12'000.0 << 18'000.0;
    }
    void levelsEndWithTheRun()
    {
        QFETCH(const double, endMs);
        QFETCH(const double, warmUpMs);
        RunFacts facts = factsOfStair();
        facts.end = atMs(endMs);
        facts.measureFrom = atMs(warmUpMs);
        std::vector<RequestRecord> records = stair();
        std::erase_if(records, [endMs](const RequestRecord &r) { return r.intended > atMs(endMs); });
        const Summary summary = build(facts, records).summary;
        QTEST(static_cast<int>(summary.windows.size()), "levels");
        QTEST(static_cast<double>(summary.window.from.count()) / 1e6, "fromMs");
        QTEST(static_cast<double>(summary.window.to.count()) / 1e6, "toMs");
    }

    void levelsAreInJsonAndText()
    {
        const Summary summary = build(factsOfStair(), stair()).summary;
        const QJsonArray windows = toJson(summary).value(u"windows").toArray();
        QCOMPARE(windows.size(), 3);
        const QJsonObject headline = toJson(summary);
        const QJsonObject last = windows[2].toObject();
        for (const QString &key : last.keys()) {
            QVERIFY2(headline.contains(key) || headline.value(u"window").toObject().contains(key),
                     qPrintable(key));
        }
        QCOMPARE(last.value(u"ttft_ms"), headline.value(u"ttft_ms"));
        QCOMPARE(last.value(u"errors").toObject().value(u"rate_limited").toInt(), 40);
        QCOMPARE(windows[0].toObject().value(u"from_s").toDouble(), 0.0);
        const QString text = toText(summary, false);
        for (const QString &level : {u"0 to 10.0 s"_qs, u"10.0 to 20.0 s"_qs, u"20.0 to 30.0 s"_qs})
            QVERIFY2(text.contains(level), qPrintable(text));
        const QJsonObject counts = last.value(u"requests").toObject();
        QVERIFY(text.contains(QStringLiteral("%1/%2\n")
                                  .arg(counts.value(u"measured").toInt())
                                  .arg(counts.value(u"started").toInt())));
        QVERIFY(!toText(build(factsOf(20000), evenLoad(100)).summary, false).contains(u"Levels"));
    }
};

QTEST_APPLESS_MAIN(TestWindows)
#include "tst_windows.moc"
