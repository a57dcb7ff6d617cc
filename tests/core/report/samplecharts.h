// SPDX-License-Identifier: GPL-3.0-or-later
// Charts with known content for the tests.
#pragma once

#include "report/chartdata.h"

#include <cmath>

namespace weir::test {

/// p50 and p99 over 61 seconds: 200 + x and 800 + 2 x milliseconds.
inline ChartData percentileChart()
{
    ChartData chart;
    chart.id = QStringLiteral("ttft-over-time");
    chart.title = Message::verbatim(QStringLiteral("Time to first token"));
    chart.subtitle = Message::verbatim(QStringLiteral("ms, per second"));
    chart.xName = Message::verbatim(QStringLiteral("time"));
    chart.xUnit = QStringLiteral("s");
    chart.emptyText = Message::verbatim(QStringLiteral("Percentiles appear with the first token."));
    ChartSeries median;
    median.name = Message::verbatim(QStringLiteral("p50"));
    median.unit = Message::verbatim(QStringLiteral("ms"));
    ChartSeries p99 = median;
    p99.name = Message::verbatim(QStringLiteral("p99"));
    p99.role = SeriesRole::P99;
    for (int i = 0; i <= 60; ++i) {
        median.points.emplace_back(i, 200 + i);
        p99.points.emplace_back(i, 800 + 2 * i);
    }
    chart.series = {median, p99};
    return chart;
}

/// Two stacked error classes at 10, 11 and 20 s.
inline ChartData errorChart()
{
    ChartData chart;
    chart.id = QStringLiteral("errors");
    chart.title = Message::verbatim(QStringLiteral("Errors"));
    chart.subtitle = Message::verbatim(QStringLiteral("per second, by class"));
    chart.xName = Message::verbatim(QStringLiteral("time"));
    chart.xUnit = QStringLiteral("s");
    chart.barWidth = 1;
    chart.xMax = 60;
    ChartSeries limited;
    limited.name = Message::verbatim(QStringLiteral("rate_limited"));
    limited.style = SeriesStyle::Bars;
    limited.outcome = OutcomeClass::RateLimited;
    ChartSeries truncated = limited;
    truncated.name = Message::verbatim(QStringLiteral("stream_truncated"));
    truncated.outcome = OutcomeClass::StreamTruncated;
    limited.points = {{10, 3}, {11, 0}, {20, 1}};
    truncated.points = {{10, 2}, {11, 4}};
    chart.series = {limited, truncated};
    return chart;
}

} // namespace weir::test
