// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "core/metrics/summaryscript.h"

#include <QJsonArray>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windows_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("warmUpMs");
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("fromMs");
        QTest::addColumn<double>("toMs");
        QTest::newRow("steady") << 100 << 0.0 << int(Window::Kind::Steady) << 0.0 << 9900.0;
        QTest::newRow("after warm-up") << 100 << 2000.0 << int(Window::Kind::Steady) << 2000.0 << 9900.0;
        QTest::newRow("just 5 s") << 52 << 100.0 << int(Window::Kind::Steady) << 100.0 << 5100.0;
        QTest::newRow("too short") << 50 << 0.0 << int(Window::Kind::All) << 0.0 << 4900.0;
        QTest::newRow("a burst") << 10 << 0.0 << int(Window::Kind::All) << 0.0 << 20000.0;
        QTest::newRow("no request") << 0 << 0.0 << int(Window::Kind::All) << 0.0 << 20000.0;
    }
    void windows()
    {
        QFETCH(int, count);
        QFETCH(double, warmUpMs);
        RunFacts facts = factsOf(20000);
        facts.measureFrom = atMs(warmUpMs);
        const Window window = build(facts, evenLoad(count)).summary.window;
        QTEST(static_cast<int>(window.kind), "kind");
        QTEST(static_cast<double>(window.from.count()) / 1e6, "fromMs");
        QTEST(static_cast<double>(window.to.count()) / 1e6, "toMs");
    }

    void rampAndPlateausMoveTheWindow()
    {
        RunFacts facts = factsOf(20000);
        facts.rampEnd = atMs(3000);
        QCOMPARE(build(facts, evenLoad(100)).summary.window.from, Nanoseconds{3s});
        facts.plateaus = {{0s, 4s}, {4s, 9s}};
        const Summary summary = build(facts, evenLoad(100)).summary;
        QCOMPARE(summary.windows.size(), std::size_t{2});
        QCOMPARE(summary.window.from, Nanoseconds{4s});
    }

    void chosenWindow()
    {
        RunFacts facts = factsOf(20000);
        facts.window = WindowRange{1s, 2s};
        Summary summary = build(facts, evenLoad(100)).summary;
        QVERIFY(summary.window.kind == Window::Kind::Custom);
        QCOMPARE(summary.ttft.count, quint64{11});
        QCOMPARE(summary.requestsPerSecond, 10.0);
        QCOMPARE(summary.requests.succeeded, quint64{100});
        facts.window = Window::Kind::All;
        summary = build(facts, evenLoad(100)).summary;
        QCOMPARE(summary.window.to, Nanoseconds{9900ms});
        QCOMPARE(summary.ttft.count, quint64{100});
    }

    void usersInLockstepAreNotCountedTwice()
    {
        std::vector<RequestRecord> records;
        for (int round = 0; round < 5; ++round) {
            for (int user = 0; user < 50; ++user) {
                const int start = round * 2000 + user % 2;
                records.push_back(request(static_cast<quint64>(round * 50 + user), start,
                                          QStringLiteral("c%1 c%2").arg(start + 50).arg(start + 2000),
                                          start + 2000));
            }
        }
        const Summary summary = build(factsOf(10001), records).summary;
        QVERIFY(summary.window.kind == Window::Kind::Steady);
        QVERIFY2(std::abs(summary.requestsPerSecond - 25) < 0.1,
                 qPrintable(QString::number(summary.requestsPerSecond)));
    }

    void evenLoadIsMeasuredExactly()
    {
        std::vector<RequestRecord> records = evenLoad(101);
        for (RequestRecord &record : records)
            record.usage.output = 4;
        const Summary summary = build(factsOf(12000), records).summary;
        QCOMPARE(summary.ttft.rank(50).value, 50e6);
        QCOMPARE(summary.e2e.max, 70e6);
        QCOMPARE(summary.itl.rank(99).value, 20e6);
        QCOMPARE(summary.totalOutputTokens, quint64{404});
        QCOMPARE(summary.tokensPerChunk, 2.0);
        QVERIFY(std::abs(summary.requestsPerSecond - 10) < 0.1);
        QVERIFY(std::abs(summary.tokensPerSecond - 40) < 0.5);
        QCOMPARE(summary.requests.planned, quint64{101});
        QVERIFY(summary.verdict == Verdict::Pass);
        QVERIFY(englishOf(summary.warnings).join(u' ').contains(u"2.00 tokens"));
    }

    void censoredAreBoundsAndFailuresStayApart()
    {
        RunFacts facts = factsOf(4000);
        const std::vector<RequestRecord> records{
            request(0, 0, QStringLiteral("c50 c60 c70"), 80),
            request(1, 0, QStringLiteral("c40 c60"), 900, OutcomeClass::StallTimeout),
            request(2, 0, QString(), 3000, OutcomeClass::FirstTokenTimeout),
            request(3, 0, QStringLiteral("c1 c2"), 30, OutcomeClass::StreamInterrupted),
            request(4, 0, QString(), 500, OutcomeClass::CutByTestEnd)};
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.ttft.count, quint64{2});
        QCOMPARE(summary.ttft.censored, quint64{2});
        QCOMPARE(summary.ttft.min, 40e6);
        QCOMPARE(summary.ttft.rank(99).value, 3000e6);
        QVERIFY(summary.ttft.rank(99).lowerBound && !summary.ttft.rank(50).lowerBound);
        QCOMPARE(summary.e2e.count, quint64{1});
        QCOMPARE(summary.e2e.censored, quint64{3});
        QCOMPARE(summary.e2e.rank(50).value, 3000e6);
        QVERIFY(summary.e2e.rank(50).lowerBound);
        QCOMPARE(summary.itl.count, quint64{3});
        QCOMPARE(summary.itl.censored, quint64{1});
        QCOMPARE(summary.longestGap.count, quint64{1});
        QCOMPARE(summary.longestGap.censored, quint64{1});
        QCOMPARE(summary.tpot.count, quint64{1});
        QCOMPARE(summary.tpot.censored, quint64{0});
        const RequestCounts expected{5, 5, 5, 0, 1, 3, 1, 0};
        QVERIFY(summary.requests == expected);
        QCOMPARE(summary.errorRate, 0.6);
        QCOMPARE(summary.errors.size(), std::size_t{4});
    }

    void lastAttemptDecides()
    {
        RequestRecord first = request(0, 0, QString(), 20, OutcomeClass::Http5xx);
        first.retried = true;
        first.bytesReceived = 5;
        RequestRecord second = request(0, 100, QStringLiteral("c150"), 160);
        second.attempt = AttemptNumber{2};
        second.bytesReceived = 7;
        for (const std::vector<RequestRecord> &records :
             {std::vector{first, second}, std::vector{second, first}}) {
            const Summary summary = build(factsOf(1000), records).summary;
            const RequestCounts expected{1, 1, 2, 1, 1, 0, 0, 0};
            QVERIFY(summary.requests == expected);
            QVERIFY(summary.errors.empty());
            QCOMPARE(summary.bytesReceived, quint64{12});
        }
        const Summary lost = build(factsOf(1000), {first}).summary;
        QCOMPARE(lost.requests.failed, quint64{1});
    }

    void goodput()
    {
        RunFacts facts = factsOf(1000);
        facts.slo.ttft = 50ms;
        const Summary summary =
            build(facts, {request(0, 0, QStringLiteral("c50"), 60), request(1, 0, QStringLiteral("c51"), 60),
                          request(2, 0, QString(), 60, OutcomeClass::ApiError)})
                .summary;
        QCOMPARE(summary.requestsPerSecond, 2.0);
        QCOMPARE(summary.goodputPerSecond, 1.0);
        QCOMPARE(summary.goodputShare.value(), 1.0 / 3);
        QCOMPARE(summary.goodputTokensPerSecond, 1.0);
    }

    void stallsAndNotStreamed()
    {
        RequestRecord whole = request(1, 0, QString(), 400);
        whole.streamed = false;
        whole.usage.output = 30;
        const Summary summary =
            build(factsOf(5000), {request(0, 0, QStringLiteral("c1 c1002 c2002 c3001"), 3002), whole})
                .summary;
        QCOMPARE(summary.stalls, quint64{1});
        QCOMPARE(summary.longestGap.max, 1001e6);
        QCOMPARE(summary.ttft.count, quint64{1});
        QCOMPARE(summary.e2e.count, quint64{2});
        QCOMPARE(summary.tokensPerSecond, 34.0 / 5);
        QVERIFY(englishOf(summary.warnings).join(u' ').contains(u"no usage on 1 of 2"));
    }

    void weakPercentilesOfWholeAnswersAreNamed()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 60; ++i) {
            records.push_back(request(static_cast<quint64>(i), i * 100, QString(), i * 100 + 50));
            records.back().streamed = false;
        }
        const QString warnings = englishOf(build(factsOf(20000), records).summary.warnings).join(u' ');
        QVERIFY2(warnings.contains(u"e2e rests on"), qPrintable(warnings));
    }

    void warningsOfTheSummaryAreNoReasons_data()
    {
        QTest::addColumn<quint32>("chunks"); // in ten reads each
        QTest::addColumn<QString>("says");
        QTest::newRow("merged events") << 12U << u"1.20 chunks with tokens arrived in one read"_qs;
        QTest::newRow("from elsewhere") << 10U << u"prompts repeat"_qs;
    }
    void warningsOfTheSummaryAreNoReasons()
    {
        QFETCH(const quint32, chunks);
        QFETCH(const QString, says);
        RunFacts facts = factsOf(20000);
        facts.health.eventsPerRead = 1.2; // finish, usage and end mark in one read: nothing to warn of
        facts.warnings = {Message::verbatim(u"prompts repeat"_qs)};
        std::vector<RequestRecord> records = evenLoad(100);
        for (RequestRecord &record : records) {
            record.chunkCount = chunks;
            record.tokenReadCount = 10;
        }
        const Summary summary = build(facts, records).summary;
        QCOMPARE(englishOf(summary.warnings).join(u' ').contains(u"arrived in one read"), chunks > 10);
        QVERIFY2(englishOf(summary.warnings).join(u' ').contains(says),
                 qPrintable(englishOf(summary.warnings).join(u' ')));
        QVERIFY(summary.verdict == Verdict::Pass);
        QVERIFY(summary.reasons.empty());
        facts.simulated = true; // which reads no socket
        QVERIFY(
            !englishOf(build(facts, records).summary.warnings).join(u' ').contains(u"arrived in one read"));
    }

    void anInterruptedRunIsIncomplete()
    {
        RunFacts facts = factsOf(20000);
        facts.ending = RunEnding::Interrupted;
        Summary summary = build(facts, evenLoad(100)).summary;
        QVERIFY(summary.verdict == Verdict::Incomplete);
        QVERIFY(summary.interrupted);
        QCOMPARE(toJson(summary).value(u"verdict").toString(), u"incomplete"_qs);
        QVERIFY(toText(summary, false).contains(u"Verdict: INCOMPLETE"));
        QVERIFY(toText(summary, true).contains(u"\x1b[1;33mINCOMPLETE"));
        facts.ending = RunEnding::Stopped;
        summary = build(facts, evenLoad(100)).summary;
        QVERIFY(summary.verdict == Verdict::Incomplete);
        QVERIFY(!summary.interrupted);
    }

    void theErrorBudgetIsOverRequests()
    {
        // A request whose first attempt failed has not failed; one of the hundred has.
        std::vector<RequestRecord> records = evenLoad(99);
        RequestRecord lost = request(99, 9900, QString(), 9950, OutcomeClass::Http5xx);
        lost.retried = true;
        records.push_back(lost);
        lost.retried = false;
        lost.attempt = AttemptNumber{2};
        records.push_back(lost);
        RunFacts facts = factsOf(20000);
        facts.errorBudget = 0.01;
        QVERIFY(build(facts, records).summary.verdict == Verdict::Pass);
        facts.errorBudget = 0.009;
        const Summary summary = build(facts, records).summary;
        QVERIFY(summary.verdict == Verdict::Fail);
        QVERIFY2(englishOf(summary.reasons).join(u' ').contains(u"1.00 % of the requests failed (1 of 100)"),
                 qPrintable(englishOf(summary.reasons).join(u' ')));
        QCOMPARE(summary.requests.retried, quint64{1});
        QVERIFY(englishOf(summary.warnings)
                    .join(u' ')
                    .contains(u"1 of 100 requests in the whole run took more than one"));
    }

    void staleConnectionsAreNoFailures()
    {
        std::vector<RequestRecord> records = evenLoad(100);
        records[10].staleConnection = records[20].staleConnection = true;
        Summary summary = build(factsOf(20000), records).summary;
        QVERIFY(summary.verdict == Verdict::Pass);
        QCOMPARE(summary.staleConnections, quint64{2});
        QVERIFY2(englishOf(summary.warnings).join(u' ').contains(u"closed under a request: 2."),
                 qPrintable(englishOf(summary.warnings).join(u' ')));
        QVERIFY(toText(summary, false).contains(u"2 connections closed under a request"));
        records[30].reuseGivenUp = true;
        summary = build(factsOf(20000), records).summary;
        QVERIFY(summary.verdict == Verdict::Pass);
        QVERIFY2(englishOf(summary.warnings).join(u' ').contains(u"because of that: 1."),
                 qPrintable(englishOf(summary.warnings).join(u' ')));
    }

    void aTargetThatWasAwayFailsTheRun()
    {
        RunFacts facts = factsOf(20000);
        facts.targetNames = {u"shop"_qs};
        facts.errorBudget = 1;
        std::vector<RequestRecord> records = evenLoad(40); // the last token comes at 3,970 ms
        for (quint64 i = 0; i < 11; ++i) {
            const double at = 4000 + 1000 * static_cast<double>(i);
            records.push_back(request(40 + i, at, QString(), at + 1, OutcomeClass::ConnectRefused));
        }
        const Summary summary = build(facts, records).summary;
        QVERIFY(summary.verdict == Verdict::Fail);
        const QString reasons = englishOf(summary.reasons).join(u' ');
        QVERIFY2(reasons.contains(u"\"shop\" could not be reached for 10.0 s on end, from 4.00 s to 14.0 s"),
                 qPrintable(reasons));
    }

    void generatorIsInJsonAndText()
    {
        RunFacts facts = factsOf(20000);
        facts.dropped = 3;
        facts.planned = 103;
        facts.health.events = 1000;
        facts.health.eventsPerRead = 1.05;
        facts.health.residentBytes = 40'000'000;
        facts.health.peakResidentBytes = 50'000'000;
        facts.health.silentResends = 2;
        facts.health.throttledShare = 0.03;
        facts.health.hostBusyFor = 7s;
        facts.loopLag.record(4ms);
        facts.measuredProcessorTime = 20ms;
        facts.measuredEvents = 1000;
        const Summary summary = build(facts, evenLoad(100)).summary;
        const QJsonObject generator = toJson(summary).value(u"generator").toObject();
        const std::vector<std::pair<QString, double>> values{
            {u"cpu_us_per_event"_qs, 20}, {u"events"_qs, 1000},    {u"events_per_read"_qs, 1.05},
            {u"slip_p99_ms"_qs, 0},       {u"rss_bytes"_qs, 40e6}, {u"peak_rss_bytes"_qs, 50e6},
            {u"silent_resends"_qs, 2},    {u"dropped"_qs, 3},      {u"throttled_share"_qs, 0.03},
            {u"host_busy_s"_qs, 7}};
        for (const auto &[key, value] : values)
            QVERIFY2(generator.value(key).toDouble(-1) == value, qPrintable(key));
        const QString text = toText(summary, false);
        for (const QString &part :
             {u"loop lag p99 4.00 ms"_qs, u"1.05 a read"_qs, u"20.0 us"_qs, u"40.0 MB, at most 50.0 MB"_qs,
              u"3.00 % of periods"_qs, u"7.00 s on end"_qs})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void simulatedRunsHaveNoGenerator()
    {
        Summary summary = build(factsOf(20000), evenLoad(100)).summary;
        QVERIFY(toText(summary, false).contains(u"\nGenerator\n"));
        QVERIFY(toText(summary, false).contains(u"  received"));
        summary.simulated = true;
        const QString text = toText(summary, false);
        QVERIFY2(text.contains(u"there was no generator"), qPrintable(text));
        for (const QStringView part : {u"Generator\n", u"loop lag", u"memory", u"  received"})
            QVERIFY2(!text.contains(part), qPrintable(text));
        QVERIFY(toJson(summary).value(u"generator").isObject()); // a contract
    }

    void capIsTheServicesFault()
    {
        RunFacts facts = factsOf(20000);
        facts.planned = 200;
        facts.dropped = 100;
        facts.droppedByCap = 100;
        facts.capReached = true;
        QVERIFY(build(facts, evenLoad(100)).summary.verdict == Verdict::Fail);
        facts.droppedByCap = 0;
        QVERIFY(build(facts, evenLoad(100)).summary.verdict == Verdict::Invalid);
    }

    void slipInvalidates()
    {
        std::vector<RequestRecord> records = evenLoad(100);
        for (RequestRecord &record : records)
            record.started = *record.started + 20ms;
        const Summary summary = build(factsOf(20000), records).summary;
        QVERIFY(summary.verdict == Verdict::Invalid);
        QCOMPARE(summary.generator.slipP99, Nanoseconds{20ms});
    }

    void hostileDetailsStayBounded()
    {
        std::vector<RequestRecord> records;
        for (quint64 i = 0; i < 500; ++i) {
            records.push_back(request(i, 0, QStringLiteral("c1"), 5, OutcomeClass::ApiError));
            records.back().outcome.detail = QString::number(i);
            records.back().usage.output = std::numeric_limits<quint64>::max();
            records.back().usage.reasoning = std::numeric_limits<quint64>::max() - 1;
            records.back().usage.input = std::numeric_limits<quint64>::max();
        }
        const Summary summary = build(factsOf(1000), records).summary;
        QCOMPARE(summary.errorDetails.size(), std::size_t{101});
        QCOMPARE(summary.errorDetails.at(QStringLiteral("other")), quint64{400});
        QCOMPARE(summary.totalOutputTokens, std::numeric_limits<quint64>::max());
        QCOMPARE(summary.totalInputTokens, std::numeric_limits<quint64>::max());
    }

    /// The samples of all parts are kept in one place; each must come out as if it were alone.
    void figuresOfAPartAreThoseOfItsRequestsAlone()
    {
        RunFacts facts = factsOf(60'000);
        facts.templateNames = {u"chat"_qs, u"code"_qs, u"unused"_qs};
        facts.targetNames = {u"one"_qs, u"two"_qs};
        facts.groupNames = {u"a"_qs, u"b"_qs, u"c"_qs};
        facts.thresholds = {parseThreshold(u"ttft{request:chat} p(95) < 1s").value()};
        Random random(4);
        std::vector<RequestRecord> records;
        for (int i = 0; i < 900; ++i) {
            const double start = 60.0 * i;
            const double first = start + 20 + static_cast<double>(random.below(40)); // with ties
            const OutcomeClass outcome = i % 9 == 4    ? OutcomeClass::Deadline
                                         : i % 17 == 3 ? OutcomeClass::Http5xx
                                                       : OutcomeClass::Success;
            records.push_back(request(static_cast<quint64>(i), start,
                                      QStringLiteral("c%1 c%2 c%3").arg(first).arg(first + 7).arg(first + 30),
                                      first + 31, outcome));
            records.back().requestTemplate = TemplateIndex{static_cast<quint32>(random.below(2))};
            records.back().target = TargetIndex{static_cast<quint32>(random.below(2))};
            records.back().usage.input = random.below(50);
        }
        records[5].requestTemplate = TemplateIndex{4'000'000'000}; // of a damaged file
        const SummaryWithSamples all = build(facts, records);
        QCOMPARE(all.summary.byRequest.size(), std::size_t{2}); // one was never asked
        QCOMPARE(all.summary.byTarget.size(), std::size_t{2});
        QCOMPARE(all.summary.byGroup.size(), std::size_t{3});
        const auto compare = [&](const PartSummary &part, auto &&belongs) {
            std::vector<RequestRecord> own;
            std::copy_if(records.begin(), records.end(), std::back_inserter(own), belongs);
            RunFacts alone = factsOf(60'000);
            alone.window = WindowRange{all.summary.window.from, all.summary.window.to};
            const Summary summary = build(alone, own).summary;
            for (const FigureInfo &info : allFigures())
                QVERIFY2(part.figures.*info.member == summary.*info.member, qPrintable(info.name.toString()));
            QCOMPARE(part.figures.window.isWeak, summary.window.isWeak);
            QCOMPARE(part.figures.requests, summary.windowRequests);
            QCOMPARE(part.figures.tokensPerSecond, summary.tokensPerSecond);
        };
        for (quint32 i = 0; i < 2; ++i) {
            compare(all.summary.byRequest[i],
                    [i](const RequestRecord &record) { return record.requestTemplate == TemplateIndex{i}; });
            compare(all.summary.byTarget[i],
                    [i](const RequestRecord &record) { return record.target == TargetIndex{i}; });
        }
        for (quint32 i = 0; i < 3; ++i)
            compare(all.summary.byGroup[i],
                    [i](const RequestRecord &record) { return record.request.value() % 3 == i; });
        // The threshold was judged on the part's own samples.
        QCOMPARE(all.summary.thresholds.front().value,
                 std::optional(all.summary.byRequest[0].figures.ttft.rank(95).value / 1e6));
    }

    void sourceErrorsComeThrough()
    {
        const RecordSource source = [](const std::function<void(RequestRecord &&)> &) {
            return Result<void>(Error{Message::verbatim(u"broken"_qs), {}, {}});
        };
        QCOMPARE(SummaryBuilder(factsOf(1)).build(source).error().what, Message::verbatim(u"broken"_qs));
    }

    void jsonHasEveryKeyOfSchema1()
    {
        RunFacts facts = factsOf(20000);
        facts.thresholds = {parseThreshold(u"ttft p(99) < 500ms").value()};
        const QJsonObject json = toJson(build(facts, evenLoad(100)).summary);
        const QStringList plain{u"weir_summary"_qs,
                                u"scenario"_qs,
                                u"run"_qs,
                                u"seed"_qs,
                                u"transport"_qs,
                                u"window"_qs,
                                u"windows"_qs,
                                u"requests"_qs,
                                u"errors"_qs,
                                u"error_details"_qs,
                                u"error_examples"_qs,
                                u"tokens"_qs,
                                u"requests_per_second"_qs,
                                u"goodput_per_second"_qs,
                                u"bytes_received"_qs,
                                u"generator"_qs,
                                u"thresholds"_qs,
                                u"verdict"_qs,
                                u"reasons"_qs,
                                u"advice"_qs,
                                u"warnings"_qs};
        for (const QString &key : plain)
            QVERIFY2(json.contains(key), qPrintable(key));
        const QStringList distributions{u"ttfa_ms"_qs,
                                        u"ttfb_ms"_qs,
                                        u"connect_ms"_qs,
                                        u"itl_ms"_qs,
                                        u"tpot_ms"_qs,
                                        u"e2e_ms"_qs,
                                        u"response_ttft_ms"_qs,
                                        u"response_e2e_ms"_qs,
                                        u"schedule_slip_ms"_qs,
                                        u"cap_wait_ms"_qs,
                                        u"inference_time_ms"_qs,
                                        u"outside_server_ms"_qs,
                                        u"input_tokens_per_request"_qs,
                                        u"output_tokens_per_request"_qs};
        const QStringList keys = json.value(u"ttft_ms").toObject().keys();
        QCOMPARE(keys.size(), 12);
        for (const QString &key : distributions)
            QCOMPARE(json.value(key).toObject().keys(), keys);
        QCOMPARE(json.value(u"generator").toObject().value(u"loop_lag_ms").toObject().keys(), keys);
        for (const QString &key : {u"planned"_qs, u"started"_qs, u"attempts"_qs, u"succeeded"_qs,
                                   u"failed"_qs, u"cut"_qs, u"hanging"_qs, u"dropped"_qs})
            QVERIFY(json.value(u"requests").toObject().contains(key));
        for (const QString &key : {u"input"_qs, u"cached_input"_qs, u"cached_share"_qs, u"output"_qs,
                                   u"per_second"_qs, u"source"_qs})
            QVERIFY(json.value(u"tokens").toObject().contains(key));
        for (const QString &key :
             {u"cpu_us_per_event"_qs, u"events"_qs, u"peak_rss_bytes"_qs, u"silent_resends"_qs})
            QVERIFY(json.value(u"generator").toObject().contains(key));
        const QJsonObject threshold = json.value(u"thresholds").toArray().first().toObject();
        QCOMPARE(threshold.keys(), (QStringList{u"expression"_qs, u"ok"_qs, u"value"_qs}));
        QCOMPARE(threshold.value(u"value").toDouble(), 50.0);
        QCOMPARE(json.value(u"weir_summary").toInt(), 1);
        QCOMPARE(json.value(u"window").toObject().value(u"to_s").toDouble(), 9.9);
        QCOMPARE(json.value(u"verdict").toString(), u"pass"_qs);
    }

    void whatHasNoSampleIsNull()
    {
        const Summary summary = build(factsOf(1000), {}).summary;
        const QJsonObject json = toJson(summary);
        QVERIFY(json.value(u"ttft_ms").toObject().value(u"p50").isNull());
        QVERIFY(json.value(u"error_rate").isNull());
        QVERIFY(json.value(u"tokens").toObject().value(u"per_chunk").isNull());
        QVERIFY(json.value(u"generator").toObject().value(u"slip_p99_ms").isNull());
        QVERIFY(json.value(u"generator").toObject().value(u"kernel_stamps_share").isNull());
        const QString text = toText(summary, false);
        QVERIFY2(text.contains(u"no request was planned for the window"), qPrintable(text));
        QVERIFY(!text.contains(u"service level")); // none is set
    }

    void failuresComeWithAnExample()
    {
        RunFacts facts = factsOf(20000);
        facts.requestTag = u"ABC"_qs;
        std::vector<RequestRecord> records = evenLoad(100);
        for (quint64 i = 0; i < 5; ++i) {
            records.push_back(request(200 + i, 5000, QString(), 6000, OutcomeClass::Http4xx));
            records.back().outcome.detail = u"401"_qs;
            records.back().outcome.message =
                Message::verbatim(i == 0 ? u"Once."_qs : u"The key is wrong."_qs);
        }
        const Summary summary = build(facts, records).summary;
        const FailureExample &example = summary.errorExamples.at(u"http_4xx:401"_qs);
        QCOMPARE(example.message.english(), u"The key is wrong."_qs);
        QCOMPARE(example.request, RequestId{201});
        QCOMPARE(example.count, quint64{4});
        const QJsonObject json =
            toJson(summary).value(u"error_examples").toObject().value(u"http_4xx:401").toObject();
        QCOMPARE(json,
                 (QJsonObject{{u"message"_qs, u"The key is wrong."_qs}, {u"request"_qs, u"ABC-201"_qs}}));
        const QString text = toText(summary, false);
        QVERIFY2(text.contains(u"The key is wrong. (request ABC-201)"), qPrintable(text));
    }

    void textTellsOpenThresholdsStallsAndAdvice()
    {
        RunFacts facts = factsOf(20000);
        facts.ending = RunEnding::Interrupted;
        facts.thresholds = {parseThreshold(u"inference_time p(99) < 1s").value()};
        Summary summary = build(facts, evenLoad(100)).summary;
        QVERIFY(!summary.thresholds[0].isDecided);
        QVERIFY(summary.verdict == Verdict::Incomplete);
        QVERIFY(toJson(summary).value(u"thresholds").toArray().at(0).toObject().value(u"ok").isNull());
        summary.stalls = 1;
        summary.advice = {Message::verbatim(u"Do it."_qs)};
        const QString text = toText(summary, false);
        for (const QStringView part : {u"?    inference_time p(99) < 1s (not decided, no sample)",
                                       u"1 gap longer than the stall limit", u"What to do\n  - Do it.\n"})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void textNamesWhatMatters()
    {
        RunFacts facts = factsOf(20000);
        facts.thresholds = {parseThreshold(u"ttft p(99) < 10ms").value()};
        std::vector<RequestRecord> records = evenLoad(100);
        records.push_back(request(100, 5000, QString(), 6000, OutcomeClass::FirstTokenTimeout));
        const Summary summary = build(facts, records).summary;
        const QString text = toText(summary, false);
        for (const QStringView part :
             {u"101 started", u"first_token_timeout", u"FAIL ttft p(99) < 10ms (50.0 ms)", u"Verdict: FAIL",
              u"50.0 ms", u"> 1.00 s", u"steady window"})
            QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(!text.contains(u'\x1b'));
        QVERIFY(toText(summary, true).contains(u"\x1b[1;31mFAIL"));
    }
};

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
