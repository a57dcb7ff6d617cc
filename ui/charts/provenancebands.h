// SPDX-License-Identifier: GPL-3.0-or-later
// The two bands that every exported picture wears: above, where the figures prove nothing, a ribbon that says
// so; below, a line that tells whose figures they are. Pure functions.
#pragma once

#include "report/provenance.h"
#include "theme/theme.h"

#include <QRectF>
#include <QSizeF>

class QPainter;

namespace weir {

/// What the bands take of a picture of that width, in pixels before scaling; 0 where there is nothing to
/// tell.
struct BandHeights
{
    double ribbon = 0;
    double line = 0;

    [[nodiscard]] double sum() const { return ribbon + line; }
};
BandHeights bandHeights(const Provenance &provenance, double width);

/// The colour of the ribbon: that of the verdict.
QColor ribbonColor(const Provenance &provenance, const Theme &theme);

/// Paints both into a picture of that size and returns what is left between them.
QRectF paintBands(QPainter &painter, const Provenance &provenance, const Theme &theme, const QSizeF &size);

} // namespace weir
