// SPDX-License-Identifier: GPL-3.0-or-later
// What happened over time, in at most a fixed number of points however long the run is.
#pragma once

#include "base/clock.h"
#include "metrics/histogram.h"
#include "metrics/outcome.h"
#include "metrics/servertimes.h"

#include <array>
#include <map>
#include <vector>

namespace weir {

/// One stretch of the time line. Counts add up when stretches merge; gauges keep their extremes.
struct SeriesPoint
{
    quint64 planned = 0; ///< Arrivals whose intended time lies here (open load).
    quint64 started = 0;
    quint64 succeeded = 0;
    quint64 outputTokens = 0; ///< Token-bearing chunks until usage is known.
    quint64 chunks = 0;
    quint64 bytes = 0;
    std::map<OutcomeClass, quint64> errors; ///< Failed and cut, by when they ended.
    quint64 openStreamsMax = 0;
    quint64 openStreamsLast = 0;
    double plannedUsers = 0; ///< Closed load: users planned at the end of the stretch; open load: 0.
    Histogram ttft;          ///< By when the first token came.
    Histogram itl;
    Nanoseconds slipMax{0};
    Nanoseconds loopLagMax{0};
    double processorShareMax = 0;
    ServerTimes server; ///< Of the answers that ended here. Made from the records: no file's series has it.

    SeriesPoint() = default;
    explicit SeriesPoint(Histogram::Precision precision) : ttft(precision), itl(precision) {}
    /// Adds the stretch that follows this one directly.
    void append(const SeriesPoint &next);
};

/// Points of equal width from the run's start. When there would be more than `capacity`, neighbours merge in
/// pairs and the width doubles, so memory and drawing time are bounded and nothing is forgotten. A value; not
/// thread-safe.
class TimeSeries
{
public:
    static constexpr std::size_t usualCapacity = 600;

    /// `capacity` is at least 2; widths start at `width` > 0. `precision`: of the points' histograms. The
    /// points of a long run span its whole range of times, which makes 0.2 MB each when fine, 0.02 MB when
    /// coarse.
    explicit TimeSeries(std::size_t capacity = usualCapacity, Nanoseconds width = std::chrono::seconds{1},
                        Histogram::Precision precision = Histogram::Precision::Fine);

    /// The point that covers `at` (>= 0, since the run's start), made if it does not exist yet.
    SeriesPoint &at(Nanoseconds at);
    [[nodiscard]] Nanoseconds width() const noexcept { return m_width; }
    /// Point i covers [i * width, (i + 1) * width).
    [[nodiscard]] const std::vector<SeriesPoint> &points() const noexcept { return m_points; }

private:
    void halve();

    std::size_t m_capacity;
    Nanoseconds m_width;
    Histogram::Precision m_precision;
    std::vector<SeriesPoint> m_points;
};

} // namespace weir
