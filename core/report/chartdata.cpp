// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chartdata.h"

namespace weir {

ChartSeries lineOf(const Message &name, SeriesRole role, std::vector<QPointF> points, const Message &unit)
{
    ChartSeries series;
    series.name = name;
    series.role = role;
    series.points = std::move(points);
    series.unit = unit;
    return series;
}

ChartData timeChartOf(const QString &id, const Message &title, const Message &subtitle)
{
    ChartData chart;
    chart.id = id;
    chart.title = title;
    chart.subtitle = subtitle;
    chart.xName = Message(WEIR_TEXT("chart.time", "time"));
    chart.xUnit = QStringLiteral("s");
    chart.xKind = XAxisKind::Time;
    chart.xMin = 0;
    return chart;
}

} // namespace weir
