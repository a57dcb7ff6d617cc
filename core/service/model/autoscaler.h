// SPDX-License-Identifier: GPL-3.0-or-later
// Decides how many replicas there are to be.
#pragma once

#include "base/message.h"
#include "service/model/forecast.h"
#include "service/model/modelconfig.h"

#include <deque>
#include <optional>
#include <vector>

namespace weir {

/// What the autoscaler sees; each is of one replica, or a mean of them.
struct ScalingSample
{
    double gpuUse = 0;
    double queueLength = 0;
    double requestsPerSecond = 0;
    double kvUse = 0;

    [[nodiscard]] double of(ScalingMetric metric) const;
};

struct ScalingDecision
{
    quint32 replicas = 1;
    Message reason;
};

/// Target: Kubernetes' HorizontalPodAutoscaler: wanted = ceil(replicas x metric / target), no change within
/// the tolerance, the lowest wish of upWindow when scaling up and the highest of downWindow when scaling
/// down, and at most max(4, as many again) more each 15 s. Source: kubernetes.io, "Horizontal Pod
/// Autoscaling", sections "Algorithm details" and "Default behavior".
///
/// Forecast: the same with the metric as it will be `horizon` ahead by linear regression over
/// forecastWindow, or as it is now where that is more: a forecast may bring a replica early, never take one
/// away that is needed now. The metric of a replica is forecast as the sum over all, since it falls when
/// replicas come.
///
/// Rules: each rule whose metric has been beyond its value for `hold` changes the number, then waits for
/// `hold` anew.
///
/// One thread; time only moves forward.
class Autoscaler
{
public:
    explicit Autoscaler(const AutoscalerConfig &config);

    /// Takes a sample, about one a second, and decides once each period. Nothing where nothing changes.
    std::optional<ScalingDecision> sample(TimePoint now, const ScalingSample &sample, quint32 replicas);
    /// The metric that the last decision was made by; by Forecast the forecast one.
    [[nodiscard]] double lastMetric() const { return m_metric; }

private:
    struct Wish
    {
        TimePoint at;
        quint32 replicas = 0;
    };
    std::optional<ScalingDecision> decideByTarget(TimePoint now, quint32 replicas);
    std::optional<ScalingDecision> decideByRules(TimePoint now, const ScalingSample &sample,
                                                 quint32 replicas);
    [[nodiscard]] quint32 stabilised(TimePoint now, quint32 wish, quint32 replicas);
    [[nodiscard]] quint32 clamped(double replicas) const;

    AutoscalerConfig m_config;
    Forecast m_forecast;
    std::deque<Wish> m_wishes;
    std::deque<Wish> m_sizes;                            ///< Replicas of the last 15 s.
    std::vector<std::optional<TimePoint>> m_beyondSince; ///< By rule.
    std::optional<TimePoint> m_decidedAt;
    double m_sum = 0;      ///< Of the metric since the last decision ...
    quint32 m_samples = 0; ///< ... over so many samples.
    double m_metric = 0;
};

} // namespace weir
