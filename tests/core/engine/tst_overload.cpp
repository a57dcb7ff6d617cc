// SPDX-License-Identifier: GPL-3.0-or-later
// A generator that can't keep up says so: worker and collector as in a run, with a transport that holds up
// the loop or a host that has nothing left, must end in a verdict of invalid with the reason that is true.
#include "engine/collector.h"
#include "engine/runplan.h"
#include "engine/worker.h"
#include "runheader.h"
#include "support/fakeroot.h"
#include "support/runtoend.h"
#include "transport/nulltransport.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <thread>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

NullScript shortAnswer()
{
    NullScript script;
    script.opening =
        ResponseHead{200, {{QByteArrayLiteral("content-type"), QByteArrayLiteral("text/event-stream")}}};
    for (const char *token : {"a", "b", "c"})
        script.chunks.push_back(
            QByteArrayLiteral("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"") + token +
            QByteArrayLiteral("\"}}]}\n\n"));
    script.chunks.push_back(QByteArrayLiteral("data: [DONE]\n\n"));
    script.gap = 5ms;
    return script;
}

/// Holds up the thread in every start, as a library would that does too much there.
class HeavyTransport final : public Transport
{
public:
    HeavyTransport(const Clock &clock, std::chrono::milliseconds weight)
        : m_transport(clock, shortAnswer()), m_weight(weight)
    {
    }

    StreamId start(const WireRequest &request, StreamHandler &handler) override
    {
        std::this_thread::sleep_for(m_weight);
        return m_transport.start(request, handler);
    }
    void abort(StreamId stream) override { m_transport.abort(stream); }
    [[nodiscard]] std::size_t openCount() const override { return m_transport.openCount(); }
    void prepare(const WireRequest &request, std::size_t connections) override
    {
        m_transport.prepare(request, connections);
    }

private:
    NullTransport m_transport;
    std::chrono::milliseconds m_weight;
};

Scenario scenarioFor(const std::variant<ClosedLoad, OpenLoad, TraceLoad> &model, Nanoseconds duration)
{
    Scenario scenario = test::scenarioFor(QStringLiteral("http://127.0.0.1:1"));
    scenario.load.first().model = model;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = duration;
    return scenario;
}

/// One worker and the collector, both in this thread. Every start of a request takes `weight`.
Result<Summary> summaryOf(const Scenario &scenario, std::chrono::milliseconds weight,
                          const SystemFiles &files = SystemFiles())
{
    const QTemporaryDir folder;
    const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    const Result<std::shared_ptr<const RunContext>> context =
        RunContext::prepare(*planRun(scenario, {folder.path(), {}, QStringLiteral("overload")}), clock);
    if (!context)
        return context.error();

    Result<Summary> outcome = Error{Message::verbatim(QStringLiteral("the run did not end in time")), {}, {}};
    QEventLoop loop;
    CollectorOutlet results;
    results.snapshot = [](const SnapshotPtr &) {};
    results.finished = [&](const Result<Summary> &summary) {
        outcome = summary;
        loop.quit();
    };
    const Result<std::unique_ptr<Collector>> made =
        Collector::create(**context, folder.filePath(QStringLiteral("overload.weirrun")), headerOf(**context),
                          results, {}, files);
    if (!made)
        return made.error();
    Collector &collector = **made;

    const Load &load = (*context)->scenario.load;
    TicketCounters tickets = ticketsFor(load);
    WorkerOutlet outlet;
    outlet.batch = [&collector](WorkerBatch &&batch) { collector.add(std::move(batch)); };
    outlet.planEnded = [&collector] { collector.setPhase(RunPhase::Drain); };
    outlet.drained = [&collector] { collector.finish(RunState::Finished); };
    Worker worker(
        **context, WorkerIndex{0},
        makeLoadDriver(loadPlanOf(load, (*context)->seed, {}, {1000}), {WorkerIndex{0}, 1}, tickets).value(),
        [weight](const Clock &c) { return std::make_unique<HeavyTransport>(c, weight); }, outlet);
    const TimePoint zero = clock->now();
    const RunTimes times{zero, zero};
    collector.begin(times);
    collector.setPhase(RunPhase::Measure);
    worker.begin(times);
    QTimer::singleShot(60s, &loop, [&loop] { loop.quit(); });
    loop.exec();
    return outcome;
}

/// A host and a cgroup that count on while the event loop of the thread turns.
class MovingHost
{
public:
    /// Ticks and periods are added every 50 ms.
    MovingHost(quint64 busy, quint64 idle, quint64 periods, quint64 throttled)
    {
        m_root.write(QStringLiteral("/proc/self/cgroup"), "0::/job\n");
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, busy, idle, periods, throttled] {
            ++m_turns;
            m_root.writeTicks(m_turns * busy, m_turns * idle);
            m_root.writeThrottling(QStringLiteral("/sys/fs/cgroup/job"), m_turns * periods,
                                   m_turns * throttled);
        });
        m_root.writeTicks(0, 0);
        m_root.writeThrottling(QStringLiteral("/sys/fs/cgroup/job"), 0, 0);
        m_timer.start(50ms);
    }

    [[nodiscard]] SystemFiles files() const { return m_root.files(); }

