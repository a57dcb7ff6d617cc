// SPDX-License-Identifier: GPL-3.0-or-later
// Figures with their bounds and intervals as English text in columns, for summaries on a terminal.
#pragma once

#include "metrics/figures.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

/// "118 ms", or "> 118 ms" for a lower bound; tokens have no unit.
QString boundedText(double value, bool isLowerBound, const FigureInfo &info);

/// " (112 to 125)", both divided by `unit`; " (above 112)" where nothing bounds it; empty without one.
QString intervalText(const std::optional<Interval> &interval, double unit);

/// "118 ms (112 to 125)": the interval in the unit of the figure.
QString rankText(const Distribution::Rank &rank, const FigureInfo &info);

/// At least one row, all of as many cells. The first column to the left, the others to the right, each as
/// wide as need be; every line is indented by two.
QString alignedTable(const std::vector<QStringList> &rows);

/// The figures that a service is judged by, with how far chance may have moved them; empty without samples.
/// The 95th percentile is left out where a line would pass 80 columns with it.
QString headlineTable(const FigureSet &figures);

} // namespace weir
