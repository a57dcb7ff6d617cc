// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/runcontroller.h"

#include "engine/runplan.h"
#include "store/calibrationstore.h"

namespace weir {

namespace {
constexpr std::chrono::milliseconds snapshotInterval{100};
}

RunController::RunController(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(snapshotInterval);
    connect(&m_timer, &QTimer::timeout, this, &RunController::poll);
}

RunController::~RunController() = default;

Result<void> RunController::start(const Scenario &scenario, const QString &baseFolder,
                                  const QString &projectPath, const Messages &warnings)
{
    if (m_run)
        return Error{Message(WEIR_TEXT("session.run_goes_on", "A run is going on")),
                     {},
                     Message(WEIR_TEXT("session.stop_run_first", "Stop it first."))};
    RunRequest request;
    request.scenario = scenario;
    // Drawn here, since the services of `builtin:` targets draw from it, too.
    request.scenario.seed = scenario.seed ? *scenario.seed : drawSeed();
    Result<BuiltinTargets> builtins = BuiltinTargets::startFor(request.scenario);
    if (!builtins)
        return builtins.error();
    request.baseFolder = baseFolder;
    request.projectPath = projectPath;
    request.warnings = warnings;
    request.builtinUrls = builtins->urls();
    request.tag = builtins->runTag();
    if (!m_certificateFolder.isEmpty())
        request.certificates = CalibrationStore(m_certificateFolder).read().certificates;
    Result<std::unique_ptr<Run>> run = Run::prepare(request);
    if (!run)
        return run.error();
    m_builtins = std::move(builtins).value();
    m_run = std::move(run).value();
    m_scenario = m_run->scenario();
    m_runPath = m_run->runPath();
    m_snapshot.reset();
    m_summary.reset();
    m_wasStopped = false;
    connect(m_run.get(), &Run::phaseChanged, this, &RunController::phaseChanged);
    connect(m_run.get(), &Run::saveFailed, this, &RunController::saveFailed);
    // Queued: the run is deleted by end() and must not be inside its own signal then.
    connect(m_run.get(), &Run::finished, this, &RunController::end, Qt::QueuedConnection);
    m_run->start();
    m_timer.start();
    Q_EMIT started();
    return {};
}

RunPhase RunController::phase() const
{
    return m_run ? m_run->phase() : RunPhase::Idle;
}

void RunController::stop()
{
    if (phase() == RunPhase::Drain)
        stopNow();
    else
        stopGently();
}

void RunController::stopGently()
{
    if (!m_run)
        return;
    m_wasStopped = true;
    m_run->stopGently();
}

void RunController::stopNow()
{
    if (!m_run)
        return;
    m_wasStopped = true;
    m_run->stopNow();
}

void RunController::mark(const QString &text)
{
    if (m_run)
        m_run->mark(text);
}

Result<void> RunController::steer(const Steering &wanted)
{
    if (!m_run)
        return Error{Message(WEIR_TEXT("session.no_run_goes_on", "No run goes on")),
                     {},
                     Message(WEIR_TEXT("session.start_run_first", "Start one first."))};
    return m_run->steer(wanted);
}

Steering RunController::steering() const
{
    return m_run ? m_run->steering() : Steering();
}

void RunController::poll()
{
    if (!m_run)
        return;
    const SnapshotPtr newest = m_run->snapshot();
    if (newest == m_snapshot)
        return;
    m_snapshot = newest;
    Q_EMIT snapshotChanged(m_snapshot);
}

void RunController::end(const Result<RunResult> &result)
{
    poll();
    m_timer.stop();
    m_run.reset();
    m_builtins = BuiltinTargets();
    if (result)
        m_summary = result->summary;
    Q_EMIT phaseChanged(RunPhase::Done);
    Q_EMIT finished(result);
}

} // namespace weir
