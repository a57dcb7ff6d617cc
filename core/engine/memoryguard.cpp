// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memoryguard.h"

#include <algorithm>
#include <malloc.h>
#include <utility>

namespace weir {

namespace {

constexpr quint64 leastLimit = quint64{512} << 20;
constexpr Nanoseconds calmInterval = std::chrono::milliseconds{200};
constexpr Nanoseconds closeInterval = std::chrono::milliseconds{50};
/// A worker needs its turn, and a library's thread has to let go of what it held.
constexpr Nanoseconds timeToShow = std::chrono::milliseconds{300};
constexpr Nanoseconds longestAnswer = std::chrono::seconds{3};

} // namespace

quint64 memoryLimitFor(std::optional<quint64> freeBytes)
{
    return std::max(leastLimit, freeBytes.value_or(0) / 4);
}

MemoryWatch::MemoryWatch(quint64 resident, quint64 limit)
    : m_limit(limit), m_planned(resident + limit), m_bound(m_planned)
{
}

std::optional<MemoryRelief> MemoryWatch::look(quint64 resident, TimePoint now, const ReliefTally &tally)
{
    if (!isNear(resident))
        m_calmUntil = now;
    const Nanoseconds since = now - m_actedAt;
    if (m_step && (since < timeToShow || (tally.answered < tally.asked && since < longestAnswer)))
        return std::nullopt;
    const quint64 ended = tally.ended;
    if (m_step && ended > m_endedBefore) {
        // What the ended streams held is free by now. What still stays is fragments that no stream holds.
        m_bound = std::max(m_planned, resident + m_limit / 4);
        m_step.reset();
    }
    if (resident <= m_planned)
        m_bound = m_planned;
    if (resident <= m_bound) {
        m_step.reset();
        return std::nullopt;
    }
    m_actedAt = now;
    m_step = resident > m_planned + m_limit ? MemoryRelief::EndAll : nextStep();
    m_endedBefore = ended;
    return m_step;
}

MemoryRelief MemoryWatch::nextStep() const
{
    if (!m_step)
        return MemoryRelief::EndLargest;
    return *m_step == MemoryRelief::EndLargest ? MemoryRelief::EndQuiet : MemoryRelief::EndAll;
}

MemoryGuard::MemoryGuard(quint64 limit, std::shared_ptr<const ReliefTally> tally, Relieve relieve,
                         std::function<quint64()> residentBytes)
    : m_limit(limit)
    , m_tally(std::move(tally))
    , m_relieve(std::move(relieve))
    , m_residentBytes(std::move(residentBytes))
    , m_thread([this](const std::stop_token &stop) { watch(stop); })
{
}

MemoryGuard::~MemoryGuard() = default;

void MemoryGuard::watch(const std::stop_token &stop)
{
    ::malloc_trim(0); // what is free already must not hide the growth
    MemoryWatch memory(m_residentBytes(), m_limit);
    quint64 resident = 0;
    quint64 trimmedAt = 0;
    std::unique_lock lock(m_mutex);
    while (!m_stopped.wait_for(lock, stop, memory.isNear(resident) ? closeInterval : calmInterval,
                               [&stop] { return stop.stop_requested(); })) {
        if (const quint64 ended = m_tally->ended; std::exchange(trimmedAt, ended) != ended)
            ::malloc_trim(0); // what was freed goes back to the system, or it would count as still held
        resident = m_residentBytes();
        if (const std::optional<MemoryRelief> step = memory.look(resident, MonotonicClock::now(), *m_tally))
            m_relieve(*step, memory.calmUntil());
    }
}

} // namespace weir
