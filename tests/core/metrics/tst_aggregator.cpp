// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/recordscript.h"
#include "metrics/aggregator.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestAggregator : public QObject
{
    Q_OBJECT

private:
    static WorkerBatch batchAt(double ms, quint32 worker = 0)
    {
        WorkerBatch batch;
        batch.worker = WorkerIndex{worker};
        batch.at = atMs(ms);
        return batch;
    }

    static RequestRecord failed(OutcomeClass outcome, const QString &detail = {})
    {
        RequestRecord record = scripted(QString());
        record.outcome.outcome = outcome;
        record.outcome.detail = detail;
        return record;
    }

    static FirstTokenSample sample(quint64 request, double ms, Nanoseconds ttft,
                                   RunPhase phase = RunPhase::Measure)
    {
        FirstTokenSample sample;
        sample.request = RequestId{request};
        sample.at = atMs(ms);
        sample.ttft = ttft;
        sample.phase = phase;
        return sample;
    }

private Q_SLOTS:
    /// 6 of 7 attempts had a first token; the summary takes those of 0, 1 and 6.
    void firstTokensRestOnTheRequestsOfTheSummary()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        WorkerBatch batch = batchAt(100);
        const auto end = [&batch](quint64 request, OutcomeClass outcome, bool retried = false) {
            RequestRecord record = scripted(QStringLiteral("c50 c70"));
            record.request = RequestId{request};
            record.outcome.outcome = outcome;
            record.retried = retried;
            batch.finished.push_back(record);
        };
        for (quint64 request = 0; request < 6; ++request)
            batch.firstTokens.push_back(sample(request, 50, 50ms));
        aggregator.add(batch);
        QCOMPARE(aggregator.snapshot(atMs(100))->ttft->count(), quint64{6}); // as far as is known
        batch = batchAt(200);
        end(0, OutcomeClass::Success);
        end(1, OutcomeClass::StallTimeout);
        end(2, OutcomeClass::StreamInterrupted);
        end(3, OutcomeClass::ApiError);
        end(4, OutcomeClass::StreamTruncated, true);
        batch.finished.push_back(failed(OutcomeClass::ConnectRefused));
        batch.finished.back().request = RequestId{7};
        aggregator.add(batch);
        QCOMPARE(aggregator.snapshot(atMs(200))->ttft->count(), quint64{3}); // 5 still runs
        batch = batchAt(300);
        end(5, OutcomeClass::EmptyStream);
        end(6, OutcomeClass::CutByTestEnd);
        aggregator.add(batch);
        QCOMPARE(aggregator.snapshot(atMs(300))->ttft->count(), quint64{3});
    }

    void aLingeringConnectionDoesNotDelayItsAnswer()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        WorkerBatch batch = batchAt(1500);
        batch.finished = {scripted(QStringLiteral("c50 c70"), 0, 1480)};
        batch.finished.front().terminator = atMs(480);
        aggregator.add(batch);
        QCOMPARE(aggregator.snapshot(atMs(1600))->series->points()[0].succeeded, quint64{1});
    }

    void serversTellWhereTheTimeWent()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        WorkerBatch batch = batchAt(1500);
        batch.finished = {scripted(QStringLiteral("c50 c70"), 0, 480), failed(OutcomeClass::Http5xx)};
        for (RequestRecord &record : batch.finished)
            record.server.queue = std::chrono::milliseconds{20};
        aggregator.add(batch);
        const SeriesPoint &point = aggregator.snapshot(atMs(1600))->series->points()[0];
        QCOMPARE(point.server.requests, quint64{1}); // failures tell nothing of answers
        QCOMPARE(point.server.queue, Nanoseconds(std::chrono::milliseconds{20}));
    }

    void countsAddUpOverWorkers()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        for (quint32 worker : {0U, 1U}) {
            WorkerBatch batch = batchAt(100, worker);
            batch.planned = 5;
            batch.started = 4;
            batch.attempts = 5;
            batch.dropped = 1;
            batch.openStreams = 2 + worker;
            batch.finished = {scripted(QStringLiteral("c50 c70")), failed(OutcomeClass::RateLimited)};
            aggregator.add(batch);
        }
        WorkerBatch later = batchAt(200, 1);
        later.openStreams = 1;
        later.finished = {failed(OutcomeClass::CutByTestEnd)};
        aggregator.add(later);
        const SnapshotPtr snapshot = aggregator.snapshot(atMs(250));
        const RequestCounts expected{10, 8, 10, 0, 2, 2, 1, 2};
        QVERIFY(snapshot->requests == expected);
        QCOMPARE(snapshot->openStreams, quint64{3});
        QCOMPARE(snapshot->errors.at(OutcomeClass::RateLimited), quint64{2});
        QCOMPARE(snapshot->errorShare, 0.4);
        QCOMPARE(snapshot->goodputShare, 0.4);
        QCOMPARE(snapshot->series->points().front().openStreamsMax, quint64{5});
    }

    void retriedAttemptsDoNotCountAsRequests()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        RequestRecord first = failed(OutcomeClass::Http5xx);
        first.retried = true;
        WorkerBatch batch = batchAt(100);
        batch.finished = {first, scripted(QStringLiteral("c5"))};
        aggregator.add(batch);
        const SnapshotPtr snapshot = aggregator.snapshot(atMs(200));
        QCOMPARE(snapshot->requests.failed, quint64{0});
        QCOMPARE(snapshot->requests.succeeded, quint64{1});
        QVERIFY(snapshot->errors.empty());
    }

    void histogramsHoldTheMeasuredPhaseOnly()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        WorkerBatch batch = batchAt(100);
        batch.firstTokens = {sample(1, 50, 40ms, RunPhase::WarmUp), sample(2, 60, 50ms)};
        batch.firstTokens.back().responseTtft = 70ms;
        RequestRecord warm = scripted(QStringLiteral("c50 c70"));
        warm.phase = RunPhase::WarmUp;
        batch.finished = {warm, scripted(QStringLiteral("c50 c80"))};
        aggregator.add(batch);
        const SnapshotPtr snapshot = aggregator.snapshot(atMs(200));
        QCOMPARE(snapshot->ttft->count(), quint64{2}); // request 2 still runs, 0 has ended
        QCOMPARE(snapshot->responseTtft->max(), Nanoseconds{70ms});
        QCOMPARE(snapshot->e2e->max(), Nanoseconds{80ms});
        QCOMPARE(snapshot->e2e->count(), quint64{1});
        QCOMPARE(snapshot->tpot->count(), quint64{1});
        QCOMPARE(snapshot->series->points().front().ttft.count(), quint64{2});
        QCOMPARE(snapshot->requests.succeeded, quint64{2});
    }

    void processorTimeIsSharedByTheEventsOfTheSameTime()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        const auto second = [&aggregator](int number, quint64 events, Nanoseconds processorTime) {
            WorkerBatch batch = batchAt(number * 1000);
            batch.events = events;
            aggregator.add(batch);
            GeneratorHealth health;
            health.processorTime = processorTime;
            aggregator.addHealth(atMs(number * 1000), health);
            return aggregator.snapshot(atMs(number * 1000))->health.processorMicrosPerEvent;
        };
        QCOMPARE(second(1, 100, 10ms), 100.0);
        QCOMPARE(second(2, 1000, 30ms), 20.0);
        QCOMPARE(second(3, 0, 31ms), 0.0);
        QCOMPARE(second(4, 500, 36ms), 10.0);
    }

    void ratesAreOfTheLastFullSecond()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        for (int i = 0; i < 30; ++i) {
            WorkerBatch batch = batchAt(i * 100 + 50);
            batch.chunks = 7;
            aggregator.add(batch);
        }
        const SnapshotPtr before = aggregator.snapshot(atMs(2950));
        QCOMPARE(before->outputTokensPerSecond, 70.0);
        QVERIFY(before->tokensAreChunks);
        WorkerBatch batch = batchAt(2990);
        batch.finished = {scripted(QStringLiteral("c2000 c2100"), 1900, 2990)};
        batch.finished.front().usage.output = 6;
        aggregator.add(batch);
        const SnapshotPtr after = aggregator.snapshot(atMs(3250));
        QVERIFY(!after->tokensAreChunks);
        QCOMPARE(after->outputTokensPerSecond, 210.0);
        QCOMPARE(after->requestsPerSecond, 1.0);
        aggregator.setPhase(RunPhase::Done);
        QCOMPARE(aggregator.snapshot(atMs(3300))->series->points()[2].outputTokens, quint64{74});
    }

    void memoryStaysBounded()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        for (int i = 0; i < 5000; ++i) {
            WorkerBatch batch = batchAt(i * 1000.0);
            batch.finished = {failed(OutcomeClass::ApiError, QString::number(i))};
            aggregator.add(batch);
            aggregator.addNote(batch.at, QStringLiteral("mark"), Message::verbatim(QString::number(i)));
        }
        const SnapshotPtr snapshot = aggregator.snapshot(atMs(5e6));
        QCOMPARE(snapshot->errorDetails.size(), Aggregator::mostErrorDetails + 1);
        QCOMPARE(snapshot->errorDetails.at(QStringLiteral("other")), quint64{4900});
        QCOMPARE(snapshot->notes.size(), Aggregator::mostNotes);
        QCOMPARE(snapshot->notes.back().text.english(), QStringLiteral("4999"));
        QVERIFY(snapshot->series->points().size() <= 600);
        QVERIFY(aggregator.takeCompletedSeconds(atMs(5e6)).size() <= 120);
    }

    void snapshotsDoNotChange()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        WorkerBatch batch = batchAt(100);
        batch.firstTokens = {sample(1, 60, 50ms)};
        aggregator.add(batch);
        const SnapshotPtr first = aggregator.snapshot(atMs(100));
        batch.firstTokens = {sample(2, 60, 50ms)};
        aggregator.add(batch);
        const SnapshotPtr second = aggregator.snapshot(atMs(200));
        QCOMPARE(first->ttft->count(), quint64{1});
        QCOMPARE(second->ttft->count(), quint64{2});
        QVERIFY2(second->series == first->series, "the series is copied once a second");
        QVERIFY(aggregator.snapshot(atMs(1100))->series != first->series);
        QCOMPARE(first->series->points().front().ttft.count(), quint64{1});
    }

    void secondsAreHandedOutOnce()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        for (int i = 0; i < 25; ++i) {
            WorkerBatch batch = batchAt(i * 100 + 50);
            batch.started = 1;
            aggregator.add(batch);
        }
        const auto completed = aggregator.takeCompletedSeconds(atMs(2500));
        QCOMPARE(completed.size(), std::size_t{2});
        QCOMPARE(completed[1].first, quint32{1});
        QCOMPARE(completed[1].second.started, quint64{10});
        WorkerBatch late = batchAt(950);
        late.started = 1;
        aggregator.add(late);
        aggregator.setPhase(RunPhase::Done);
        const auto rest = aggregator.takeCompletedSeconds(atMs(2500));
        QCOMPARE(rest.size(), std::size_t{1});
        QCOMPARE(rest[0].first, quint32{2});
        QCOMPARE(rest[0].second.started, quint64{6});
    }

    void healthComesFromBatches()
    {
        Aggregator aggregator;
        aggregator.begin(zero);
        GeneratorHealth measured;
        measured.processorShare = 0.5;
        measured.peakResidentBytes = 42;
        aggregator.addHealth(atMs(10), measured);
        WorkerBatch batch = batchAt(100);
        batch.events = 30;
        batch.reads = 20;
        batch.slip.record(3ms);
        batch.loopLag.record(4ms);
        RequestRecord resent = scripted(QStringLiteral("c1"));
        resent.sendCount = 2;
        batch.finished = {resent};
        aggregator.add(batch);
        const GeneratorHealth health = aggregator.snapshot(atMs(200))->health;
        QCOMPARE(health.eventsPerRead, 1.5);
        QCOMPARE(health.slipP99, Nanoseconds{3ms});
        QCOMPARE(health.loopLagP99, Nanoseconds{4ms});
        QCOMPARE(health.silentResends, quint64{1});
        QCOMPARE(health.peakResidentBytes, quint64{42});
        QCOMPARE(aggregator.snapshot(atMs(1300))->series->points().front().processorShareMax, 0.5);
    }
};

QTEST_APPLESS_MAIN(TestAggregator)
#include "tst_aggregator.moc"
