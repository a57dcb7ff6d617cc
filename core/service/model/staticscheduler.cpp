// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/staticscheduler.h"

#include <algorithm>
#include <cmath>

namespace weir {

bool StaticScheduler::hasRoom(const ServiceTask & /*task*/, double weight) const
{
    return m_rows == 0 && static_cast<double>(m_forming.size()) < std::ceil(weight * m_config.batchSize);
}

void StaticScheduler::admit(quint32 slot, TimePoint now)
{
    m_forming.push_back(slot);
    if (m_forming.size() >= m_config.batchSize)
        return begin(now);
    if (m_forming.size() == 1)
        m_host.wakeAt(std::max(now, m_host.task(slot).submitted + m_config.maxWait), m_batch);
}

void StaticScheduler::begin(TimePoint now)
{
    m_running = std::move(m_forming);
    m_forming.clear();
    m_rows = m_running.size();
    ++m_batch;
    quint64 prompts = 0;
    const std::vector<quint32> begun = m_running;
    for (const quint32 slot : begun) {
        prompts += m_host.task(slot).prefillLeft;
        m_host.begun(slot, now);
    }
    const Nanoseconds host = slowed(m_replica.hostPerRequest * static_cast<qint64>(m_rows));
    const Nanoseconds prefill = prefillTime(prompts);
    m_gpu.work(now + host, prefill);
    m_host.wakeAt(now + host + prefill, m_batch);
}

void StaticScheduler::remove(quint32 slot, TimePoint /*now*/)
{
    std::erase(m_forming, slot);
    std::erase(m_running, slot);
}

void StaticScheduler::wake(quint32 tag, TimePoint now)
{
    if (tag != m_batch)
        return;
    if (m_rows > 0)
        return step(now);
    if (m_forming.empty())
        return;
    // The one that this wake was for may have left.
    const TimePoint due = m_host.task(m_forming.front()).submitted + m_config.maxWait;
    if (due > now)
        return m_host.wakeAt(due, m_batch);
    begin(now);
}

void StaticScheduler::step(TimePoint now)
{
    const std::vector<quint32> slots = m_running;
    std::vector<quint32> done;
    for (const quint32 slot : slots) {
        ServiceTask &task = m_host.task(slot);
        task.prefillLeft = 0;
        if (task.produced < task.plan.total())
            m_host.produced(slot, now);
        if (task.produced >= task.plan.total())
            done.push_back(slot);
    }
    for (const quint32 slot : done)
        std::erase(m_running, slot);
    if (m_running.empty()) {
        m_rows = 0;
        ++m_batch;
    } else {
        planStep(now);
    }
    for (const quint32 slot : done)
        m_host.completed(slot, now);
}

void StaticScheduler::planStep(TimePoint now)
{
    ++m_steps;
    const Nanoseconds host = slowed(m_replica.hostPerStep);
    const Nanoseconds length = stepTime(m_rows);
    m_gpu.work(now + host, length);
    m_host.wakeAt(now + host + length, m_batch);
}

std::vector<quint32> StaticScheduler::takeAll(TimePoint /*now*/)
{
    std::vector<quint32> slots = std::move(m_running);
    slots.insert(slots.end(), m_forming.begin(), m_forming.end());
    m_running.clear();
    m_forming.clear();
    m_rows = 0;
    ++m_batch;
    return slots;
}

} // namespace weir
