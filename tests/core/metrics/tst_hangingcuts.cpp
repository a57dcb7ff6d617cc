// SPDX-License-Identifier: GPL-3.0-or-later
// Requests on which the service hung when the run's end cut them.
#include "core/metrics/summaryscript.h"
#include "metrics/hangingcuts.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestHangingCuts : public QObject
{
    Q_OBJECT

private:
    /// Four successes: first token after 100 ms, gaps of 200 ms, 500 ms in all.
    static std::vector<RequestRecord> answers()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 4; ++i) {
            const double start = i * 1000.0;
            records.push_back(
                request(static_cast<quint64>(i), start,
                        QStringLiteral("c%1 c%2 c%3").arg(start + 100).arg(start + 300).arg(start + 500),
                        start + 500));
        }
        return records;
    }
    static quint64 hangingOf(const std::vector<RequestRecord> &records, Nanoseconds stallLimit)
    {
        HangingCuts cuts;
        for (const RequestRecord &record : records)
            cuts.add(record, derive(record));
        return cuts.count(stallLimit);
    }
    static RequestRecord cut(const QString &chunks, double closedMs)
    {
        return request(100, 0, chunks, closedMs, OutcomeClass::CutByTestEnd);
    }

private Q_SLOTS:
    void silences_data()
    {
        QTest::addColumn<QString>("chunks");
        QTest::addColumn<double>("closedMs");
        QTest::addColumn<bool>("streamed");
        QTest::addColumn<bool>("hangs");
        // Twice the usual: 200 ms to the first token, 400 ms between two, 1 s for all.
        QTest::newRow("no token yet, in time") << QString() << 199.0 << true << false;
        QTest::newRow("no token for too long") << QString() << 205.0 << true << true;
        QTest::newRow("a long answer that flows") << u"c5000 c9000 c29800"_qs << 30000.0 << true << false;
        QTest::newRow("silent in the middle") << u"c100 c200"_qs << 30000.0 << true << true;
        QTest::newRow("a usual gap") << u"c100"_qs << 490.0 << true << false;
        QTest::newRow("a whole answer takes its time") << QString() << 950.0 << false << false;
        QTest::newRow("a whole answer that does not come") << QString() << 1100.0 << false << true;
    }
    void silences()
    {
        QFETCH(const QString, chunks);
        QFETCH(const double, closedMs);
        std::vector<RequestRecord> records = answers();
        records.push_back(cut(chunks, closedMs));
        QFETCH(const bool, streamed);
        records.back().streamed = streamed;
        QFETCH(const bool, hangs);
        QCOMPARE(hangingOf(records, 1ms), quint64{hangs ? 1u : 0u});
        QCOMPARE(hangingOf(records, 60s), quint64{0}); // below the stall limit nothing is a silence
    }

    void onlyWhatTheEndCutHangs()
    {
        for (const OutcomeClass outcome : allOutcomeClasses()) {
            std::vector<RequestRecord> records = answers();
            records.push_back(request(100, 0, QString(), 30000, outcome));
            QCOMPARE(hangingOf(records, 1s), quint64{outcome == OutcomeClass::CutByTestEnd ? 1u : 0u});
        }
        std::vector<RequestRecord> records = answers();
        records.push_back(cut(QString(), 30000));
        records.back().started.reset(); // the service never had it
        QCOMPARE(hangingOf(records, 1s), quint64{0});
    }

    /// A template of slow answers does not excuse the silence of a quick one, nor the other way round.
    void templatesHaveTheirOwnPatience()
    {
        std::vector<RequestRecord> records = answers();
        records.push_back(request(50, 0, u"c20000"_qs, 20000));
        records.back().requestTemplate = TemplateIndex{1};
        records.push_back(cut(QString(), 30000));
        QCOMPARE(hangingOf(records, 1s), quint64{1});
        records.back().requestTemplate = TemplateIndex{1};
        QCOMPARE(hangingOf(records, 1s), quint64{0});
        records.back().requestTemplate = TemplateIndex{2}; // no success: all others together tell
        QCOMPARE(hangingOf(records, 1s), quint64{0});
    }

    void aRunIsNotPassedByCuttingIt()
    {
        std::vector<RequestRecord> records = answers();
        for (quint64 i = 0; i < 36; ++i) {
            records.push_back(cut(QString(), 30000));
            records.back().request = RequestId{100 + i};
        }
        RunFacts facts = factsOf(30000);
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.hanging, quint64{36});
        QCOMPARE(summary.requests.failed, quint64{0});
        QVERIFY(summary.verdict == Verdict::Fail);
        QCOMPARE(toJson(summary).value(u"requests").toObject().value(u"hanging").toInt(), 36);
        QVERIFY(toText(summary, false).contains(u"36 of the cut ones hung"));
        facts.ending = RunEnding::Interrupted;
        QVERIFY(build(facts, records).summary.verdict == Verdict::Incomplete);
    }
};

QTEST_APPLESS_MAIN(TestHangingCuts)
#include "tst_hangingcuts.moc"
