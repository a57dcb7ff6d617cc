// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/distributionchart.h"

#include "base/units.h"

#include <QCoreApplication>

namespace weir {

namespace {

/// The context of this file's translations.
struct DistributionChart
{
    Q_DECLARE_TR_FUNCTIONS(weir::DistributionChart)
};

} // namespace

void setDistribution(ChartData &chart, const std::vector<DistributionBin> &bins,
                     const std::vector<DistributionRank> &ranks, const QString &unit)
{
    chart.series.clear();
    chart.markers.clear();
    chart.xUnit = unit;
    quint64 total = 0;
    for (const DistributionBin &bin : bins)
        total += bin.count;

    ChartSeries share{DistributionChart::tr("share"),
                      SeriesRole::Median,
                      {},
                      {},
                      SeriesStyle::Bars,
                      false,
                      AxisSide::Left,
                      QStringLiteral("%")};
    ChartSeries cdf{
        DistributionChart::tr("CDF"), SeriesRole::P95, {}, {}, SeriesStyle::Line, false, AxisSide::Right,
        QStringLiteral("%")};
    if (total > 0) {
        quint64 sum = 0;
        cdf.points.emplace_back(bins.front().from, 0.0);
        for (const DistributionBin &bin : bins) {
            sum += bin.count;
            share.points.emplace_back(bin.from,
                                      100.0 * static_cast<double>(bin.count) / static_cast<double>(total));
            cdf.points.emplace_back(bin.to, 100.0 * static_cast<double>(sum) / static_cast<double>(total));
        }
        chart.xMax = bins.back().to;
        for (const DistributionRank &rank : ranks) {
            const QString bound = rank.lowerBound ? QStringLiteral("> ") : QString();
            chart.markers.push_back(
                {rank.value,
                 QStringLiteral("%1 %2%3 %4").arg(rank.name, bound, formatFigure(rank.value), unit)});
        }
    }
    chart.yMaxRight = 100;
    chart.series = {std::move(share), std::move(cdf)};
}

} // namespace weir
