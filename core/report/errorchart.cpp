// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/errorchart.h"

#include <QLocale>

#include <algorithm>

namespace weir {

ErrorBarsData ErrorBarsData::drawn() const
{
    ErrorBarsData data = *this;
    std::erase_if(data.bars, [](const ErrorBar &bar) { return bar.count == 0; });
    std::stable_sort(data.bars.begin(), data.bars.end(),
                     [](const ErrorBar &a, const ErrorBar &b) { return a.count > b.count; });
    return data;
}

double ErrorBarsData::shareOf(const ErrorBar &bar) const
{
    return requests == 0 ? 0 : static_cast<double>(bar.count) / static_cast<double>(requests);
}

ChartData errorsOverTime(const ErrorCurves &curves)
{
    ChartData chart =
        timeChartOf(QStringLiteral("errors-over-time"), Message(WEIR_TEXT("chart.errors", "Errors")),
                    Message(WEIR_TEXT("chart.per_second_by_class", "per second, by class")));
    chart.xMax = curves.end > 0 ? curves.end : shortestAxis;
    chart.barWidth = curves.width;
    chart.emptyText = Message(WEIR_TEXT("chart.no_errors_over_time",
                                        "No request has failed. Errors appear here by class and time."));
    for (const auto &[outcome, points] : curves.byClass) {
        ChartSeries bars = lineOf(Message::verbatim(toString(outcome)), SeriesRole::Errors, points,
                                  Message(WEIR_TEXT("chart.errors_per_second", "errors/s")));
        bars.outcome = outcome;
        bars.style = SeriesStyle::Bars;
        chart.series.push_back(std::move(bars));
    }
    return chart;
}

ErrorBarsData errorClasses(const Snapshot &snapshot)
{
    ErrorBarsData data;
    data.id = QStringLiteral("error-classes");
    data.title = Message(WEIR_TEXT("chart.error_classes", "Error classes"));
    data.subtitle = Message(WEIR_TEXT("chart.whole_run", "whole run"));
    data.emptyText = Message(WEIR_TEXT("chart.no_error_classes", "No request has failed."));
    data.requests = snapshot.requests.succeeded + snapshot.requests.failed + snapshot.requests.cut;
    for (const auto &[outcome, count] : snapshot.errors)
        data.bars.push_back({outcome, count});
    return data;
}

QByteArray toCsv(const ErrorBarsData &data)
{
    const ErrorBarsData drawn = data.drawn();
    QString csv = QStringLiteral("class,count,share (%)\r\n");
    for (const ErrorBar &bar : drawn.bars) {
        csv += QStringLiteral("%1,%2,%3\r\n")
                   .arg(toString(bar.outcome))
                   .arg(bar.count)
                   .arg(QString::number(100 * drawn.shareOf(bar), 'g', QLocale::FloatingPointShortest));
    }
    return csv.toUtf8();
}

} // namespace weir
