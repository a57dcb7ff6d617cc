// SPDX-License-Identifier: GPL-3.0-or-later
// Which drills are under way, and when that changes.
#pragma once

#include "base/message.h"
#include "service/model/modelconfig.h"

#include <optional>
#include <vector>

namespace weir {

/// A drill that is under way.
struct ActiveDrill
{
    DrillConfig drill;
    TimePoint until;
    quint32 repetition = 0; ///< From 0; those started by hand are counted together.
};

/// What a drill does, in a few words, such as "latency 500 ms ± 100 ms".
Message drillText(const DrillConfig &drill);

/// One thread; time only moves forward.
class DrillSchedule
{
public:
    /// `start`: from where DrillConfig::at counts.
    DrillSchedule(const std::vector<DrillConfig> &drills, TimePoint start);

    struct Changes
    {
        std::vector<DrillConfig> begun;
        std::vector<DrillConfig> ended;
    };
    /// Lets drills begin and end that are due at `now`.
    Changes advance(TimePoint now);
    /// When the next one begins or ends.
    [[nodiscard]] std::optional<TimePoint> nextChange() const;
    /// One more, by hand; its `at` counts from `now`. With a thousand that wait or run it is not taken.
    void start(TimePoint now, const DrillConfig &drill);
    /// Those under way end with the next advance(); those to come stay.
    void endAll(TimePoint now);
    [[nodiscard]] const std::vector<ActiveDrill> &active() const { return m_active; }

private:
    struct Planned
    {
        DrillConfig drill;
        TimePoint begin;
        quint32 repetition = 0;
    };
    void plan(const Planned &planned);

    std::vector<Planned> m_planned;
    std::vector<ActiveDrill> m_active;
    quint32 m_byHand = 0;
};

} // namespace weir
