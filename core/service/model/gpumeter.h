// SPDX-License-Identifier: GPL-3.0-or-later
// How long a replica's GPU was busy: in all, and in the second before.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <array>

namespace weir {

/// Stretches of work come in the order of their beginnings; `share` is the part of the GPU that they use.
class GpuMeter
{
public:
    void work(TimePoint from, Nanoseconds length, double share = 1)
    {
        m_total += share * static_cast<double>(length.count());
        TimePoint at = from;
        const TimePoint to = from + length;
        while (at < to) {
            const qint64 second = secondOf(at);
            const TimePoint next = std::min(to, timePointFromNs((second + 1) * perSecond));
            Slot &slot = m_slots.at(static_cast<std::size_t>(second % 4));
            if (slot.second < second)
                slot = {second, 0};
            if (slot.second == second)
                slot.busy += share * static_cast<double>((next - at).count());
            at = next;
            // A long stretch fills only the seconds that can still be asked for.
            if (to - at > std::chrono::seconds(4))
                at = timePointFromNs((secondOf(to) - 3) * perSecond);
        }
    }
    /// Nanoseconds of a fully busy GPU, stretches that still last included.
    [[nodiscard]] double total() const { return m_total; }
    /// The share of the last whole second before `now`, 0 to 1.
    [[nodiscard]] double lastSecond(TimePoint now) const
    {
        const qint64 second = secondOf(now) - 1;
        const Slot &slot = m_slots.at(static_cast<std::size_t>(std::max<qint64>(0, second) % 4));
        return slot.second == second ? std::min(1.0, slot.busy / static_cast<double>(perSecond)) : 0;
    }

private:
    static constexpr qint64 perSecond = 1'000'000'000;
    static qint64 secondOf(TimePoint at) { return toNs(at) / perSecond; }
    struct Slot
    {
        qint64 second = -1;
        double busy = 0;
    };
    std::array<Slot, 4> m_slots{};
    double m_total = 0;
};

} // namespace weir
