// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run.h"

#include "base/workerthread.h"
#include "engine/collector.h"
#include "engine/environment.h"
#include "engine/runcontext.h"
#include "engine/worker.h"
#include "store/runfile.h"
#include "transport/qnamtransport.h"
#include "transport/threadtuning.h"

#include <QTimer>

namespace weir {

namespace {

/// Between preparing connections and the first request, so that handshakes stay out of the figures.
constexpr Nanoseconds leadTime = std::chrono::milliseconds{200};
constexpr quint32 streamsPerWorker = 500;

quint32 chooseWorkers(const Scenario &scenario, quint32 cap)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&scenario.load.first().model);
    // A worker without a user has no end of its own, and each takes at least one stream of the cap.
    if (scenario.workers)
        return std::clamp<quint32>(*scenario.workers, 1, std::max<quint32>(closed ? closed->users : cap, 1));
    const quint32 streams = closed ? closed->users : std::min<quint32>(cap, 1000);
    const quint32 wanted = (streams + streamsPerWorker - 1) / streamsPerWorker;
    const quint32 processors = static_cast<quint32>(std::max(1, QThread::idealThreadCount()));
    return std::clamp<quint32>(wanted, 1, processors);
}

constexpr quint64 mostStreams = 1'000'000;

/// Streams that the limit on open files has room for. Too few for the load is an error, since Qt ends the
/// program when a thread of it finds no descriptor.
Result<quint32> roomFor(const Load &load, bool serviceInside)
{
    const quint64 files = raiseFileLimit();
    const quint64 room = std::min(streamsWithin(files, serviceInside), mostStreams);
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.first().model);
    const quint64 wanted = closed ? closed->users : 1;
    if (wanted <= room)
        return static_cast<quint32>(room);
    return Error{QStringLiteral("%1 streams at once need about %2 open files, and the system allows %3")
                     .arg(wanted)
                     .arg(filesFor(wanted, serviceInside))
                     .arg(files),
                 {},
                 QStringLiteral("Raise the limit (ulimit -n %1) or use fewer users.")
                     .arg(filesFor(wanted, serviceInside))};
}

/// The scenario's cap on open streams, as far as there is room.
quint32 effectiveCap(const Load &load, quint32 room)
{
    const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model);
    return open ? std::min(open->cap.value_or(room), room) : room;
}

/// A cap that is lower than asked for would be blamed on the service when it is reached.
QStringList capWarning(const Load &load, quint32 cap)
{
    const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model);
    if (open == nullptr || !open->cap || *open->cap <= cap)
        return {};
    return {QStringLiteral("The cap of %1 open streams is lowered to %2: the limit on open files (ulimit -n) "
                           "has room for no more.")
                .arg(*open->cap)
                .arg(cap)};
}

std::unique_ptr<Transport> makeTransport(TransportKind kind, const Clock &clock)
{
    switch (kind) {
    case TransportKind::Qt:
        return std::make_unique<QnamTransport>(clock);
    }
    Q_UNREACHABLE();
    return nullptr;
}

/// How many connections are worth opening before the start.
std::size_t connectionsToPrepare(const Load &load, quint32 workers)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.first().model);
    return closed ? (closed->users + workers - 1) / workers : 6;
}

/// The certificate that covers the load as planned, or why there is none.
CertificateChoice chooseCertificate(const RunRequest &request, const RunHeader &header, quint32 workers)
{
    const Scenario &scenario = header.scenario;
    return findCertificate(request.certificates, hostFactsFrom(header.environment), header.transport,
                           [&](const FixedStream &stream) {
                               return signatureOf(scenario.load, withTokensOf(stream, scenario),
                                                  request.baseFolder, workers);
                           });
}

} // namespace

class Run::Private
{
public:
    std::shared_ptr<const RunContext> context;
    QString runPath;
    quint32 cap = 0;
    std::unique_ptr<TicketCounter> tickets;
    RunTimes times;
    RunPhase phase = RunPhase::Idle;
    SnapshotPtr snapshot = std::make_shared<Snapshot>();
    bool stopped = false;
    bool interrupted = false;
    std::size_t plansEnded = 0;
    std::size_t drained = 0;
    QTimer phaseTimer; ///< Warm-up's end, then the drain's.

    // The threads go first: what they use stands above.
    std::unique_ptr<WorkerThread> collectorThread;
    Collector *collector = nullptr; ///< Lives in, and is owned by, collectorThread.
    std::vector<std::unique_ptr<WorkerThread>> workerThreads;
    std::vector<Worker *> workers; ///< Each lives in, and is owned by, the thread of the same index.
};

Run::Run(std::unique_ptr<Private> d) : m_d(std::move(d))
{
    m_d->phaseTimer.setSingleShot(true);
    m_d->phaseTimer.setTimerType(Qt::PreciseTimer);
}

