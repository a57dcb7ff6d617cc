// SPDX-License-Identifier: GPL-3.0-or-later
// A line without axes.
#pragma once

#include <QColor>
#include <QRectF>

#include <vector>

class QPainter;

namespace weir {

/// Paints `values`, equally spaced, into `box`: from zero (or the smallest, if negative) to the largest.
/// Values that are not finite are left out; fewer than two paint nothing. More values than pixels are
/// decimated.
void paintSparkline(QPainter &painter, const QRectF &box, const std::vector<double> &values,
                    const QColor &color);

} // namespace weir
