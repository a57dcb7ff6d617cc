// SPDX-License-Identifier: GPL-3.0-or-later
// A distribution as a chart: bars of shares, their running sum, percentiles as markers.
#pragma once

#include "charts/chartdata.h"

namespace weir {

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
/// empty text and the rest are the caller's. `bins` ascend; `unit` is that of from/to ("ms"). Without a count
/// nothing is added, so the chart is empty.
void setDistribution(ChartData &chart, const std::vector<DistributionBin> &bins,
                     const std::vector<DistributionRank> &ranks, const QString &unit);

} // namespace weir
