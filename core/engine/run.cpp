// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run.h"

#include "engine/collector.h"
#include "engine/environment.h"
#include "engine/runcontext.h"
#include "engine/runheader.h"
#include "engine/runthreads.h"
#include "engine/worker.h"
#include "scenario/uncheckedcertificates.h"

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

} // namespace

class Run::Private
{
public:
    RunPlan plan;
    std::shared_ptr<const RunContext> context;
    QString runPath;
    Steering steering;
    Messages limitWarnings;
    quint64 memoryLimit = 0;
    RunTimes times;
    RunPhase phase = RunPhase::Idle;
    SnapshotPtr snapshot = std::make_shared<Snapshot>();
    bool stopped = false;
    bool interrupted = false;
    std::optional<Error> unsaved;
    std::size_t plansEnded = 0;
    std::size_t drained = 0;
    QTimer phaseTimer;                   ///< Warm-up's end, then the drain's.
    std::unique_ptr<RunThreads> threads; ///< Null once the run is done.
};

Run::Run(std::unique_ptr<Private> d) : m_d(std::move(d))
{
    m_d->phaseTimer.setSingleShot(true);
    m_d->phaseTimer.setTimerType(Qt::PreciseTimer);
}

Run::~Run()
{
    const bool running = m_d->phase != RunPhase::Idle && m_d->phase != RunPhase::Done;
    if (running)
        m_d->threads->finishNow(m_d->interrupted ? RunState::Interrupted : RunState::Stopped);
    m_d->threads.reset();
}

Result<std::unique_ptr<Run>> Run::prepare(const RunRequest &request)
{
    PlanBasis basis;
    basis.baseFolder = request.baseFolder;
    basis.builtinUrls = request.builtinUrls;
    basis.runId = newRunId(SystemClock().wallTime());
    basis.tag = request.tag;
    basis.openFiles = raiseFileLimit();
    const Result<RunPlan> plan = planRun(request.scenario, basis);
    if (!plan)
        return plan.error();
    return prepare(*plan, request);
}

Result<std::unique_ptr<Run>> Run::prepare(const RunPlan &plan, const RunSetting &setting)
{
    const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    const Result<std::shared_ptr<const RunContext>> context = RunContext::prepare(plan, clock);
    if (!context)
        return context.error();
    std::unique_ptr<Private> d = std::make_unique<Private>();
    d->plan = plan;
    d->context = *context;
    d->runPath = setting.runPath.isEmpty()
                     ? defaultRunPath(setting.projectPath, clock->wallTime(), plan.runId)
                     : setting.runPath;
    const MachineFacts facts = readMachineFacts(QFileInfo(d->runPath).absolutePath());
    const Result<Messages> limits = warningsOf(plan.needs, facts);
    if (!limits)
        return limits.error();
    d->limitWarnings = *limits;
    d->memoryLimit = setting.memoryLimit.value_or(memoryLimitFor(facts.memory));

    std::unique_ptr<Run> run(new Run(std::move(d)));
    if (const Result<void> started = run->startThreads(setting); !started)
        return started.error();
    const TimePoint now = clock->now();
    for (const Messages &warnings : {setting.warnings, *limits, uncheckedCertificates(plan.scenario)}) {
        for (const Message &warning : warnings)
            run->noteLater(now, QStringLiteral("warning"), warning);
    }
    return run;
}

Result<void> Run::startThreads(const RunSetting &setting)
{
    // What threads tell comes to the run's own thread.
    const auto toRun = [this](const std::function<void()> &call) {
        QMetaObject::invokeMethod(this, call, Qt::QueuedConnection);
    };
    RunThreadsOutlet outlet;
    outlet.snapshot = [this, toRun](const SnapshotPtr &snapshot) {
        toRun([this, snapshot] { takeSnapshot(snapshot); });
    };
    outlet.summedUp = [this, toRun](const Result<Summary> &summary) {
        toRun([this, summary] { finish(summary); });
    };
    outlet.unsaved = [this, toRun](const Error &error) { toRun([this, error] { endUnsaved(error); }); };
    outlet.nobodyThere = [this, toRun] { toRun([this] { stopNow(); }); };
    outlet.memoryFull = [this, toRun] { toRun([this] { stopNow(); }); };
    outlet.planEnded = [this, toRun] { toRun([this] { onPlanEnded(); }); };
    outlet.drained = [this, toRun] { toRun([this] { onDrained(); }); };
    Result<std::unique_ptr<RunThreads>> threads = RunThreads::start(
        m_d->plan, *m_d->context, m_d->runPath, headerOf(m_d->plan, *m_d->context, setting.certificates),
        setting.listeners, std::move(outlet));
    if (!threads)
        return threads.error();
    m_d->threads = std::move(*threads);
    return {};
}

