// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/derived.h"
#include "metrics/summarywarnings.h"
#include "summaryscript.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestSummaryWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cachedShare_data()
    {
        QTest::addColumn<quint64>("input");
        QTest::addColumn<quint64>("cached");
        QTest::addColumn<QString>("says");
        QTest::newRow("not told") << quint64{0} << quint64{0} << QString();
        QTest::newRow("a fifth") << quint64{1000} << quint64{200} << QString();
        QTest::newRow("more") << quint64{1000} << quint64{250}
                              << QStringLiteral("25.0 % of the input tokens");
    }
    void cachedShare()
    {
        QFETCH(const QString, says);
        Summary summary;
        QFETCH(quint64, input);
        QFETCH(quint64, cached);
        summary.totalInputTokens = input;
        summary.totalCachedInputTokens = cached;
        const Messages warnings = warningsOf(summary);
        QCOMPARE(warnings.empty(), says.isEmpty());
        if (!warnings.empty())
            QVERIFY2(warnings[0].english().startsWith(says), qPrintable(warnings[0].english()));
    }

    void everyFaultOfUsageIsNamed_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, UsageFault fault, const char *says) {
            QTest::newRow(name) << static_cast<int>(fault) << QString::fromLatin1(says);
        };
        row("reasoning", UsageFault::WithoutReasoning, "On 3 requests the service left reasoning out");
        row("zero", UsageFault::ZeroBesideText, "On 3 requests the service told fewer tokens");
        row("too few", UsageFault::BelowStreamed, "On 3 requests the service told fewer tokens");
        row("placeholder", UsageFault::Placeholder,
            "On 3 requests, cut or failed, the service had told a placeholder");
        row("too many", UsageFault::AboveText, "On 3 requests the service told more output tokens");
        row("no count", UsageFault::Unreadable, "On 3 requests the service told output tokens that are no");
    }
    void everyFaultOfUsageIsNamed()
    {
        QFETCH(const int, fault);
        QFETCH(const QString, says);
        const RunFacts facts;
        WindowCollector headline(facts, Window{});
        headline.finish();
        StreamEvidence streams;
        QVERIFY(figureWarnings(Summary{}, headline, streams).empty());
        streams.usageFaults[static_cast<UsageFault>(fault)] = 3;
        const Messages warnings = figureWarnings(Summary{}, headline, streams);
        QCOMPARE(warnings.size(), std::size_t{1});
        QVERIFY2(warnings[0].english().startsWith(says), qPrintable(warnings[0].english()));
    }

    void cachedAboveInputIsNamed()
    {
        const RunFacts facts;
        WindowCollector headline(facts, Window{});
        headline.finish();
        StreamEvidence streams;
        streams.cachedAboveInput = 2;
        QVERIFY(
            figureWarnings(Summary{}, headline, streams)
                .at(0)
                .english()
                .startsWith(QStringLiteral("On 2 requests the service told more cached than input tokens")));
    }

    void whatTheWindowLeavesOutIsSaid()
    {
        RunFacts facts = factsOf(2000);
        const auto collect = [&facts](const Window &window, const std::vector<RequestRecord> &records) {
            std::unique_ptr<WindowCollector> collector = std::make_unique<WindowCollector>(facts, window);
            for (const RequestRecord &record : records)
                collector->add(record, derive(record), true);
            collector->finish();
            return collector;
        };
        const Window before{Window::Kind::Custom, 0ms, 500ms, false};
        const Window after{Window::Kind::Steady, 500ms, 2000ms};
        const auto headline = collect(after, evenLoad(20)); // the first token 50 ms after each start
        QVERIFY(!leftOutSentence(*collect(before, {}), *headline));
        QCOMPARE(leftOutSentence(*collect(before, evenLoad(5)), *headline)->english(),
                 QStringLiteral("The figures leave out 5 requests of the first 500 ms, while the system "
                                "filled up: ttft p50 is 50.0 ms there, and 50.0 ms in the window."));
        // Where nothing was measured there is nothing to compare.
        const auto failed = collect(before, {request(0, 0, {}, 10, OutcomeClass::Http5xx)});
        QCOMPARE(leftOutSentence(*failed, *headline)->english(),
                 QStringLiteral("The figures leave out 1 request of the first 500 ms, while the system "
                                "filled up."));
    }

    void retriesAreNamedWithTheirCost()
    {
        Summary summary;
        summary.requests.started = 40;
        QVERIFY(warningsOf(summary).empty());
        summary.requests.retried = 12;
        QCOMPARE(warningsOf(summary).at(0).english(),
                 QStringLiteral("12 of 40 requests took more than one attempt."));
        summary.e2e = distributionOf({100e6, 200e6});
        summary.responseE2e = distributionOf({1200e6}, {15e9});
        QCOMPARE(warningsOf(summary).at(0).english(),
                 QStringLiteral("12 of 40 requests in the whole run took more than one attempt. Over all "
                                "requests of the window, users waited for response_e2e p50 1.20 s and p95 > "
                                "15.0 s, where the last attempts alone took e2e p50 100 ms and p95 200 ms."));
    }
};

QTEST_APPLESS_MAIN(TestSummaryWarnings)
#include "tst_summarywarnings.moc"
