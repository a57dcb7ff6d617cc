// SPDX-License-Identifier: GPL-3.0-or-later
// The last minutes of a running service as bounded curves.
#pragma once

#include "service/model/modelstate.h"

#include <QPointF>

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace weir {

/// Half a second of the service: gauges are means over it, counts are those at its end.
struct ServiceSample
{
    double at = 0; ///< Seconds since the service's start.
    double queued = 0;
    double running = 0;
    double gpuUse = 0; ///< 0 to 1.
    double kvUse = 0;  ///< 0 to 1.
    double replicasWanted = 0;
    double replicas = 0; ///< Those that take requests.
    ModelCounts counts;
};

/// Holds three minutes whatever the service's age. A value; one thread.
class ServiceHistory
{
public:
    /// How much is kept, and how long a sample is, in seconds.
    static constexpr double window = 180;
    static constexpr double step = 0.5;

    /// Takes a newer picture; older or equal ones are ignored.
    void add(const ModelState &state);

    [[nodiscard]] bool isEmpty() const { return m_samples.empty(); }
    /// Seconds from the first picture to that moment; 0 before the first picture and for older moments.
    [[nodiscard]] double secondsAt(TimePoint at) const;
    /// Of the newest sample; 0 while there is none.
    [[nodiscard]] double end() const;
    /// The oldest moment that curves show.
    [[nodiscard]] double begin() const { return std::max(0.0, end() - window); }

    /// A gauge over time, times `factor`.
    [[nodiscard]] std::vector<QPointF> gauge(double ServiceSample::*field, double factor = 1) const;
    /// How fast a count grows, a second, over the second before each sample.
    [[nodiscard]] std::vector<QPointF> rate(const std::function<double(const ModelCounts &)> &count) const;
    /// How much a count grew within each stretch of two seconds, at the stretch's begin.
    [[nodiscard]] std::vector<QPointF> growth(const std::function<double(const ModelCounts &)> &count) const;
    static constexpr double growthStretch = 2;

private:
    std::deque<ServiceSample> m_samples;
    std::optional<TimePoint> m_origin;
    TimePoint m_newest;
    ServiceSample m_sum; ///< Gauges of the sample that is being gathered, added up.
    int m_gathered = 0;
};

/// Replicas that take requests now.
quint32 servingReplicas(const ModelState &state);

} // namespace weir
