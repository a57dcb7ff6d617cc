// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/runseries.h"

#include "engine/runplan.h"

#include <utility>

namespace weir {

RunSeries::RunSeries(RunController &runs, QObject *parent) : QObject(parent), m_runs(runs)
{
    connect(&runs, &RunController::finished, this, &RunSeries::take);
}

Result<void> RunSeries::start(RunOrder order, quint32 count)
{
    m_order = std::move(order);
    if (!m_order.scenario.seed)
        m_order.scenario.seed = drawSeed(); // once: the seeds of the runs follow each other
    m_count = count;
    m_number = 0;
    const Result<void> started = startNext();
    if (!started)
        m_count = 0;
    return started;
}

Result<void> RunSeries::startNext()
{
    Scenario scenario = m_order.scenario;
    *scenario.seed += m_number;
    const Result<void> started =
        m_runs.start(scenario, m_order.baseFolder, m_order.projectPath, m_order.warnings);
    if (started)
        ++m_number;
    return started;
}

void RunSeries::take(const Result<RunResult> &result)
{
    if (!isGoingOn())
        return;
    if (result) {
        m_summaries.push_back(result->summary);
        m_files.append(result->runPath);
    }
    if (!result || result->unsaved || m_runs.wasStopped() || m_number == m_count)
        end();
    else // Later: who else hears of this end must find no run going on.
        QMetaObject::invokeMethod(this, &RunSeries::goOn, Qt::QueuedConnection);
}

void RunSeries::goOn()
{
    if (const Result<void> started = startNext(); !started) {
        Q_EMIT failed(started.error());
        end();
    }
}

void RunSeries::end()
{
    const quint32 asked = std::exchange(m_count, 0);
    const std::vector<Summary> runs = std::exchange(m_summaries, {});
    const QStringList files = std::exchange(m_files, {});
    Q_EMIT ended(runs, files, asked);
}

} // namespace weir
