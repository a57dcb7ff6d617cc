// SPDX-License-Identifier: GPL-3.0-or-later
// Open load: arrivals come by the plan's clock, whether or not answers do.
#pragma once

#include "engine/loaddriver.h"

namespace weir {

/// Walks its share of the arrivals of one group. Late wake-ups launch everything that is due: nothing is
/// skipped, nothing moved.
class OpenLoadDriver final : public LoadDriver
{
public:
    /// Group `group` of `plan` is open or a trace. Fails when the trace can't be read.
    static Result<std::unique_ptr<OpenLoadDriver>> create(const LoadPlan &plan, GroupIndex group,
                                                          WorkerShare share);

    void begin(const RunTimes &times, RequestLauncher &launcher) override;
    [[nodiscard]] std::optional<TimePoint> nextDue() const override;
    bool launchNext(TimePoint now) override;
    void requestEnded(RequestId request, UserIndex user, TimePoint now, Nanoseconds backOff) override;
    void steer(TimePoint at, double factor) override;
    void stop(TimePoint now) override;
    /// With a known end the plan lasts until then, also when no arrival is left: steering may bring some.
    [[nodiscard]] bool planEnded(TimePoint now) const override;
    [[nodiscard]] std::size_t waiting() const override { return m_waiting.size(); }
    UserTime takeUserTime(TimePoint) override { return {}; }

private:
    struct Waiting
    {
        LaunchOrder order;
        TimePoint since; ///< When it met the cap; the time before that is slip.
    };
    OpenLoadDriver(const LoadPlan &plan, GroupIndex group, WorkerShare share,
                   std::unique_ptr<ArrivalSequence> arrivals);
    /// No arrival is left, and waiting for the group's end would bring none.
    [[nodiscard]] bool exhausted() const;
    void admit(const Arrival &arrival, TimePoint now);
    bool launch(const LaunchOrder &order);

    RequestLauncher *m_launcher = nullptr;
    UserIndex m_user;
    std::unique_ptr<ArrivalSequence> m_arrivals;
    std::optional<Arrival> m_next; ///< Looked ahead to.
    CapPolicy m_policy;
    quint32 m_cap;
    std::optional<Nanoseconds> m_end; ///< Of the group, since the run's start.
    bool m_isTrace;
    bool m_countsRequests; ///< The plan may end before m_end.
    quint32 m_open = 0;
    std::deque<Waiting> m_waiting;
    TimePoint m_zero;
    bool m_admitting = false; ///< Those that wait are being launched.
    bool m_paused = false;    ///< Steered to 0: no arrival is left until it goes on.
    bool m_stopped = false;
};

} // namespace weir
