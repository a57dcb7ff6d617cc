// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run.h"

#include "base/workerthread.h"
#include "engine/collector.h"
#include "engine/environment.h"
#include "engine/machinelimits.h"
#include "engine/runcontext.h"
#include "engine/streambudget.h"
#include "engine/worker.h"
#include "scenario/enumnames.h"
#include "store/runfile.h"
#include "transport/channels.h"
#include "transport/threadtuning.h"

#include <QFileInfo>
#include <QTimer>

#include <cmath>

namespace weir {

namespace {

/// Between preparing connections and the first request, so that handshakes stay out of the figures.
constexpr Nanoseconds leadTime = std::chrono::milliseconds{200};
/// Between an act of steering and its effect, so that all workers know of it before.
constexpr Nanoseconds steeringLead = std::chrono::milliseconds{100};

/// What this machine lacks for the load: an error ends it here, warnings go with the run.
Result<Messages> warningsOf(const MachineNeeds &needs, const MachineFacts &facts)
{
    Messages warnings;
    for (const LimitProblem &found : checkLimits(needs, facts)) {
        if (found.severity == Severity::Error)
            return found.error;
        warnings.push_back(found.error.message());
    }
    return warnings;
}

/// The certificate that covers the load as planned, or why there is none.
CertificateChoice chooseCertificate(const RunRequest &request, const RunHeader &header, quint32 workers)
{
    const Scenario &scenario = header.scenario;
    return findCertificate(request.certificates, hostFactsFrom(header.environment), stamperOf(scenario),
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
    StreamBudget budget;
    TicketCounters tickets;
    Steering steering;
    QStringList limitWarnings;
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

    std::unique_ptr<Private> d = std::make_unique<Private>();
    d->context = *context;
    d->runPath = request.runPath.isEmpty() ? defaultRunPath(request.projectPath, clock->wallTime(), id)
                                           : request.runPath;
    const MachineNeeds needs = needsOf((*context)->scenario, usualAnswer, request.baseFolder);
    const MachineFacts facts = readMachineFacts(QFileInfo(d->runPath).absolutePath());
    const Result<Messages> limits = warningsOf(needs, facts);
    if (!limits)
        return limits.error();
    d->limitWarnings = *limits;
    d->budget = divideStreams((*context)->scenario.load, roomForStreams(needs, facts));
    d->tickets = ticketsFor((*context)->scenario.load);
    RunHeader header;
    header.id = id;
    header.scenario = d->context->scenario;
    header.seed = d->context->seed;
    header.transport = enumName(header.scenario.transport);
    header.startedAt = clock->wallTime();
    header.zero = clock->now();
    header.environment = describeEnvironment();
    const quint32 workers = chooseWorkers(header.scenario, d->budget);
    header.environment.insert(QStringLiteral("workers"), static_cast<qint64>(workers));
    header.environment.insert(QStringLiteral("calibration"),
                              toJson(chooseCertificate(request, header, workers)));

    std::unique_ptr<Run> run(new Run(std::move(d)));
    if (const Result<void> created = run->createThreads(header); !created)
        return created.error();
    const TimePoint now = clock->now();
    for (const Messages &warnings : {request.warnings, *limits}) {
        for (const Message &warning : warnings)
            run->noteLater(now, QStringLiteral("warning"), warning);
    }
    return run;
}

Result<void> Run::createThreads(const RunHeader &header)
{
    // First, since they may fail: nothing has been written yet.
    Result<std::vector<std::unique_ptr<LoadDriver>>> drivers = makeDrivers();
    if (!drivers)
        return drivers.error();
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

    for (std::unique_ptr<LoadDriver> &driver : *drivers) {
        const quint32 index = static_cast<quint32>(m_d->workers.size());
        m_d->workerThreads.push_back(std::make_unique<WorkerThread>(QStringLiteral("worker-%1").arg(index)));
        WorkerThread &thread = *m_d->workerThreads.back();
        thread.run(
            [&] { m_d->workers.push_back(makeWorker(thread, WorkerIndex{index}, std::move(driver))); });
    }
    return {};
}

Result<std::vector<std::unique_ptr<LoadDriver>>> Run::makeDrivers()
{
    const RunContext &context = *m_d->context;
    const LoadPlan plan =
        loadPlanOf(context.scenario.load, context.seed, context.baseFolder, m_d->budget.caps);
    const quint32 count = chooseWorkers(context.scenario, m_d->budget);
    std::vector<std::unique_ptr<LoadDriver>> drivers;
    for (quint32 i = 0; i < count; ++i) {
        Result<std::unique_ptr<LoadDriver>> driver =
            makeLoadDriver(plan, {WorkerIndex{i}, count}, m_d->tickets);
        if (!driver)
            return driver.error();
        drivers.push_back(std::move(*driver));
    }
    return drivers;
}

Worker *Run::makeWorker(WorkerThread &thread, WorkerIndex index, std::unique_ptr<LoadDriver> driver)
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
    const Scenario &scenario = m_d->context->scenario;
    std::unique_ptr<Worker> worker = std::make_unique<Worker>(
        *m_d->context, index, std::move(driver),
        [&scenario](const Clock &clock) { return makeChannels(scenario, clock); }, std::move(outlet));
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
    const RunTimes times = m_d->times;
    const LoadWindows windows = windowsOf(load, times.zero, m_d->context->baseFolder);
    m_d->collectorThread->post(
        [collector = m_d->collector, times, windows] { collector->begin(times, windows); });
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

void Run::noteLater(TimePoint at, const QString &kind, const Message &text)
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

Result<void> Run::steer(const Steering &wanted)
{
    if (m_d->phase != RunPhase::WarmUp && m_d->phase != RunPhase::Measure)
        return Error{QStringLiteral("the load can be steered only while it lasts"),
                     {},
                     QStringLiteral("Start a run, and steer it before it drains.")};
    if (!(wanted.factor >= 0 && std::isfinite(wanted.factor)))
        return Error{QStringLiteral("the factor must be a number from 0 on"), {}, {}};
    const Steering before = m_d->steering;
    m_d->steering = {std::min(wanted.factor, m_d->budget.mostFactor), wanted.paused};
    if (m_d->steering != before)
        applySteering(before);
    if (m_d->steering.factor == wanted.factor)
        return {};
    return Error{QStringLiteral("the load is limited to %1 times the plan: there is room for no more streams")
                     .arg(QString::number(m_d->steering.factor, 'g', 4)),
                 {},
                 QStringLiteral("Raise the limit on open files (ulimit -n), or set a cap on open streams.")};
}

void Run::applySteering(const Steering &before)
{
    const TimePoint at = std::max(m_d->context->clock->now() + steeringLead, m_d->times.zero);
    const Steering after = m_d->steering;
    for (std::size_t i = 0; i < m_d->workers.size(); ++i) {
        Worker *worker = m_d->workers[i];
        m_d->workerThreads[i]->post([worker, at, after] { worker->steer(at, after.effective()); });
    }
    m_d->collectorThread->post(
        [collector = m_d->collector, at, before, after] { collector->steered(at, before, after); });
}

const Steering &Run::steering() const
{
    return m_d->steering;
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

const QStringList &Run::limitWarnings() const
{
    return m_d->limitWarnings;
}

const QString &Run::runPath() const
{
    return m_d->runPath;
}

} // namespace weir
