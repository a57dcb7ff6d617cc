// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps answers without an end from filling the machine's memory: watches how much the process grows, and has
// the streams that hold the most of it ended.
#pragma once

#include "base/clock.h"
#include "engine/memoryrelief.h"
#include "engine/systemfiles.h"

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace weir {

/// Bytes that the process may grow by: a quarter of what is free, at least 512 MiB. `freeBytes` as
/// MachineFacts::memory.
quint64 memoryLimitFor(std::optional<quint64> freeBytes);

/// How the reliefs go. Any thread; workers may hold on to it longer than the guard lives.
struct ReliefTally
{
    std::atomic<quint64> asked{0};    ///< Workers, of every relief.
    std::atomic<quint64> answered{0}; ///< Of these.
    std::atomic<quint64> ended{0};    ///< Streams.
};

/// Decides, from one look at the process's memory to the next; no thread, no clock of its own. Each step is
/// given time to show, and the next one follows only where it ended no stream.
class MemoryWatch
{
public:
    /// `resident`: the process's memory before the load. `limit`: bytes that it may grow by.
    MemoryWatch(quint64 resident, quint64 limit);

    /// What is to be done about `resident` bytes at `now`.
    [[nodiscard]] std::optional<MemoryRelief> look(quint64 resident, TimePoint now, const ReliefTally &tally);
    /// The growth began then: streams that were heard of since are not silent.
    [[nodiscard]] TimePoint calmUntil() const { return m_calmUntil; }
    /// Half of what is allowed is taken: it is worth looking more often.
    [[nodiscard]] bool isNear(quint64 resident) const { return resident > m_bound - m_limit / 2; }

private:
    [[nodiscard]] MemoryRelief nextStep() const;

    quint64 m_limit;
    quint64 m_planned; ///< What the process may have.
    quint64 m_bound;   ///< The same, or more where memory that was given back stays with the allocator.
    TimePoint m_calmUntil;
    std::optional<MemoryRelief> m_step;
    TimePoint m_actedAt;
    quint64 m_endedBefore = 0;
};

/// Looks at the process a few times a second, in a thread of its own; costs the workers nothing.
class MemoryGuard
{
public:
    /// Called in the guard's thread; must not block, and keeps the tally.
    using Relieve = std::function<void(MemoryRelief step, TimePoint calmUntil)>;
    /// `residentBytes` reads the process's memory.
    MemoryGuard(
        quint64 limit, std::shared_ptr<const ReliefTally> tally, Relieve relieve,
        std::function<quint64()> residentBytes = [] { return processResidentBytes(); });
    ~MemoryGuard(); ///< Relieve is not called any more.
    MemoryGuard(const MemoryGuard &) = delete;
    MemoryGuard &operator=(const MemoryGuard &) = delete;

private:
    void watch(const std::stop_token &stop);

    quint64 m_limit;
    std::shared_ptr<const ReliefTally> m_tally;
    Relieve m_relieve;
    std::function<quint64()> m_residentBytes;
    std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    std::jthread m_thread; ///< Last: it uses what stands above.
};

} // namespace weir
