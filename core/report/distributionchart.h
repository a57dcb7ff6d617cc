// SPDX-License-Identifier: GPL-3.0-or-later
// A distribution as a chart: bars of shares, their running sum, percentiles as markers.
#pragma once

#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/chartdata.h"

namespace weir {

// All functions are pure.

/// One bar of a histogram; [from, to) in the chart's x unit, as the caller binned it.
struct DistributionBin
{
    double from = 0;
    double to = 0;
    quint64 count = 0;
};

struct DistributionRank
{
    QString name; ///< "p50"
    double value = 0;
    bool lowerBound = false; ///< Prints as "> value".
};

/// Fills series (share in % on the left, CDF in % on the right), markers and the x axis; title, subtitle, id,
/// empty text and the rest are the caller's. `bins` ascend; `unit` is the symbol of from/to ("ms"). Without a
/// count nothing is added, so the chart is empty.
void setDistribution(ChartData &chart, const std::vector<DistributionBin> &bins,
                     const std::vector<DistributionRank> &ranks, const QString &unit);

/// Shares and running sum of the whole measured phase's times to first token. Bars go up to a quarter above
/// p99; what lies beyond is told in the subtitle and stands in the CSV as one last, wide bar. `summary`: that
/// of a finished run, whose exact percentiles then are the marks; its window may be shorter than the measured
/// phase that the bars show, which the subtitle says.
ChartData ttftDistribution(const Snapshot &snapshot, const Summary *summary = nullptr);

} // namespace weir
