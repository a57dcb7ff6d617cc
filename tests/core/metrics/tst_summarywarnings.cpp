// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarywarnings.h"

#include <QTest>

using namespace weir;

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
