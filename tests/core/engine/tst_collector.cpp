// SPDX-License-Identifier: GPL-3.0-or-later
// What a collector is told about a load and its requests comes out of the run file as figures.
#include "engine/collector.h"
#include "engine/runplan.h"
#include "runheader.h"
#include "support/runtoend.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint zero = timePointFromNs(1'000'000'000'000);

/// Ten a second for `seconds`, each answered with one token after `ttft`.
WorkerBatch requestsFrom(Nanoseconds from, int seconds, Nanoseconds ttft)
{
    WorkerBatch batch;
    batch.at = zero + from + seconds * 1s;
    for (int i = 0; i < seconds * 10; ++i) {
        RequestRecord record;
        record.request = RequestId{static_cast<quint64>(from / 100ms + i)};
        record.phase = RunPhase::Measure;
        record.intended = zero + from + i * 100ms;
        record.started = record.intended;
        record.firstContent = *record.started + ttft;
        record.lastToken = record.firstContent;
        record.chunks = {{*record.firstContent, 1, ChunkKind::Content}};
        record.chunkCount = 1;
        record.closed = *record.firstContent;
        record.outcome.outcome = OutcomeClass::Success;
        batch.finished.push_back(record);
    }
    batch.planned = batch.started = batch.attempts = batch.finished.size();
    return batch;
}

} // namespace

class TestCollector : public QObject
{
    Q_OBJECT

private:
    static Result<Summary> summaryWith(const LoadWindows &windows)
    {
        const QTemporaryDir folder;
        const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(zero);
        Scenario scenario = scenarioFor(QStringLiteral("http://127.0.0.1:1"));
        scenario.load.first().model = OpenLoad();
        const Result<std::shared_ptr<const RunContext>> context =
            RunContext::prepare(*planRun(scenario, {folder.path(), {}, QStringLiteral("test")}), clock);
        if (!context)
            return context.error();
        Result<Summary> outcome = Error{Message::verbatim(QStringLiteral("no summary came")), {}, {}};
        CollectorOutlet outlet;
        outlet.snapshot = [](const SnapshotPtr &) {};
        outlet.finished = [&outcome](const Result<Summary> &summary) { outcome = summary; };
        const Result<std::unique_ptr<Collector>> collector = Collector::create(
            **context, folder.filePath(QStringLiteral("run.weirrun")), headerOf(**context), outlet);
        if (!collector)
            return collector.error();
        (*collector)->begin({zero, zero}, windows);
        (*collector)->setPhase(RunPhase::Measure);
        (*collector)->add(requestsFrom(0s, 10, 50ms));
        (*collector)->add(requestsFrom(10s, 10, 80ms));
        clock->advance(21s);
        (*collector)->finish(RunState::Finished);
        return outcome;
    }

private Q_SLOTS:
    void levelsBecomeWindows()
    {
        const Result<Summary> summary = summaryWith({1s, {{0s, 10s}, {10s, 20s}}});
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QCOMPARE(summary->windows.size(), std::size_t{2});
        QCOMPARE(summary->windows[0].ttft.rank(50).value, 50e6);
        QCOMPARE(summary->windows[1].ttft.rank(50).value, 80e6);
        QCOMPARE(summary->windows[0].requests, quint64{100});
        QCOMPARE(summary->windows[1].requests, quint64{100}); // each level has its own, its last moment none
        QVERIFY(summary->window == summary->windows[1].window);
    }

    void rampMovesTheWindow()
    {
        const Result<Summary> summary = summaryWith({6s, {}});
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QVERIFY(summary->windows.empty());
        QCOMPARE(summary->window.from, Nanoseconds{6s});
    }

    void evenLoadHasOneWindow()
    {
        const Result<Summary> summary = summaryWith({});
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QVERIFY(summary->windows.empty());
        QCOMPARE(summary->window.from, Nanoseconds{0});
    }
};

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_collector.moc"