Run::~Run()
{
    const bool running = m_d->phase != RunPhase::Idle && m_d->phase != RunPhase::Done;
    for (std::size_t i = 0; running && i < m_d->workers.size(); ++i)
        m_d->workerThreads[i]->run([worker = m_d->workers[i]] { worker->cut(); });
    m_d->workerThreads.clear();
    if (running && m_d->collectorThread)
        m_d->collectorThread->run(
            [this] { m_d->collector->finish(m_d->interrupted ? RunState::Interrupted : RunState::Stopped); });
    m_d->collectorThread.reset();
}

Result<std::unique_ptr<Run>> Run::prepare(const RunRequest &request)
{
    const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    const QString id = newRunId(clock->wallTime());
    Result<std::shared_ptr<const RunContext>> context =
        RunContext::prepare(request.scenario, request.baseFolder, request.builtinUrls, id.right(10), clock);
    if (!context)
        return context.error();

    const bool serviceInside = std::any_of(request.builtinUrls.begin(), request.builtinUrls.end(),
                                           [](const QString &url) { return !url.isEmpty(); });
    const Load &load = (*context)->scenario.load;
    const Result<quint32> room = roomFor(load, serviceInside);
    if (!room)
        return room.error();

    std::unique_ptr<Private> d = std::make_unique<Private>();
    d->context = *context;
    d->runPath = request.runPath.isEmpty() ? defaultRunPath(request.projectPath, clock->wallTime(), id)
                                           : request.runPath;
    d->cap = effectiveCap(load, *room);
    d->tickets = std::make_unique<TicketCounter>(
        d->context->scenario.load.isOpen() ? std::nullopt : d->context->scenario.load.first().requests);
    RunHeader header;
    header.id = id;
    header.scenario = d->context->scenario;
    header.seed = d->context->seed;
    header.transport = QStringLiteral("qt");
    header.startedAt = clock->wallTime();
    header.zero = clock->now();
    header.environment = describeEnvironment();
    const quint32 workers = chooseWorkers(header.scenario, d->cap);
    header.environment.insert(QStringLiteral("workers"), static_cast<qint64>(workers));
    header.environment.insert(QStringLiteral("calibration"),
                              toJson(chooseCertificate(request, header, workers)));

    std::unique_ptr<Run> run(new Run(std::move(d)));
    if (const Result<void> created = run->createThreads(header); !created)
        return created.error();
    const TimePoint now = clock->now();
    for (const QString &warning : request.warnings + capWarning(load, run->m_d->cap))
        run->noteLater(now, QStringLiteral("warning"), warning);
    return run;
}

Result<void> Run::createThreads(const RunHeader &header)
{
    m_d->collectorThread = std::make_unique<WorkerThread>(QStringLiteral("collector"));
    CollectorOutlet outlet;
    outlet.snapshot = [this](const SnapshotPtr &snapshot) {
        QMetaObject::invokeMethod(
            this, [this, snapshot] { takeSnapshot(snapshot); }, Qt::QueuedConnection);
    };
    outlet.finished = [this](const Result<Summary> &summary) {
        QMetaObject::invokeMethod(
            this, [this, summary] { finish(summary); }, Qt::QueuedConnection);
    };
    Result<std::unique_ptr<Collector>> collector = Error{};
    m_d->collectorThread->run([&] {
        collector = Collector::create(*m_d->context, m_d->runPath, header, std::move(outlet));
        if (collector) {
            m_d->collector = collector->get();
            m_d->collectorThread->adopt(std::move(*collector));
        }
    });
    if (!collector)
        return collector.error();

    const quint32 count = chooseWorkers(m_d->context->scenario, m_d->cap);
    for (quint32 i = 0; i < count; ++i) {
        m_d->workerThreads.push_back(std::make_unique<WorkerThread>(QStringLiteral("worker-%1").arg(i)));
        WorkerThread &thread = *m_d->workerThreads.back();
        thread.run([&] { m_d->workers.push_back(makeWorker(thread, {WorkerIndex{i}, count})); });
    }
    return {};
}

Worker *Run::makeWorker(WorkerThread &thread, WorkerShare share)
{
    tuneThread();
    WorkerOutlet outlet;
    outlet.batch = [thread = m_d->collectorThread.get(), collector = m_d->collector](WorkerBatch &&batch) {
        // std::function needs a copyable closure; the batch itself is moved.
        const std::shared_ptr<WorkerBatch> moved = std::make_shared<WorkerBatch>(std::move(batch));
        thread->post([collector, moved] { collector->add(std::move(*moved)); });
    };
    outlet.planEnded = [this] {
        QMetaObject::invokeMethod(
            this, [this] { onPlanEnded(); }, Qt::QueuedConnection);
    };
    outlet.drained = [this] {
        QMetaObject::invokeMethod(
            this, [this] { onDrained(); }, Qt::QueuedConnection);
    };
    const TransportKind kind = m_d->context->scenario.transport;
    std::unique_ptr<Worker> worker = std::make_unique<Worker>(
        *m_d->context, share, m_d->cap, *m_d->tickets,
        [kind](const Clock &clock) { return makeTransport(kind, clock); }, std::move(outlet));
    Worker *raw = worker.get();
    thread.adopt(std::move(worker));
    return raw;
}

