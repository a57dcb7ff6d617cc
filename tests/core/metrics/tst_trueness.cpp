// SPDX-License-Identifier: GPL-3.0-or-later
// Runs whose figures once flattered: each has the numbers with which it did.
#include "core/metrics/summaryscript.h"

#include <QJsonArray>
#include <QTest>

#include <random>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

ThresholdResult check(const SummaryWithSamples &figures, QStringView expression)
{
    return evaluate(parseThreshold(expression).value(), figures.summary, figures.samples);
}

/// A stream whose chunks come evenly from `first` to `last`, in ms.
RequestRecord stream(quint64 id, double start, double first, double last, int chunks)
{
    RequestRecord record = request(id, start, QString(), last);
    for (int i = 0; i < chunks; ++i) {
        const double at = chunks > 1 ? first + (last - first) * i / (chunks - 1) : last;
        record.chunks.push_back({atMs(at), 1, ChunkKind::Content});
    }
    record.chunkCount = static_cast<quint32>(chunks);
    record.firstContent = record.chunks.front().at;
    record.lastToken = record.chunks.back().at;
    return record;
}

/// What is left of it when it ends at `end`, before its last chunk.
void cutAt(RequestRecord &record, double end, OutcomeClass outcome)
{
    std::erase_if(record.chunks, [end](const ChunkStamp &chunk) { return chunk.at > atMs(end); });
    record.chunkCount = static_cast<quint32>(record.chunks.size());
    record.closed = atMs(end);
    record.outcome.outcome = outcome;
    record.firstContent.reset();
    record.lastToken.reset();
    if (record.chunks.empty())
        return;
    record.firstContent = record.chunks.front().at;
    record.lastToken = record.chunks.back().at;
}

/// 10 arrivals a second, answers of exponential length with a mean of `meanSeconds` and 10 chunks a second,
/// cut at the end of a drain of 30 s.
std::vector<RequestRecord> openLoad(double seconds, double meanSeconds, unsigned seed)
{
    std::mt19937 random(seed);
    std::exponential_distribution<double> gap(10);
    std::exponential_distribution<double> length(1 / meanSeconds);
    std::vector<RequestRecord> records;
    for (double at = gap(random); at < seconds; at += gap(random)) {
        const double start = at * 1000;
        const double end = start + std::max(length(random), 0.1) * 1000;
        const int chunks = std::max(2, static_cast<int>((end - start) / 100));
        records.push_back(stream(records.size(), start, start + 20, end, chunks));
        if (end > (seconds + 30) * 1000)
            cutAt(records.back(), (seconds + 30) * 1000, OutcomeClass::CutByTestEnd);
    }
    return records;
}

Summary summaryOfOpenLoad(double seconds, double meanSeconds, unsigned seed)
{
    return build(factsOf((seconds + 30) * 1000), openLoad(seconds, meanSeconds, seed)).summary;
}

/// Users without a pause, all of whom start at 0; answers take 1 or 5 s by chance.
std::vector<RequestRecord> lockstep(int users, double seconds)
{
    std::mt19937 random(3);
    std::vector<RequestRecord> records;
    for (int user = 0; user < users; ++user) {
        for (double at = 0; at < seconds;) {
            const double end = at + (random() % 2 == 0 ? 1 : 5);
            records.push_back(stream(records.size(), at * 1000, at * 1000 + 20, end * 1000, 2));
            records.back().openLoad = false;
            at = end;
        }
    }
    return records;
}

} // namespace

