// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/recordscript.h"
#include "metrics/derived.h"
#include "metrics/servertimes.h"
#include "metrics/slo.h"

#include <QTest>

#include <numeric>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

constexpr double none = -1;    ///< The figure is null.
constexpr qint64 unknown = -1; ///< The service does not report it.

double ms(const std::optional<Nanoseconds> &value)
{
    return value ? static_cast<double>(value->count()) / 1e6 : none;
}

} // namespace

class TestDerived : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamRules_data()
    {
        QTest::addColumn<QString>("chunks");
        QTest::addColumn<qint64>("output");
        QTest::addColumn<qint64>("reasoning");
        QTest::addColumn<double>("ttft");
        QTest::addColumn<double>("ttfa");
        QTest::addColumn<double>("e2e");
        QTest::addColumn<double>("tpot");
        QTest::addColumn<double>("tpotAfterFirst");
        QTest::addColumn<double>("longestGap");
        QTest::addColumn<quint64>("streamed");

        QTest::newRow("no token") << "" << unknown << unknown << none << none << none << none << none << none
                                  << quint64{0};
        QTest::newRow("one token has no tpot")
            << "c50" << unknown << unknown << 50.0 << 50.0 << 50.0 << none << none << none << quint64{1};
        QTest::newRow("a token a chunk") << "c50 c70 c90" << qint64{3} << unknown << 50.0 << 50.0 << 90.0
                                         << 20.0 << 20.0 << 20.0 << quint64{3};
        QTest::newRow("without usage chunks count") << "c50 c70 c110" << unknown << unknown << 50.0 << 50.0
                                                    << 110.0 << 30.0 << 30.0 << 40.0 << quint64{3};
        QTest::newRow("several tokens a chunk") << "c50:4 c100:4 c150:4" << qint64{6} << unknown << 50.0
                                                << 50.0 << 150.0 << 20.0 << 25.0 << 50.0 << quint64{6};
        QTest::newRow("first chunk holds most tokens")
            << "c50:8 c70:1 c90:1" << qint64{10} << unknown << 50.0 << 50.0 << 90.0 << 40.0 / 9 << 20.0
            << 20.0 << quint64{10};
        QTest::newRow("all in one chunk")
            << "c50:9" << qint64{5} << unknown << 50.0 << 50.0 << 50.0 << none << none << none << quint64{5};
        QTest::newRow("reasoning first") << "r50 r60 c90 c100" << qint64{4} << qint64{2} << 50.0 << 90.0
                                         << 100.0 << 50.0 / 3 << 50.0 / 3 << 30.0 << quint64{4};
        QTest::newRow("reasoning alone") << "r50 r60" << qint64{2} << qint64{2} << 50.0 << none << 60.0
                                         << 10.0 << 10.0 << 10.0 << quint64{2};
        QTest::newRow("reasoning not streamed") << "c500 c520 c540" << qint64{103} << qint64{100} << 500.0
                                                << 500.0 << 540.0 << 20.0 << 20.0 << 20.0 << quint64{3};
        QTest::newRow("reasoning above output")
            << "c500 c520" << qint64{5} << qint64{9} << 500.0 << 500.0 << 520.0 << 20.0 << 20.0 << 20.0
            << quint64{2}; // can't be true, so the chunks count
        QTest::newRow("a refusal is an answer") << "f30 f40" << qint64{2} << unknown << 30.0 << 30.0 << 40.0
                                                << 10.0 << 10.0 << 10.0 << quint64{2};
        QTest::newRow("a tool call is an answer") << "r10 t30 t40" << qint64{3} << unknown << 10.0 << 30.0
                                                  << 40.0 << 15.0 << 15.0 << 20.0 << quint64{3};
        QTest::newRow("usage below chunks") << "c10 c20 c30" << qint64{2} << unknown << 10.0 << 10.0 << 30.0
                                            << 20.0 << 20.0 << 10.0 << quint64{2};
    }
    void streamRules()
    {
        QFETCH(QString, chunks);
        QFETCH(qint64, output);
        QFETCH(qint64, reasoning);
        RequestRecord record = scripted(chunks);
        if (output != unknown)
            record.usage.output = static_cast<quint64>(output);
        if (reasoning != unknown)
            record.usage.reasoning = static_cast<quint64>(reasoning);
        const DerivedFigures figures = derive(record);
        const auto same = [](const std::optional<Nanoseconds> &is, double wanted) {
            return std::abs(ms(is) - wanted) < 1e-5;
        };
        QFETCH(double, ttft);
        QVERIFY(same(figures.ttft, ttft));
        QFETCH(double, ttfa);
        QVERIFY(same(figures.ttfa, ttfa));
        QFETCH(double, e2e);
        QVERIFY(same(figures.e2e, e2e));
        QFETCH(double, tpot);
        QVERIFY2(same(figures.tpot, tpot), qPrintable(QString::number(ms(figures.tpot))));
        QFETCH(double, tpotAfterFirst);
        QVERIFY2(same(figures.tpotAfterFirst, tpotAfterFirst),
                 qPrintable(QString::number(ms(figures.tpotAfterFirst))));
        QFETCH(double, longestGap);
        QVERIFY(same(figures.longestGap, longestGap));
        QTEST(figures.streamedTokens, "streamed");
        const bool isTrue = output != unknown && reasoning <= output;
        QVERIFY(figures.tokenSource == (isTrue ? TokenSource::Usage : TokenSource::Chunks));
        QCOMPARE(ms(figures.closedAfter), 1000.0);
    }

    void notStreamed()
    {
        RequestRecord record = scripted(QStringLiteral("c900:200"));
        record.streamed = false;
        record.usage.output = 50;
        record.server.inference = 600ms;
        const DerivedFigures figures = derive(record);
        QVERIFY(!figures.ttft && !figures.ttfa && !figures.tpot && !figures.tpotAfterFirst &&
                !figures.longestGap);
        QVERIFY(!figures.tokensPerChunk);
        QCOMPARE(ms(figures.e2e), 1000.0);
        QCOMPARE(ms(figures.outsideServer), 400.0);
        QCOMPARE(figures.outputTokens, quint64{50});
        int gaps = 0;
        forEachGap(record, [&gaps](Nanoseconds, const ChunkStamp &) { ++gaps; });
        QCOMPARE(gaps, 0);
    }

    void openLoadCountsFromTheIntendedTime()
    {
        RequestRecord record = scripted(QStringLiteral("c150 c250"), 100);
        record.intended = atMs(20);
        record.capWait = 75ms;
        record.openLoad = true;
        const DerivedFigures figures = derive(record);
        QCOMPARE(ms(figures.ttft), 50.0);
        QCOMPARE(ms(figures.responseTtft), 130.0);
        QCOMPARE(ms(figures.responseE2e), 230.0);
        QCOMPARE(ms(figures.scheduleSlip), 5.0);
    }

    void closedLoadCountsFromTheFirstAttempt()
    {
        RequestRecord record = scripted(QStringLiteral("c150 c250"), 100);
        record.intended = atMs(20);
        QCOMPARE(ms(derive(record).responseTtft), 50.0);
        record.attempt = AttemptNumber{2};
        QVERIFY(!derive(record).scheduleSlip); // a file that does not tell when the back-off ended
        record.firstStarted = atMs(30);
        record.due = atMs(96);
        const DerivedFigures figures = derive(record);
        QCOMPARE(ms(figures.ttft), 50.0);
        QCOMPARE(ms(figures.responseTtft), 120.0);
        QCOMPARE(ms(figures.responseE2e), 220.0);
        QCOMPARE(ms(figures.scheduleSlip), 4.0);
    }

    void openGap_data()
    {
        QTest::addColumn<QString>("chunks");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<double>("gap");
        QTest::newRow("hung") << "c50 c70" << int(OutcomeClass::StallTimeout) << 930.0;
        QTest::newRow("deadline") << "c50" << int(OutcomeClass::Deadline) << 950.0;
        QTest::newRow("left") << "c50" << int(OutcomeClass::Abandoned) << 950.0;
        QTest::newRow("cut") << "c50" << int(OutcomeClass::CutByTestEnd) << 950.0;
        QTest::newRow("before the first token") << "" << int(OutcomeClass::FirstTokenTimeout) << none;
        QTest::newRow("broken") << "c50" << int(OutcomeClass::StreamInterrupted) << none;
        QTest::newRow("whole") << "c50" << int(OutcomeClass::Success) << none;
    }
    void openGap()
    {
        QFETCH(const QString, chunks);
        QFETCH(const int, outcome);
        RequestRecord record = scripted(chunks);
        record.outcome.outcome = static_cast<OutcomeClass>(outcome);
        QTEST(ms(derive(record).openGap), "gap");
        record.streamed = false;
        QVERIFY(!derive(record).openGap);
        // What came in one piece tells nothing of the pauses behind it.
        record.streamed = true;
        record.chunkCount = 20;
        record.tokenReadCount = 1;
        QVERIFY(!derive(record).openGap);
    }

    void missingStampsGiveNull()
    {
        RequestRecord record = scripted(QStringLiteral("c50 c60"));
        QVERIFY(!derive(record).connect && !derive(record).ttfb && !derive(record).inferenceTime);
        record.firstByte = atMs(40);
        record.connected = atMs(5);
        QCOMPARE(ms(derive(record).connect), 5.0);
        record.tlsDone = atMs(15);
        QCOMPARE(ms(derive(record).connect), 15.0);
        QCOMPARE(ms(derive(record).ttfb), 40.0);
        record.started.reset();
        const DerivedFigures figures = derive(record);
        QVERIFY(!figures.ttft && !figures.e2e && !figures.scheduleSlip && !figures.closedAfter &&
                !figures.connect);
        QCOMPARE(ms(figures.tpot), 10.0);
    }

    void theHeadIsTimedFromTheStart()
    {
        RequestRecord record = scripted(QStringLiteral("c50"), 10);
        QVERIFY(!derive(record).headers);
        record.headers = atMs(35);
        QCOMPARE(ms(derive(record).headers), 25.0);
        record.started.reset();
        QVERIFY(!derive(record).headers);
    }

    void whereTheTimeWent()
    {
        const auto timesOf = [](const ServerTiming &told) {
            RequestRecord record = scripted(QStringLiteral("c50 c100"));
            record.server = told;
            ServerTimes times;
            times.add(record, derive(record));
            return times;
        };
        QVERIFY(timesOf({}) == ServerTimes());
        // Queue, prefill and decode are part of the server's time ...
        QVERIFY(timesOf({90ms, 5ms, 30ms, 40ms}) == (ServerTimes{1, 5ms, 30ms, 40ms, 15ms, 10ms}));
        // ... or make it up ...
        QVERIFY(timesOf({{}, {}, 30ms, 40ms}) == (ServerTimes{1, 0ms, 30ms, 40ms, 0ms, 30ms}));
        // ... a queue that the head told of stands before it ...
        QVERIFY(timesOf({60ms, 35ms, 20ms, 40ms}) == (ServerTimes{1, 35ms, 20ms, 40ms, 0ms, 5ms}));
        // ... and alone says nothing of the rest. Nobody is outside for less than no time.
        QVERIFY(timesOf({{}, 35ms, {}, {}}) == (ServerTimes{1, 35ms, 0ms, 0ms, 0ms, 0ms}));
        QVERIFY(timesOf({150ms, {}, {}, {}}) == (ServerTimes{1, 0ms, 0ms, 0ms, 150ms, 0ms}));
        ServerTimes sum = timesOf({90ms, 5ms, 30ms, 40ms});
        sum.append(sum);
        QVERIFY(sum == (ServerTimes{2, 10ms, 60ms, 80ms, 30ms, 20ms}));
    }

    void serverTimesAddUp()
    {
        RequestRecord record = scripted(QStringLiteral("c50 c90"));
        record.server.prefill = 30ms;
        record.server.decode = 40ms;
        record.server.queue = 5ms;
        QCOMPARE(ms(derive(record).inferenceTime), 75.0);
        QCOMPARE(ms(derive(record).outsideServer), 15.0);
        record.server.inference = 100ms;
        QCOMPARE(ms(derive(record).outsideServer), -10.0);
    }

    void spreading_data()
    {
        QTest::addColumn<QString>("chunks");
        QTest::addColumn<qint64>("output");
        QTest::addColumn<QList<quint64>>("spread");
        QTest::newRow("no chunk") << "" << qint64{5} << QList<quint64>{};
        QTest::newRow("no usage") << "c1:9 c2:1" << unknown << QList<quint64>{1, 1};
        QTest::newRow("by length") << "c1:4 c2:8 c3:4" << qint64{8} << QList<quint64>{2, 4, 2};
        QTest::newRow("as many as chunks") << "c1:4 c2:8 c3:1" << qint64{3} << QList<quint64>{1, 1, 1};
        QTest::newRow("largest remainder") << "c1:1 c2:1 c3:1" << qint64{4} << QList<quint64>{2, 1, 1};
        QTest::newRow("remainder by size") << "c1:1 c2:5 c3:3" << qint64{2} << QList<quint64>{0, 1, 1};
        QTest::newRow("fewer than chunks") << "c1:1 c2:1 c3:1" << qint64{1} << QList<quint64>{1, 0, 0};
        QTest::newRow("no text at all") << "t1:0 t2:0" << qint64{5} << QList<quint64>{3, 2};
        QTest::newRow("none beside text is set aside") << "c1:4" << qint64{0} << QList<quint64>{1};
    }
    void spreading()
    {
        QFETCH(QString, chunks);
        QFETCH(qint64, output);
        RequestRecord record = scripted(chunks);
        if (output != unknown)
            record.usage.output = static_cast<quint64>(output);
        const std::vector<quint64> spread = spreadTokens(record);
        QTEST(QList<quint64>(spread.begin(), spread.end()), "spread");
    }

    void countsToldWithEachChunkAreTheirs()
    {
        RequestRecord record = scripted(QStringLiteral("c10:1 c20:90 c30:9"));
        record.usage.output = 10;
        const auto tell = [&record](std::initializer_list<int> tokens) {
            std::size_t i = 0;
            for (const int each : tokens)
                record.chunks[i++].tokens = each < 0 ? ToldTokens() : ToldTokens(quint64(each));
        };
        tell({4, 1, 5});
        QCOMPARE(spreadTokens(record), (std::vector<quint64>{4, 1, 5}));
        QCOMPARE(*derive(record).tpotAfterFirst, Nanoseconds(20'000'000 / 6 + 0));
        // A token of the end comes with no chunk.
        record.usage.output = 11;
        const std::vector<quint64> spread = spreadTokens(record);
        QCOMPARE(std::accumulate(spread.begin(), spread.end(), quint64{0}), quint64(11));
        QCOMPARE(spread.at(1), quint64(1));
        // As many tokens as chunks, and not one each.
        record.usage.output = 3;
        tell({2, 0, 1});
        QCOMPARE(spreadTokens(record), (std::vector<quint64>{2, 0, 1}));
        // Told with some of them only, or repeated until the end: by their text.
        record.usage.output = 100;
        for (const auto &tokens : {std::initializer_list<int>{4, -1, 96}, {0, 0, 100}}) {
            tell(tokens);
            QCOMPARE(spreadTokens(record), (std::vector<quint64>{1, 90, 9}));
        }
    }

    void spreadsHugeUsageExactly()
    {
        RequestRecord record = scripted(QStringLiteral("c1:4000000000 c2:3 c3:4000000000"));
        record.usage.output = 8'000'000'001;
        quint64 left = *record.usage.output;
        for (quint64 tokens : spreadTokens(record))
            left -= tokens;
        QCOMPARE(left, quint64{0});
    }

    void droppedChunksKeepWhatStampsTell()
    {
        RequestRecord record = scripted(QStringLiteral("c50 c70 c90"));
        record.usage.output = 5;
        record.chunks.clear();
        const DerivedFigures figures = derive(record);
        QCOMPARE(ms(figures.tpot), 10.0);
        QVERIFY(!figures.tpotAfterFirst && !figures.longestGap);
        record.usage.output = 3;
        QCOMPARE(ms(derive(record).tpotAfterFirst), 20.0);
    }

    void serviceLevels()
    {
        const DerivedFigures figures = derive(scripted(QStringLiteral("c50 c70")));
        QVERIFY(Slo{}.isMetBy(figures) && Slo{}.unmeasuredBy(figures) == 0);
        Slo slo;
        slo.ttft = 50ms;
        QVERIFY(slo.isMetBy(figures));
        slo.e2e = 69ms;
        QVERIFY(!slo.isMetBy(figures) && slo.unmeasuredBy(figures) == 0);
        RequestRecord late = scripted(QStringLiteral("c50 c70"));
        late.openLoad = true;
        late.intended = atMs(-1);
        slo.e2e.reset();
        QVERIFY(!slo.isMetBy(derive(late))); // by what its user waited
        slo.tpot = 1ms;
        QCOMPARE(slo.unmeasuredBy(derive(scripted(QStringLiteral("c50")))), quint8{2});
        QVERIFY(slo.isMetBy(derive(scripted(QStringLiteral("c50")))));
    }
};

QTEST_APPLESS_MAIN(TestDerived)
#include "tst_derived.moc"
