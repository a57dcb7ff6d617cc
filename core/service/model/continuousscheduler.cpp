// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/continuousscheduler.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir {

quint64 ContinuousScheduler::capacity() const
{
    if (m_config.kvTokens == 0)
        return std::numeric_limits<quint64>::max();
    return static_cast<quint64>(static_cast<double>(m_config.kvTokens) * m_host.kvShare());
}

bool ContinuousScheduler::hasRoom(const ServiceTask &task, double weight) const
{
    if (static_cast<double>(m_running.size()) >= std::ceil(weight * m_config.maxBatch))
        return false;
    // An empty replica takes whatever comes: what does not fit into all of it never will, and is refused
    // before.
    return m_running.empty() || m_kvUsed + task.prefillLeft + task.cachedPrompt < capacity();
}

void ContinuousScheduler::admit(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_host.task(slot);
    task.kvTokens = task.prefillLeft + task.cachedPrompt;
    m_kvUsed += task.kvTokens;
    m_running.push_back({slot});
    m_host.begun(slot, now);
    if (!m_stepping)
        planStep(now);
}

void ContinuousScheduler::planStep(TimePoint now)
{
    makeRoom(now);
    if (m_running.empty())
        return;
    std::size_t decoding = 0;
    quint32 budget = m_config.prefillChunk;
    quint64 prompts = 0;
    for (Row &row : m_running) {
        const quint32 left = m_host.task(row.slot).prefillLeft;
        row.prefillNow = std::min(left, budget);
        budget -= row.prefillNow;
        prompts += row.prefillNow;
        row.inStep = left == 0 || row.prefillNow > 0;
        decoding += left == 0 ? 1 : 0;
    }
    ++m_steps;
    ++m_step;
    m_stepping = true;
    const Nanoseconds host = slowed(m_replica.hostPerStep);
    const Nanoseconds length = (decoding > 0 ? stepTime(decoding) : Nanoseconds{0}) + prefillTime(prompts);
    m_gpu.work(now + host, length);
    m_host.wakeAt(now + host + length, m_step);
}

void ContinuousScheduler::makeRoom(TimePoint now)
{
    const quint64 room = capacity();
    while (m_running.size() > 1 && m_kvUsed + m_running.size() > room) {
        const quint32 youngest = m_running.back().slot;
        letGo(youngest);
        ServiceTask &task = m_host.task(youngest);
        task.prefillLeft = task.request.promptTokens + task.produced;
        task.cachedPrompt = 0;
        m_host.preempted(youngest, now);
    }
}

void ContinuousScheduler::wake(quint32 tag, TimePoint now)
{
    if (m_stepping && tag == m_step)
        endStep(now);
}

void ContinuousScheduler::endStep(TimePoint now)
{
    m_stepping = false;
    m_done.clear();
    // Nobody joins or leaves while this runs: the host only notes what is to be told.
    // The youngest first: a first token does not wait behind the writes of all the others.
    for (auto at = m_running.rbegin(); at != m_running.rend(); ++at) {
        Row &row = *at;
        if (!std::exchange(row.inStep, false))
            continue;
        ServiceTask &task = m_host.task(row.slot);
        task.prefillLeft -= row.prefillNow;
        row.prefillNow = 0;
        if (task.prefillLeft > 0)
            continue;
        if (task.produced < task.plan.total()) {
            ++task.kvTokens;
            ++m_kvUsed;
            m_host.produced(row.slot, now);
        }
        if (task.produced >= task.plan.total())
            m_done.push_back(row.slot);
    }
    for (const quint32 slot : m_done)
        letGo(slot);
    // Those that wait join before the next step is planned: completed() lets them in.
    m_stepping = true;
    const std::vector<quint32> done = m_done;
    for (const quint32 slot : done)
        m_host.completed(slot, now);
    m_stepping = false;
    planStep(now);
}

void ContinuousScheduler::letGo(quint32 slot)
{
    const auto row =
        std::find_if(m_running.begin(), m_running.end(), [slot](const Row &is) { return is.slot == slot; });
    if (row == m_running.end())
        return;
    m_running.erase(row);
    ServiceTask &task = m_host.task(slot);
    m_kvUsed -= task.kvTokens;
    task.kvTokens = 0;
}

void ContinuousScheduler::remove(quint32 slot, TimePoint /*now*/)
{
    // A step that has begun goes on to its end; its row is just not there any more.
    letGo(slot);
}

std::vector<quint32> ContinuousScheduler::takeAll(TimePoint /*now*/)
{
    std::vector<quint32> slots;
    for (const Row &row : m_running)
        slots.push_back(row.slot);
    for (const quint32 slot : slots)
        letGo(slot);
    m_stepping = false;
    ++m_step;
    return slots;
}

} // namespace weir