private:
    FakeRoot m_root;
    QTimer m_timer;
    quint64 m_turns = 0;
};

QString reasonsOf(const Summary &summary)
{
    return englishOf(summary.reasons).join(u' ');
}

} // namespace

class TestOverload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heldUpLoopIsNamed()
    {
        const Scenario scenario = scenarioFor(ClosedLoad{4, {}}, 1500ms);
        const Result<Summary> summary = summaryOf(scenario, 40ms);
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QVERIFY(summary->verdict == Verdict::Invalid);
        const QString reasons = reasonsOf(*summary);
        QVERIFY2(reasons.contains(u"event loops were late"), qPrintable(reasons));
        QVERIFY2(reasons.contains(u"Requests started late"), qPrintable(reasons));
        QVERIFY2(!reasons.contains(u"quota") && !reasons.contains(u"processor use"), qPrintable(reasons));
        QVERIFY(summary->generator.loopLagP99 >= 10ms);
        QVERIFY(summary->requests.succeeded > 0);
    }

    void moreArrivalsThanCanStartAreNamed()
    {
        // 100 a second planned, 25 a second possible.
        OpenLoad open;
        open.rate = 100;
        Scenario scenario = scenarioFor(open, 600ms);
        scenario.goals.validity.loopLagP99 = 1h; // the lateness of the requests alone must do
        const Result<Summary> summary = summaryOf(scenario, 40ms);
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QVERIFY(summary->verdict == Verdict::Invalid);
        QVERIFY2(reasonsOf(*summary).contains(u"Requests started late"), qPrintable(reasonsOf(*summary)));
        QVERIFY(summary->generator.slipP99 > 1s);
    }

    void busyHostIsNamed_data()
    {
        QTest::addColumn<quint64>("idle");
        QTest::addColumn<std::chrono::milliseconds>("weight");
        QTest::addColumn<bool>("isBusy");
        QTest::newRow("busy, and late by it") << quint64{0} << 40ms << true;
        QTest::newRow("some left") << quint64{3} << 0ms << false;
    }
    void busyHostIsNamed()
    {
        QFETCH(const quint64, idle);
        QFETCH(const std::chrono::milliseconds, weight);
        QFETCH(const bool, isBusy);
        const MovingHost host(10, idle, 0, 0);
        Scenario scenario = scenarioFor(ClosedLoad{1, {}}, 3s);
        scenario.goals.validity.processorFor = 1500ms;
        const Result<Summary> summary = summaryOf(scenario, weight, host.files());
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QCOMPARE(reasonsOf(*summary).contains(u"The host was above 95.0 % processor use"), isBusy);
        QVERIFY(!isBusy || summary->verdict == Verdict::Invalid);
    }

    void throttlingIsNamed_data()
    {
        QTest::addColumn<quint64>("throttled");
        QTest::addColumn<bool>("isInvalid");
        QTest::newRow("every second period") << quint64{500} << true;
        QTest::newRow("one in a thousand") << quint64{1} << false;
    }
    void throttlingIsNamed()
    {
        QFETCH(const quint64, throttled);
        QFETCH(const bool, isInvalid);
        const MovingHost host(1, 9, 1000, throttled);
        const Result<Summary> summary = summaryOf(scenarioFor(ClosedLoad{1, {}}, 1s), 0ms, host.files());
        QVERIFY2(summary.ok(), qPrintable(summary ? QString() : summary.error().text()));
        QVERIFY(summary->generator.throttledShare > 0);
        QCOMPARE(reasonsOf(*summary).contains(u"The processor quota throttled"), isInvalid);
        QVERIFY(!isInvalid || summary->verdict == Verdict::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestOverload)
#include "tst_overload.moc"