void Run::start()
{
    Q_ASSERT(m_d->phase == RunPhase::Idle);
    const Load &load = m_d->plan.scenario.load;
    const std::size_t connections = connectionsToPrepare(load, m_d->plan.allWorkers());
    m_d->threads->guardMemory(m_d->memoryLimit);
    m_d->times.zero = m_d->context->clock->now() + leadTime;
    m_d->times.measureFrom = m_d->times.zero + load.warmUp;
    const RunTimes times = m_d->times;
    m_d->threads->toCollector(
        [times, windows = m_d->plan.windows](Collector &collector) { collector.begin(times, windows); });
    m_d->threads->toWorkers([connections, times](Worker &worker) {
        worker.prepareConnections(connections);
        worker.begin(times);
    });
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
    m_d->threads->toCollector([phase](Collector &collector) { collector.setPhase(phase); });
    Q_EMIT phaseChanged(phase);
}

void Run::onPlanEnded()
{
    if (++m_d->plansEnded < m_d->threads->workerCount() || m_d->phase == RunPhase::Done)
        return;
    setPhase(RunPhase::Drain);
    schedule(m_d->context->clock->now() + m_d->plan.scenario.load.drain,
             [this] { m_d->threads->toWorkers(&Worker::cut); });
}

void Run::onDrained()
{
    if (++m_d->drained < m_d->threads->workerCount())
        return;
    m_d->phaseTimer.stop();
    const RunState state = m_d->interrupted ? RunState::Interrupted
                           : m_d->stopped   ? RunState::Stopped
                                            : RunState::Finished;
    // Every worker posted its last batch before it said that it was drained, so the collector has them all.
    m_d->threads->toCollector([state](Collector &collector) { collector.finish(state); });
}

void Run::stopGently()
{
    if (m_d->phase == RunPhase::Idle || m_d->phase == RunPhase::Done)
        return;
    m_d->stopped = true;
    m_d->threads->toWorkers(&Worker::stopArrivals);
}

void Run::stopNow()
{
    if (m_d->phase == RunPhase::Idle || m_d->phase == RunPhase::Done)
        return;
    m_d->stopped = true;
    m_d->threads->toWorkers(&Worker::cut);
}

void Run::interrupt()
{
    m_d->interrupted = true;
    stopNow();
}

void Run::mark(const QString &text)
{
    noteLater(m_d->context->clock->now(), QStringLiteral("mark"), Message::verbatim(text));
}

void Run::noteLater(TimePoint at, const QString &kind, const Message &text)
{
    if (m_d->threads)
        m_d->threads->toCollector([at, kind, text](Collector &collector) { collector.note(at, kind, text); });
}

void Run::takeSnapshot(const SnapshotPtr &snapshot)
{
    m_d->snapshot = snapshot;
    Q_EMIT snapshotReady();
}

void Run::endUnsaved(const Error &error)
{
    m_d->unsaved = error;
    Q_EMIT saveFailed(error);
    stopNow();
}

void Run::finish(const Result<Summary> &summary)
{
    m_d->threads.reset();
    m_d->phase = RunPhase::Done;
    Q_EMIT phaseChanged(RunPhase::Done);
    if (summary)
        Q_EMIT finished(RunResult{*summary, m_d->runPath, m_d->unsaved});
    else
        Q_EMIT finished(summary.error());
}

Result<void> Run::steer(const Steering &wanted)
{
    if (m_d->phase != RunPhase::WarmUp && m_d->phase != RunPhase::Measure)
        return Error{
            Message(WEIR_TEXT("steering.no_load", "The load can be steered only while it lasts")),
            {},
            Message(WEIR_TEXT("steering.start_first", "Start a run, and steer it before it drains."))};
    if (!(wanted.factor >= 0 && std::isfinite(wanted.factor)))
        return Error{
            Message(WEIR_TEXT("steering.factor_no_number", "The factor must be a number from 0 on")), {}, {}};
    const Steering before = m_d->steering;
    m_d->steering = {std::min(wanted.factor, m_d->plan.streams.mostFactor), wanted.paused};
    if (m_d->steering != before)
        applySteering(before);
    if (m_d->steering.factor == wanted.factor)
        return {};
    return Error{
        Message(WEIR_TEXT("steering.no_room", "The load is limited to %1 times the plan: there is room for "
                                              "no more streams"),
                QString::number(m_d->steering.factor, 'g', 4)),
        {},
        Message(WEIR_TEXT("steering.make_room", "Raise the limit on open files (ulimit -n), or set a cap on "
                                                "open streams."))};
}

void Run::applySteering(const Steering &before)
{
    const TimePoint at = std::max(m_d->context->clock->now() + steeringLead, m_d->times.zero);
    const Steering after = m_d->steering;
    m_d->threads->toWorkers([at, after](Worker &worker) { worker.steer(at, after.effective()); });
    m_d->threads->toCollector(
        [at, before, after](Collector &collector) { collector.steered(at, before, after); });
}

const Steering &Run::steering() const
{
    return m_d->steering;
}

RunPhase Run::phase() const
{
    return m_d->phase;
}

bool Run::isDrained() const
{
    return m_d->threads == nullptr || m_d->drained >= m_d->threads->workerCount();
}

SnapshotPtr Run::snapshot() const
{
    return m_d->snapshot;
}

const Scenario &Run::scenario() const
{
    return m_d->plan.scenario;
}

const Messages &Run::limitWarnings() const
{
    return m_d->limitWarnings;
}

const QString &Run::runPath() const
{
    return m_d->runPath;
}

} // namespace weir
