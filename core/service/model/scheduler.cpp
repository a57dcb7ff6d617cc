// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/scheduler.h"

#include "service/model/continuousscheduler.h"
#include "service/model/staticscheduler.h"
#include "service/model/workerscheduler.h"

#include <cmath>

namespace weir {

Scheduler::Scheduler(const SchedulerConfig &config, const ReplicaConfig &replica, SchedulerHost &host,
                     quint64 seed)
    : m_config(config), m_replica(replica), m_host(host), m_random(seed)
{
}

Nanoseconds Scheduler::stepTime(std::size_t sequences)
{
    const Nanoseconds plain = m_replica.stepBase + m_replica.stepPerSequence * static_cast<qint64>(sequences);
    const RandomFigure factor{RandomFigureKind::LogNormal, 1, m_replica.stepJitter};
    return slowed(Nanoseconds(std::llround(static_cast<double>(plain.count()) * factor.draw(m_random))));
}

Nanoseconds Scheduler::prefillTime(quint64 tokens) const
{
    return slowed(
        Nanoseconds(std::llround(static_cast<double>(tokens) / m_replica.prefillTokensPerSecond * 1e9)));
}

Nanoseconds Scheduler::slowed(Nanoseconds time) const
{
    return Nanoseconds(std::llround(static_cast<double>(time.count()) * m_host.slowness()));
}

std::unique_ptr<Scheduler> Scheduler::make(const SchedulerConfig &config, const ReplicaConfig &replica,
                                           SchedulerHost &host, quint64 seed)
{
    if (config.kind == SchedulerKind::None)
        return std::make_unique<WorkerScheduler>(config, replica, host, seed);
    if (config.kind == SchedulerKind::Static)
        return std::make_unique<StaticScheduler>(config, replica, host, seed);
    return std::make_unique<ContinuousScheduler>(config, replica, host, seed);
}

} // namespace weir
