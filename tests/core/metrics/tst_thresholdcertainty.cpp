// SPDX-License-Identifier: GPL-3.0-or-later
// Which thresholds of a run that was cut short are decided.
#include "core/metrics/summaryscript.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

class TestThresholdCertainty : public QObject
{
    Q_OBJECT

private:
    /// 100 answers of 70 ms, of which 60 keep the service level, and 30 that the signal cut after 3 s.
    static Summary interrupted(QStringView threshold, RunEnding ending)
    {
        RunFacts facts = factsOf(20000);
        facts.ending = ending;
        facts.slo.e2e = std::chrono::milliseconds{70};
        facts.thresholds = {parseThreshold(threshold).value()};
        std::vector<RequestRecord> records = evenLoad(100);
        for (int i = 60; i < 100; ++i) {
            RequestRecord &late = records[static_cast<std::size_t>(i)];
            late = request(static_cast<quint64>(i), i * 100.0, QStringLiteral("c%1").arg(i * 100 + 90),
                           i * 100 + 90);
        }
        for (quint64 i = 0; i < 30; ++i)
            records.push_back(request(200 + i, 5000, QString(), 8000, OutcomeClass::CutByTestEnd));
        return build(facts, records).summary;
    }

private Q_SLOTS:
    void thresholds_data()
    {
        QTest::addColumn<QString>("threshold");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<bool>("isDecided");
        const auto row = [](const char *threshold, bool ok, bool isDecided) {
            QTest::newRow(threshold) << QString::fromLatin1(threshold) << ok << isDecided;
        };
        row("ttft p(50) < 1s", true, true);
        row("ttft p(50) < 10ms", false, true); // seen, whatever comes
        row("ttft p(99) < 5s", false, false);  // > 3 s, of those that were cut
        row("ttft p(99) < 2s", false, true);
        row("ttft p(99) <= 3s", false, false);
        row("ttft max < 1s", false, true);
        row("inference_time p(50) < 1s", false, false); // no sample
        row("goodput_share > 40%", true, true);
        row("goodput_share > 60%", false, false); // 60 of 130, and up to 90 with those that were cut
        row("goodput_share >= 90%", false, true);
        row("requests_per_second > 1000", false, false);
        row("requests_per_second < 1", false, true);
        row("bytes_received >= 1000000", false, false);
        row("ttft count >= 1000", false, false);
        row("ttft count < 10", false, true);
        row("error_rate < 1%", true, true);
    }
    void thresholds()
    {
        QFETCH(const QString, threshold);
        const Summary cutShort = interrupted(threshold, RunEnding::Interrupted);
        const ThresholdResult &result = cutShort.thresholds.at(0);
        QTEST(result.ok, "ok");
        QTEST(result.isDecided, "isDecided");
        QFETCH(const bool, ok);
        QFETCH(const bool, isDecided);
        const Verdict expected = !ok && isDecided ? Verdict::Fail : Verdict::Incomplete;
        QVERIFY2(cutShort.verdict == expected, qPrintable(toString(cutShort.verdict)));
        QVERIFY(interrupted(threshold, RunEnding::ByPlan).thresholds.at(0).isDecided);
    }
};

QTEST_APPLESS_MAIN(TestThresholdCertainty)
#include "tst_thresholdcertainty.moc"
