// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/forecast.h"

namespace weir {

void Forecast::add(TimePoint at, double value)
{
    m_samples.push_back({at, value});
    while (m_samples.front().at < at - m_window)
        m_samples.pop_front();
}

std::optional<Forecast::Line> Forecast::at(TimePoint moment) const
{
    if (m_samples.empty())
        return std::nullopt;
    // Times count from the last sample, so that no digits are lost.
    const TimePoint zero = m_samples.back().at;
    const auto seconds = [zero](TimePoint at) { return std::chrono::duration<double>(at - zero).count(); };
    double meanTime = 0;
    double meanValue = 0;
    for (const Sample &sample : m_samples) {
        meanTime += seconds(sample.at);
        meanValue += sample.value;
    }
    const double count = static_cast<double>(m_samples.size());
    meanTime /= count;
    meanValue /= count;
    double covariance = 0;
    double variance = 0;
    for (const Sample &sample : m_samples) {
        const double away = seconds(sample.at) - meanTime;
        covariance += away * (sample.value - meanValue);
        variance += away * away;
    }
    if (variance <= 0)
        return std::nullopt;
    const double slope = covariance / variance;
    return Line{slope, meanValue + slope * (seconds(moment) - meanTime)};
}

} // namespace weir
