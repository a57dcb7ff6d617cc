// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/workerscheduler.h"

#include <algorithm>
#include <cmath>

namespace weir {

bool WorkerScheduler::hasRoom(const ServiceTask & /*task*/, double weight) const
{
    return static_cast<double>(m_busy.size()) < std::ceil(weight * m_config.workers);
}

void WorkerScheduler::admit(quint32 slot, TimePoint now)
{
    m_busy.push_back({slot, m_nextTag++});
    m_host.begun(slot, now);
    const Nanoseconds host = slowed(m_replica.hostPerRequest);
    const Nanoseconds prefill = prefillTime(m_host.task(slot).prefillLeft);
    m_gpu.work(now + host, prefill, 1.0 / m_config.workers);
    m_host.wakeAt(now + host + prefill, m_busy.back().tag);
}

void WorkerScheduler::remove(quint32 slot, TimePoint /*now*/)
{
    std::erase_if(m_busy, [slot](const Busy &busy) { return busy.slot == slot; });
}

void WorkerScheduler::wake(quint32 tag, TimePoint now)
{
    const auto found =
        std::find_if(m_busy.begin(), m_busy.end(), [tag](const Busy &busy) { return busy.tag == tag; });
    if (found == m_busy.end())
        return; // It has left.
    const Busy busy = *found;
    ServiceTask &task = m_host.task(busy.slot);
    task.prefillLeft = 0;
    if (task.produced < task.plan.total())
        m_host.produced(busy.slot, now);
    if (task.produced < task.plan.total())
        return planStep(busy, now);
    remove(busy.slot, now);
    m_host.completed(busy.slot, now);
}

void WorkerScheduler::planStep(const Busy &busy, TimePoint now)
{
    ++m_steps;
    const Nanoseconds host = slowed(m_replica.hostPerStep);
    const Nanoseconds step = stepTime(m_busy.size());
    m_gpu.work(now + host, step, 1.0 / m_config.workers);
    m_host.wakeAt(now + host + step, busy.tag);
}

std::vector<quint32> WorkerScheduler::takeAll(TimePoint /*now*/)
{
    std::vector<quint32> slots;
    for (const Busy &busy : m_busy)
        slots.push_back(busy.slot);
    m_busy.clear();
    return slots;
}

} // namespace weir