class TestTrueness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hungStreamsAreGapsAndStalls()
    {
        // 80 streams with gaps of up to 49.8 ms; 21 of them hang for the 3 s of their stall timer.
        std::vector<RequestRecord> records;
        for (int i = 0; i < 80; ++i) {
            const double start = i * 100.0;
            records.push_back(stream(static_cast<quint64>(i), start, start + 50, start + 50 + 49.8 * 5, 6));
            if (i % 4 == 0 || i == 79) {
                records.back().outcome.outcome = OutcomeClass::StallTimeout;
                records.back().closed = *records.back().lastToken + 3s;
            }
        }
        RunFacts facts = factsOf(20'000);
        facts.thresholds = {parseThreshold(u"longest_gap max < 1s").value(),
                            parseThreshold(u"itl max < 1s").value()};
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.stalls, quint64{21});
        QCOMPARE(summary.longestGap.max, 3e9);
        QVERIFY(summary.longestGap.maxIsLowerBound);
        QCOMPARE(summary.longestGap.count, quint64{59});
        QCOMPARE(summary.longestGap.censored, quint64{21});
        QCOMPARE(summary.itl.count, quint64{400});
        QCOMPARE(summary.itl.censored, quint64{21});
        QVERIFY(summary.itl.maxIsLowerBound && summary.itl.max >= 3e9);
        QVERIFY(!summary.thresholds[0].ok && !summary.thresholds[1].ok);
        QVERIFY(summary.verdict == Verdict::Fail);
    }

    void aGapThatWasCutShortIsNoStall()
    {
        RequestRecord record = stream(0, 0, 50, 2050, 3);
        record.outcome.outcome = OutcomeClass::Abandoned;
        record.closed = *record.lastToken + 900ms;
        Summary summary = build(factsOf(5000), {record}).summary;
        QCOMPARE(summary.stalls, quint64{0});
        // A whole gap of 1 s is longer than the open one.
        QCOMPARE(summary.longestGap.max, 1e9);
        QVERIFY(!summary.longestGap.maxIsLowerBound);
        record.closed = *record.lastToken + 1001ms;
        summary = build(factsOf(5000), {record}).summary;
        QCOMPARE(summary.stalls, quint64{1});
        QVERIFY(summary.longestGap.maxIsLowerBound);
    }

    void retriesDoNotLaunder()
    {
        // 4 closed users, back-off 1 s: 6 of 100 requests succeed at once, the others at their second
        // attempt.
        std::vector<RequestRecord> records;
        for (int i = 0; i < 100; ++i) {
            const double start = i * 300.0;
            const bool isRetried = i % 17 != 0;
            RequestRecord last = stream(static_cast<quint64>(i), start, start + 50, start + 196, 2);
            last.openLoad = false;
            if (isRetried) {
                RequestRecord first =
                    request(static_cast<quint64>(i), start, QString(), start + 4, OutcomeClass::Http5xx);
                first.openLoad = false;
                first.retried = true;
                records.push_back(first);
                last = stream(static_cast<quint64>(i), start + 1007, start + 1057, start + 1203, 2);
                last.openLoad = false;
                last.intended = atMs(start);
                last.attempt = AttemptNumber{2};
                last.firstStarted = atMs(start);
                last.due = atMs(start + 1004);
            }
            records.push_back(last);
        }
        RunFacts facts = factsOf(40'000);
        facts.slo.e2e = 300ms;
        facts.window = Window::Kind::All;
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.e2e.max, 196e6);
        QCOMPARE(summary.responseE2e.rank(50).value, 1203e6);
        QCOMPARE(summary.responseTtft.rank(50).value, 1057e6);
        QCOMPARE(summary.goodputShare.value(), 0.06);
        QCOMPARE(summary.requests.retried, quint64{94});
        QCOMPARE(summary.requests.attempts, quint64{194});
        QCOMPARE(summary.scheduleSlip.count, quint64{194});
        QCOMPARE(summary.scheduleSlip.max, 3e6);
    }

    void waitingAndRefusedArrivalsAreNotGood()
    {
        // 2,002 arrivals, of which the cap lets in 611; each waits 16.8 s for its slot, then is quick.
        RunFacts facts = factsOf(60'000);
        facts.slo.ttft = 500ms;
        std::vector<RequestRecord> records;
        for (int i = 0; i < 2002; ++i) {
            const double at = i * 10.0;
            if (records.size() == 611 || i % 3 == 2) {
                facts.droppedAt.push_back(atMs(at));
                continue;
            }
            const bool isQuick = records.size() < 24;
            RequestRecord record =
                stream(records.size(), at + (isQuick ? 0 : 16'800), at + 50 + (isQuick ? 0 : 16'800),
                       at + 100 + (isQuick ? 0 : 16'800), 2);
            record.intended = atMs(at);
            record.capWait = isQuick ? 0ms : 16'800ms;
            records.push_back(record);
        }
        facts.dropped = facts.droppedAt.size();
        facts.planned = 2002;
        facts.lastIntended = atMs(20'010);
        facts.window = Window::Kind::All;
        const Summary summary = build(facts, records).summary;
        QCOMPARE(facts.dropped, quint64{1391});
        QCOMPARE(summary.ttft.max, 50e6);
        QCOMPARE(summary.goodputShare.value(), 24.0 / 2002);
        // Only those of the window: here the first ten seconds, whose 1,001 arrivals include 334 dropped
        // ones.
        facts.window = WindowRange{0s, 10s};
        const SummaryWithSamples part = build(facts, records);
        const double dropped = static_cast<double>(std::count_if(
            facts.droppedAt.begin(), facts.droppedAt.end(), [](TimePoint at) { return at <= atMs(10'000); }));
        QVERIFY(dropped > 300 && dropped < 1391);
        QCOMPARE(part.summary.goodputShare.value(), 24.0 / 1001);
    }

    void aLevelWithNothingToMeasureIsUnknown()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 100; ++i) {
            records.push_back(request(static_cast<quint64>(i), i * 100, QString(), i * 100 + 50));
            records.back().streamed = false;
        }
        RunFacts facts = factsOf(20'000);
        facts.slo.ttft = 500ms;
        const SummaryWithSamples figures = build(facts, records);
        QVERIFY(!figures.summary.goodputShare);
        const QJsonObject json = toJson(figures.summary);
        QVERIFY(json.contains(u"goodput_share") && json.value(u"goodput_share").isNull());
        QVERIFY(json.value(u"goodput_per_second").isNull());
        QVERIFY(!check(figures, u"goodput_share > 0.5").ok);
        QVERIFY(!check(figures, u"goodput_share > 0.5").value);
        facts.slo = {};
        facts.slo.e2e = 50ms;
        QCOMPARE(build(facts, records).summary.goodputShare.value(), 1.0);
        for (RequestRecord &record : records)
            record.outcome.outcome = OutcomeClass::Http5xx;
        facts.slo.ttft = 500ms;
        QCOMPARE(build(facts, records).summary.goodputShare.value(),
                 0.0); // failures are known to be not good
    }

    void boundsAreNotRankedAboveAllElse()
    {
        // Answers of 465 ms each in the middle; 30 % of the users leave after six chunks, at 100 ms.
        std::vector<RequestRecord> records;
        for (int i = 0; i < 1000; ++i) {
            const double start = i * 20.0;
            records.push_back(stream(static_cast<quint64>(i), start, start + 20, start + 365 + i % 201, 20));
            if (i % 10 < 3)
                cutAt(records.back(), start + 100, OutcomeClass::Abandoned);
        }
        const Summary summary = build(factsOf(60'000), records).summary;
        QVERIFY2(std::abs(summary.e2e.rank(50).value - 465e6) < 5e6,
                 qPrintable(QString::number(summary.e2e.rank(50).value)));
        QVERIFY(!summary.e2e.rank(50).lowerBound);
        double last = 0;
        for (const Distribution::Rank &rank : summary.e2e.ranks) {
            QVERIFY(rank.value >= last);
            last = rank.value;
        }
    }

    void paceIsThatOfSuccesses()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 200; ++i) {
            const double start = i * 100.0;
            records.push_back(stream(static_cast<quint64>(i), start, start + 100, start + 100 + 258.6, 11));
            if (i % 5 == 0)
                cutAt(records.back(), start + 310, OutcomeClass::Deadline);
        }
        const Summary summary = build(factsOf(40'000), records).summary;
        QCOMPARE(summary.tpot.count, quint64{160});
        QCOMPARE(summary.tpot.censored, quint64{0});
        QVERIFY(std::abs(summary.tpot.rank(95).value - 25.86e6) < 2);
    }

    void aVagueMeanKeepsNoLimit()
    {
        // 600 answers of 30.1 s on average, 103 of them cut while they ran.
        const auto meanBelow = [](int cutEvery) {
            std::vector<RequestRecord> records;
            for (int i = 0; i < 600; ++i) {
                const double start = i * 100.0;
                records.push_back(
                    stream(static_cast<quint64>(i), start, start + 100, start + 20'000 + i % 30, 3));
                if (i % cutEvery == 0)
                    cutAt(records.back(), start + 15'000, OutcomeClass::CutByTestEnd);
            }
            return check(build(factsOf(120'000), records), u"e2e mean < 25s");
        };
        QVERIFY(meanBelow(1000).ok);                // one bound in 600
        const ThresholdResult vague = meanBelow(6); // 100 of them
        QVERIFY(!vague.ok && vague.isLowerBound);
    }

    void theWindowOpensWhenTheSystemIsFull()
    {
        // 10/s for 10 s each: 100 streams and 1,000 chunks a second once it is full, after half a minute.
        const Summary summary = summaryOfOpenLoad(300, 10, 1);
        QVERIFY(summary.window.leftOut >= 10s && summary.window.leftOut <= 150s);
        const bool isTold =
            std::any_of(summary.warnings.begin(), summary.warnings.end(), [](const Message &warning) {
                return warning.english().contains(QStringLiteral("while the system filled up: ttft p50 is "));
            });
        QVERIFY(isTold);
        QCOMPARE(summary.window.from, summary.window.leftOut);
        QVERIFY2(std::abs(summary.requestsPerSecond / 10 - 1) < 0.08,
                 qPrintable(QString::number(summary.requestsPerSecond)));
        QVERIFY2(std::abs(summary.tokensPerSecond / 1000 - 1) < 0.08,
                 qPrintable(QString::number(summary.tokensPerSecond)));
        QVERIFY(!summary.window.isWeak);
    }

    void aShortWindowIsWeakAndSaysWhatItTakes()
    {
        const Summary summary = summaryOfOpenLoad(30, 10, 1);
        QVERIFY(summary.window.isWeak);
        const QString warnings = englishOf(summary.warnings).join(u' ');
        QVERIFY2(warnings.contains(u"is shorter than three times the p95 of e2e"), qPrintable(warnings));
        QVERIFY2(warnings.contains(u"it takes a run of at least"), qPrintable(warnings));
        QVERIFY(toJson(summary).value(u"window").toObject().value(u"weak").toBool());
        const Summary one = build(factsOf(263), {stream(0, 0, 100, 263, 5)}).summary;
        QVERIFY(one.window.isWeak); // 3.80 requests/s, from one
        QVERIFY(!build(factsOf(20'000), evenLoad(100)).summary.window.isWeak);
    }

    void whatTheDrainCutKeepsItsTokens()
    {
        // Answers of 30 s on average, of which the drain cuts a third: 3,000 chunks a second in truth.
        const Summary summary = summaryOfOpenLoad(600, 30, 5);
        QVERIFY(summary.requests.cut > 50);
        QVERIFY2(std::abs(summary.tokensPerSecond / 3000 - 1) < 0.08,
                 qPrintable(QString::number(summary.tokensPerSecond)));
        QVERIFY2(std::abs(summary.e2e.mean / 30e9 - 1) < 0.08, qPrintable(QString::number(summary.e2e.mean)));
        QVERIFY(summary.e2e.meanIsLowerBound);
        QVERIFY2(std::abs(summary.completionsPerSecond / 10 - 1) < 0.08,
                 qPrintable(QString::number(summary.completionsPerSecond)));
        // Failed streams bring no tokens, cut ones do.
        std::vector<RequestRecord> two{stream(0, 0, 100, 900, 9), stream(1, 0, 100, 900, 9)};
        two[0].outcome.outcome = OutcomeClass::CutByTestEnd;
        two[1].outcome.outcome = OutcomeClass::StreamInterrupted;
        QCOMPARE(build(factsOf(1000), two).summary.tokensPerSecond, 9.0);
    }

    void sharesAreHighWhereAllStartAtOnce()
    {
        // 20 users, answers of 1 or 5 s: 20 / 3 a second in the long run. At the start all are fresh, so
        // shares count N cv^2 / 2L too many: 20 * (4 / 9) / (2 * 20) = 0.22/s in a window of 20 s.
        const std::vector<RequestRecord> records = lockstep(20, 600);
        RunFacts facts = factsOf(610'000);
        facts.window = WindowRange{0s, 20s};
        const double high = build(facts, records).summary.requestsPerSecond;
        facts.window = WindowRange{100s, 600s};
        const Summary later = build(facts, records).summary;
        QVERIFY2(std::abs(later.requestsPerSecond - 20.0 / 3) < 0.15,
                 qPrintable(QString::number(later.requestsPerSecond)));
        QVERIFY2(high > later.requestsPerSecond, qPrintable(QString::number(high)));
        QVERIFY(std::abs(later.completionsPerSecond - later.requestsPerSecond) < 0.1);
        QCOMPARE(toJson(later).value(u"completions_per_second").toDouble(), later.completionsPerSecond);
    }

    void completionsAreThoseThatEndedInside()
    {
        RunFacts facts = factsOf(10'000);
        facts.window = WindowRange{1s, 3s};
        const std::vector<RequestRecord> records{stream(0, 0, 100, 1000, 2), stream(1, 500, 600, 3000, 2),
                                                 stream(2, 2000, 2100, 3001, 2), stream(3, 0, 100, 999, 2)};
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.completionsPerSecond, 1.0);
    }

    void mixedSourcesOfTokensAreNamed()
    {
        std::vector<RequestRecord> records = evenLoad(67);
        for (std::size_t i = 0; i < 31; ++i)
            records[i].usage.output = 2;
        const QJsonObject tokens =
            toJson(build(factsOf(20'000), records).summary).value(u"tokens").toObject();
        QCOMPARE(tokens.value(u"source").toString(), u"mixed"_qs);
        QCOMPARE(tokens.value(u"sources").toObject(), (QJsonObject{{u"usage"_qs, 31}, {u"chunks"_qs, 36}}));
        const QJsonObject plain =
            toJson(build(factsOf(20'000), evenLoad(67)).summary).value(u"tokens").toObject();
        QCOMPARE(plain.value(u"source").toString(), u"chunks"_qs);
    }

    void levelsSayWhatWasPlanned()
    {
        RunFacts facts = factsOf(21'000);
        facts.plateaus = {{0s, 5s, 8.0, {}}, {5s, 10s, {}, 12.5}};
        const QJsonArray levels = toJson(build(facts, evenLoad(100)).summary).value(u"levels").toArray();
        QCOMPARE(levels.size(), 2);
        QCOMPARE(levels[0].toObject().value(u"users").toDouble(), 8.0);
        QVERIFY(levels[0].toObject().value(u"rate").isNull());
        QCOMPARE(levels[1].toObject().value(u"rate").toDouble(), 12.5);
        QCOMPARE(levels[1].toObject().value(u"from_s").toDouble(), 5.0);
    }

    void everyPartHasItsFigures()
    {
        // Requests of 50 and 300 ms in turns: pooled, the median tells of neither.
        std::vector<RequestRecord> records;
        for (int i = 0; i < 200; ++i) {
            const double start = i * 50.0;
            const double first = start + (i % 2 == 0 ? 50 : 300);
            records.push_back(stream(static_cast<quint64>(i), start, first, first + 20, 2));
            records.back().requestTemplate = TemplateIndex{static_cast<quint32>(i % 2)};
        }
        RunFacts facts = factsOf(20'000);
        facts.templateNames = {u"chat"_qs, u"long"_qs, u"unused"_qs};
        facts.targetNames = {u"main"_qs};
        const Summary summary = build(facts, records).summary;
        QCOMPARE(summary.byRequest.size(), std::size_t{2});
        QCOMPARE(summary.byRequest[0].name, u"chat"_qs);
        QCOMPARE(summary.byRequest[0].figures.ttft.rank(50).value, 50e6);
        QCOMPARE(summary.byRequest[1].figures.ttft.rank(50).value, 300e6);
        QCOMPARE(summary.byRequest[1].figures.requests, quint64{100});
        QCOMPARE(summary.byTarget.size(), std::size_t{1});
        QCOMPARE(summary.byTarget[0].name, u"main"_qs);
        QVERIFY(summary.byTarget[0].figures.ttft == summary.ttft);
        QCOMPARE(summary.byTarget[0].figures.requests, quint64{200});
        QVERIFY(summary.byGroup.empty()); // a group alone needs no name
        facts.groupNames = {u"even"_qs, u"odd"_qs};
        facts.thresholds = {parseThreshold(u"ttft{group:odd} p(40) > 299ms").value()};
        const Summary grouped = build(facts, records).summary;
        QCOMPARE(grouped.byGroup.size(), std::size_t{2});
        QCOMPARE(grouped.byGroup[0].figures.ttft.rank(50).value, 50e6);
        QCOMPARE(grouped.byGroup[1].name, u"odd"_qs);
        QCOMPARE(grouped.byGroup[1].figures.ttft.rank(50).value, 300e6);
        QVERIFY(grouped.thresholds.front().ok);
    }

    void everyLevelHasItsThreshold()
    {
        // 100 ms on the first level, 200 on the second, to 10 and 20 s.
        std::vector<RequestRecord> records;
        for (int i = 0; i < 200; ++i) {
            const double start = i * 100.0;
            const double first = start + (i < 100 ? 100 : 200);
            records.push_back(stream(static_cast<quint64>(i), start, first, first + 20, 2));
        }
        RunFacts facts = factsOf(21'000);
        facts.plateaus = {{0s, 10s, 1.0, {}}, {10s, 20s, 2.0, {}}};
        for (const char16_t *text :
             {u"ttft{level:1} p(95) < 150ms", u"ttft{level:2} p(95) > 150ms", u"ttft{level:3} p(95) < 1h"})
            facts.thresholds.push_back(parseThreshold(QStringView(text)).value());
        const std::vector<ThresholdResult> results = build(facts, records).summary.thresholds;
        QCOMPARE(*results[0].value, 100.0);
        QVERIFY(results[0].ok);
        QCOMPARE(*results[1].value, 200.0);
        QVERIFY(results[1].ok);
        QVERIFY(!results[2].ok);
        QVERIFY(!results[2].value);
    }

    void headlineFiguresHaveIntervals()
    {
        const Summary summary = summaryOfOpenLoad(300, 2, 9);
        for (const Distribution *figure : {&summary.ttft, &summary.e2e, &summary.itl, &summary.tpot}) {
            QVERIFY(figure->rank(50).interval);
            QVERIFY(figure->rank(50).interval->low <= figure->rank(50).value);
            QVERIFY(figure->rank(50).interval->high >= figure->rank(50).value);
            QVERIFY(figure->meanInterval);
        }
        for (const QString &key :
             {u"requests_per_second"_qs, u"completions_per_second"_qs, u"tokens_per_second"_qs,
              u"goodput_per_second"_qs, u"goodput_share"_qs, u"error_rate"_qs})
            QVERIFY2(summary.intervals.contains(key), qPrintable(key));
        const Interval rate = summary.intervals.at(u"requests_per_second"_qs);
        QVERIFY(rate.low < summary.requestsPerSecond && rate.high > summary.requestsPerSecond);
        QVERIFY(build(factsOf(1000), {stream(0, 0, 50, 90, 3)}).summary.intervals.empty());
    }
};

QTEST_APPLESS_MAIN(TestTrueness)
#include "tst_trueness.moc"
