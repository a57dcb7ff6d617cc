// SPDX-License-Identifier: GPL-3.0-or-later
// Several load groups side by side in one worker.
#pragma once

#include "engine/loaddriver.h"

namespace weir {

/// Passes each call on to the driver of the group that it is about, or to all. Its plan ends when every
/// group's has.
class ParallelLoad final : public LoadDriver
{
public:
    /// One driver for each group, in their order; at least one.
    explicit ParallelLoad(std::vector<std::unique_ptr<LoadDriver>> groups) : m_groups(std::move(groups)) {}

    void begin(const RunTimes &times, RequestLauncher &launcher) override;
    [[nodiscard]] std::optional<TimePoint> nextDue() const override;
    bool launchNext(TimePoint now) override;
    void requestEnded(RequestId request, UserIndex user, TimePoint now, Nanoseconds backOff) override;
    void steer(TimePoint at, double factor) override;
    void stop(TimePoint now) override;
    [[nodiscard]] bool planEnded(TimePoint now) const override;
    [[nodiscard]] std::size_t waiting() const override;
    UserTime takeUserTime(TimePoint now) override;

private:
    /// The one that is due first; null when none has anything to do.
    [[nodiscard]] LoadDriver *earliest() const;

    std::vector<std::unique_ptr<LoadDriver>> m_groups;
};

} // namespace weir
