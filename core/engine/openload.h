// SPDX-License-Identifier: GPL-3.0-or-later
// Open load: arrivals come by the plan's clock, whether or not answers do.
#pragma once

#include "engine/loaddriver.h"

namespace weir {

/// Walks its share of the arrivals. Late wake-ups launch everything that is due: nothing is skipped, nothing
/// moved.
class OpenLoadDriver final : public LoadDriver
{
public:
    OpenLoadDriver(const Load &load, quint64 seed, WorkerShare share, quint32 cap, RequestLauncher &launcher);

    void begin(const RunTimes &times) override;
    [[nodiscard]] std::optional<TimePoint> nextDue() const override;
    bool launchNext(TimePoint now) override;
    void requestEnded(UserIndex user, TimePoint now, Nanoseconds backOff) override;
    void stop() override;
    [[nodiscard]] bool planEnded(TimePoint now) const override;
    [[nodiscard]] std::size_t waiting() const override { return m_waiting.size(); }
    UserTime takeUserTime(TimePoint) override { return {}; }

private:
    struct Waiting
    {
        RequestId request;
        TimePoint intended;
        TimePoint since; ///< When it met the cap; the time before that is slip.
    };
    void admit(const Arrival &arrival, TimePoint now);
    bool launch(RequestId request, TimePoint intended, Nanoseconds capWait);

    RequestLauncher &m_launcher;
    std::unique_ptr<ArrivalSequence> m_arrivals;
    std::optional<Arrival> m_next;
    CapPolicy m_policy;
    quint32 m_cap;
    quint32 m_open = 0;
    std::deque<Waiting> m_waiting;
    TimePoint m_zero;
    bool m_admitting = false; ///< Those that wait are being launched.
};

} // namespace weir
