// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the error classes of a run: for the card and for files, by the same code. Pure functions.
#pragma once

#include "report/errorchart.h"
#include "theme/theme.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

class QPainter;

namespace weir {

/// Where the row of a bar lies in a drawing of that size.
QRectF errorBarBox(const QSizeF &size, std::size_t row);
/// How many bars have room; of the others the last row says how many they are.
std::size_t visibleErrorBars(const ErrorBarsData &data, const QSizeF &size);
/// "57 · 5.7 %".
QString errorBarFigure(const ErrorBarsData &data, const ErrorBar &bar);

/// `data` as drawn() gives it, without a background.
void paintErrorBars(QPainter &painter, const ErrorBarsData &data, const Theme &theme, const QSizeF &size);

} // namespace weir
