// SPDX-License-Identifier: GPL-3.0-or-later
// Closed load: simulated users that ask, wait for the whole answer, think, and ask again.
#pragma once

#include "engine/loaddriver.h"
#include "engine/timerqueue.h"

#include <vector>

namespace weir {

/// The users of one worker: user u belongs to worker u modulo the number of workers.
class ClosedLoadDriver final : public LoadDriver
{
public:
    ClosedLoadDriver(const Load &load, quint64 seed, WorkerShare share, TicketCounter &tickets,
                     RequestLauncher &launcher);

    void begin(const RunTimes &times) override;
    [[nodiscard]] std::optional<TimePoint> nextDue() const override { return m_ready.nextDue(); }
    bool launchNext(TimePoint now) override { return m_ready.runNext(now); }
    void requestEnded(UserIndex user, TimePoint now, Nanoseconds backOff) override;
    void stop() override;
    [[nodiscard]] bool planEnded(TimePoint now) const override;
    [[nodiscard]] std::size_t waiting() const override { return 0; }
    UserTime takeUserTime(TimePoint now) override;

private:
    void startRequest(UserIndex user, TimePoint ready);
    void account(TimePoint now);

    ThinkTime m_think;
    quint64 m_seed;
    WorkerShare m_share;
    quint32 m_users; ///< Of all workers.
    qint64 m_ownUsers = 0;
    TicketCounter &m_tickets;
    RequestLauncher &m_launcher;
    RunTimes m_times;
    TimerQueue m_ready;                ///< When each user that is not busy wants to ask again.
    std::vector<quint64> m_requestsOf; ///< Requests that user (index / workers) has ended.
    quint64 m_busy = 0;
    quint64 m_thinking = 0;
    TimePoint m_accountedUntil;
    UserTime m_time;
    bool m_stopped = false;
    bool m_accounted =
        false; ///< The plan has ended for some user; idle users no longer tell how well the load was held.
};

} // namespace weir
