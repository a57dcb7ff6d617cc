// SPDX-License-Identifier: GPL-3.0-or-later
// Fewer points with the same extremes: what a screen can show of a long series.
#pragma once

#include <QPointF>

#include <cstddef>
#include <vector>

namespace weir {

/// The points without those that have a NaN or an infinity.
std::vector<QPointF> finitePoints(const std::vector<QPointF> &points);

/// True when nothing was measured between two neighbours in x, each of which stands for `stretch`; never for
/// 0.
bool isGap(double left, double right, double stretch);
/// Ascending points parted where a line would bridge a gap: at isGap(), and at a point that is not finite. No
/// part is empty.
std::vector<std::vector<QPointF>> unbrokenParts(const std::vector<QPointF> &points, double stretch);

/// At most `budget` (>= 4) points of `points` (finite, ascending in x): the first, the last, and of each of
/// equally many columns the smallest and the largest in y, in their order. Returns the input when it is small
/// enough.
std::vector<QPointF> decimate(const std::vector<QPointF> &points, std::size_t budget);

} // namespace weir
