// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/distributionchart.h"

#include "base/counted.h"
#include "base/units.h"
#include "metrics/distribution.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr int binsWanted = 40;

/// The smallest of a few round numbers times a power of ten that is at least `value` (> 0).
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (step * power >= value * (1 - 1e-12))
            return step * power;
    }
    return 10 * power;
}

struct Bins
{
    std::vector<DistributionBin> bins;
    double end = 0;     ///< Where the regular bins end.
    quint64 beyond = 0; ///< Counts above it, in one more bin.
};

/// Regular bins of round width from near the smallest value up to a quarter above p99, and one for the rest.
Bins binsOf(const Histogram &histogram)
{
    const double low = toMilliseconds(histogram.min());
    const double high =
        std::min(toMilliseconds(histogram.max()), 1.25 * toMilliseconds(histogram.percentile(99)));
    const double span = std::max(high - (low > high / 2 ? low : 0), high / 20);
    const double width = roundUp(std::max(span, 1e-3) / binsWanted);
    const double begin = low > high / 2 ? std::floor(low / width) * width : 0;
    const std::size_t count = static_cast<std::size_t>(std::max(std::floor((high - begin) / width) + 1, 1.0));

    Bins result;
    for (std::size_t i = 0; i < count; ++i)
        result.bins.push_back(
            {begin + width * static_cast<double>(i), begin + width * static_cast<double>(i + 1), 0});
    result.end = result.bins.back().to;
    for (const Histogram::Bucket &bucket : histogram.buckets()) {
        // A bucket of the histogram is far narrower than a bar; the part of its values that it may misplace
        // is 1/1000.
        const double middle = (toMilliseconds(bucket.low) + toMilliseconds(bucket.high)) / 2;
        const double place = std::max((middle - begin) / width, 0.0);
        if (place < static_cast<double>(count))
            result.bins[static_cast<std::size_t>(place)].count += bucket.count;
        else
            result.beyond += bucket.count;
    }
    if (result.beyond > 0)
        result.bins.push_back(
            {result.end, std::max(toMilliseconds(histogram.max()), result.end + width), result.beyond});
    return result;
}

/// Exact ranks of the summary where it has some, else those of the histogram.
std::vector<DistributionRank> ranksOf(const Histogram &ttft, const Summary *exact)
{
    std::vector<DistributionRank> ranks;
    for (const double percentile : {50.0, 95.0, 99.0}) {
        if (exact) {
            const Distribution::Rank &rank = exact->ttft.rank(percentile);
            ranks.push_back({percentileName(percentile), rank.value / 1e6, rank.lowerBound});
        } else {
            ranks.push_back({percentileName(percentile), toMilliseconds(ttft.percentile(percentile)), false});
        }
    }
    return ranks;
}

Message subtitleOf(quint64 count, const Bins &binned, bool marksAreSteady)
{
    const Message requests = counted(count, Counted::Requests);
    if (binned.beyond == 0) {
        return marksAreSteady
                   ? Message(WEIR_TEXT("chart.distribution_steady_marks", "%1; marks: steady window"),
                             requests)
                   : Message(WEIR_TEXT("chart.distribution_measured", "measured phase, %1"), requests);
    }
    const QString beyond = formatCount(binned.beyond);
    const QString end = formatFigure(binned.end);
    return marksAreSteady ? Message(WEIR_TEXT("chart.distribution_steady_marks_beyond",
                                              "%1; marks: steady window, %2 above %3 ms"),
                                    requests, beyond, end)
                          : Message(WEIR_TEXT("chart.distribution_measured_beyond",
                                              "measured phase, %1, %2 above %3 ms"),
                                    requests, beyond, end);
}

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

    const Message percent = Message::verbatim(QStringLiteral("%"));
    ChartSeries share =
        lineOf(Message(WEIR_TEXT("chart.series_share", "share")), SeriesRole::Median, {}, percent);
    share.style = SeriesStyle::Bars;
    ChartSeries cdf = lineOf(Message(WEIR_TEXT("chart.series_cdf", "CDF")), SeriesRole::P95, {}, percent);
    cdf.side = AxisSide::Right;
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
            const QString label =
                QStringLiteral("%1 %2%3 %4").arg(rank.name, bound, formatFigure(rank.value), unit);
            chart.markers.push_back({rank.value, Message::verbatim(label)}); // no words of any language
        }
    }
    chart.yMaxRight = 100;
    chart.series = {std::move(share), std::move(cdf)};
}

ChartData ttftDistribution(const Snapshot &snapshot, const Summary *summary)
{
    ChartData chart;
    chart.id = QStringLiteral("ttft-distribution");
    chart.title = Message(WEIR_TEXT("chart.ttft_distribution", "TTFT distribution"));
    chart.subtitle = Message(WEIR_TEXT("chart.share_of_requests", "share of requests"));
    chart.xName = Message(WEIR_TEXT("chart.x_ttft", "time to first token"));
    chart.xKind = XAxisKind::Linear;
    chart.emptyText =
        snapshot.phase == RunPhase::Done
            ? Message(WEIR_TEXT("chart.distribution_stayed_empty", "No token came in the measured phase."))
            : Message(WEIR_TEXT("chart.distribution_to_come",
                                "The distribution appears with the first token after the warm-up."));
    const QString unit = QStringLiteral("ms");
    if (!snapshot.ttft || snapshot.ttft->isEmpty()) {
        setDistribution(chart, {}, {}, unit);
        return chart;
    }
    const Histogram &ttft = *snapshot.ttft;
    const Bins binned = binsOf(ttft);
    const Summary *exact = summary && !summary->ttft.isEmpty() ? summary : nullptr;
    setDistribution(chart, binned.bins, ranksOf(ttft, exact), unit);
    chart.subtitle = subtitleOf(ttft.count(), binned, exact && exact->window.kind == Window::Kind::Steady);
    chart.xMin = binned.bins.front().from;
    chart.xMax = binned.end;
    chart.barWidth = binned.bins.front().to - binned.bins.front().from;
    return chart;
}

} // namespace weir