void Run::start()
{
    Q_ASSERT(m_d->phase == RunPhase::Idle);
    const Load &load = m_d->context->scenario.load;
    const quint32 count = static_cast<quint32>(m_d->workers.size());
    const std::size_t connections = connectionsToPrepare(load, count);
    m_d->times.zero = m_d->context->clock->now() + leadTime;
    m_d->times.measureFrom = m_d->times.zero + load.warmUp;
    if (load.first().duration)
        m_d->times.loadEnd = m_d->times.measureFrom + *load.first().duration;
    const RunTimes times = m_d->times;
    m_d->collectorThread->post([collector = m_d->collector, times] { collector->begin(times); });
    for (std::size_t i = 0; i < m_d->workers.size(); ++i) {
        Worker *worker = m_d->workers[i];
        m_d->workerThreads[i]->post([worker, connections, times] {
            worker->prepareConnections(connections);
            worker->begin(times);
        });
    }
    if (load.warmUp > Nanoseconds{0}) {
        setPhase(RunPhase::WarmUp);
        schedule(times.measureFrom, [this] { setPhase(RunPhase::Measure); });
    } else {
        setPhase(RunPhase::Measure);
    }
}

void Run::schedule(TimePoint at, const std::function<void()> &action)
{
    m_d->phaseTimer.disconnect(this);
    connect(&m_d->phaseTimer, &QTimer::timeout, this, action);
    const Nanoseconds wait = std::max(at - m_d->context->clock->now(), Nanoseconds{0});
    m_d->phaseTimer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void Run::setPhase(RunPhase phase)
{
    if (m_d->phase == phase)
        return;
    m_d->phase = phase;
    m_d->collectorThread->post([collector = m_d->collector, phase] { collector->setPhase(phase); });
    Q_EMIT phaseChanged(phase);
}

void Run::forEachWorker(void (Worker::*call)())
{
    for (std::size_t i = 0; i < m_d->workers.size(); ++i) {
        Worker *worker = m_d->workers[i];
        m_d->workerThreads[i]->post([worker, call] { (worker->*call)(); });
    }
}

void Run::onPlanEnded()
{
    if (++m_d->plansEnded < m_d->workers.size() || m_d->phase == RunPhase::Done)
        return;
    setPhase(RunPhase::Drain);
    schedule(m_d->context->clock->now() + m_d->context->scenario.load.drain,
             [this] { forEachWorker(&Worker::cut); });
}

void Run::onDrained()
{
    if (++m_d->drained < m_d->workers.size())
        return;
    m_d->phaseTimer.stop();
    const RunState state = m_d->interrupted ? RunState::Interrupted
                           : m_d->stopped   ? RunState::Stopped
                                            : RunState::Finished;
    // Every worker posted its last batch before it said that it was drained, so the collector has them all.
    m_d->collectorThread->post([collector = m_d->collector, state] { collector->finish(state); });
}

void Run::stopGently()
{
    if (m_d->phase == RunPhase::Idle || m_d->phase == RunPhase::Done)
        return;
    m_d->stopped = true;
    forEachWorker(&Worker::stopArrivals);
}

void Run::stopNow()
{
    if (m_d->phase == RunPhase::Idle || m_d->phase == RunPhase::Done)
        return;
    m_d->stopped = true;
    forEachWorker(&Worker::cut);
}

void Run::interrupt()
{
    m_d->interrupted = true;
    stopNow();
}

void Run::mark(const QString &text)
{
    noteLater(m_d->context->clock->now(), QStringLiteral("mark"), text);
}

void Run::noteLater(TimePoint at, const QString &kind, const QString &text)
{
    if (m_d->collectorThread)
        m_d->collectorThread->post(
            [collector = m_d->collector, at, kind, text] { collector->note(at, kind, text); });
}

void Run::takeSnapshot(const SnapshotPtr &snapshot)
{
    m_d->snapshot = snapshot;
    Q_EMIT snapshotReady();
}

void Run::finish(const Result<Summary> &summary)
{
    m_d->workers.clear();
    m_d->workerThreads.clear();
    m_d->collectorThread.reset();
    m_d->phase = RunPhase::Done;
    Q_EMIT phaseChanged(RunPhase::Done);
    if (summary)
        Q_EMIT finished(RunResult{*summary, m_d->runPath});
    else
        Q_EMIT finished(summary.error());
}

RunPhase Run::phase() const
{
    return m_d->phase;
}

SnapshotPtr Run::snapshot() const
{
    return m_d->snapshot;
}

const Scenario &Run::scenario() const
{
    return m_d->context->scenario;
}

const QString &Run::runPath() const
{
    return m_d->runPath;
}

} // namespace weir
