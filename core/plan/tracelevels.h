// SPDX-License-Identifier: GPL-3.0-or-later
// The rate of a trace over time, for previews; inside plan/ only.
#pragma once

#include "plan/grouplevels.h"

namespace weir {

/// Counts the arrivals of a trace in a bounded number of equal stretches, by reading all of it once. A trace
/// that can't be read has no load.
class TraceLevels final : public GroupLevels
{
public:
    TraceLevels(const Load &load, GroupIndex group, Nanoseconds expectedLength, const QString &baseFolder);

    [[nodiscard]] std::vector<Nanoseconds> edges() const override;
    [[nodiscard]] std::optional<Nanoseconds> end() const override { return m_end; }
    [[nodiscard]] PlannedLoadPoint before(Nanoseconds at) const override;
    [[nodiscard]] PlannedLoadPoint after(Nanoseconds at) const override;
    [[nodiscard]] double atOnce(Nanoseconds) const override { return 0; }
    [[nodiscard]] bool holds(Nanoseconds from, Nanoseconds to) const override;

private:
    void count(Nanoseconds offset);
    [[nodiscard]] double rateIn(qint64 bin) const;
    /// The rate around a stretch, over a second at least: one arrival in a millisecond is no rate of 1,000/s.
    [[nodiscard]] double rateAround(qint64 bin) const;
    [[nodiscard]] double amountUntil(Nanoseconds at) const;
    [[nodiscard]] PlannedLoadPoint point(Nanoseconds at, qint64 bin) const;

    Nanoseconds m_from{0};
    Nanoseconds m_end{0};
    Nanoseconds m_expectedLength;
    double m_mostStreams;
    Nanoseconds m_width = std::chrono::milliseconds{1}; ///< Of one stretch.
    std::vector<quint64> m_bins;
};

} // namespace weir
