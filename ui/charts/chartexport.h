// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings as files: pictures drawn by the code that draws the window, data as CSV. Each tells whose figures
// it shows (report/provenance.h). Needs a QApplication (offscreen is enough), GUI thread. Every file is an
// OutputFile (base/outputfile.h).
#pragma once

#include "base/result.h"
#include "report/chartdata.h"
#include "report/errorchart.h"
#include "report/provenance.h"
#include "theme/theme.h"

#include <QDateTime>
#include <QImage>
#include <QSize>

#include <functional>

class QPainter;
class QWidget;

namespace weir {

/// What a picture shows.
struct Drawing
{
    QString title;       ///< Of an SVG file, as the next.
    QString description; ///< What the title leaves open.
    /// Paints into a surface of that size, from the origin on; without a background.
    std::function<void(QPainter &, const Theme &, const QSizeF &)> paint;
};
Drawing drawingOf(const ChartData &data);
Drawing drawingOf(const ErrorBarsData &data);
/// A widget as it stands on the screen, in its own size and colours. It outlives the drawing.
Drawing drawingOf(QWidget &widget);

/// How a picture is made.
struct ChartPicture
{
    QSize size{1200, 600}; ///< In pixels before scaling, the bands included; each side 160 to 8,192.
    qreal scale = 1;       ///< 0.5 to 4; a scale of 2 gives twice the pixels of the same drawing.
    Theme theme = printTheme();
    Provenance provenance{}; ///< Told in bands above and below the drawing.
};
/// The size of a picture whose drawing has `area` for itself.
QSize sizeWithBands(const QSize &area, const Provenance &provenance);

/// The drawing with its bands on the theme's surface. Errors: a size or scale out of range, no memory.
Result<QImage> renderImage(const Drawing &drawing, const ChartPicture &picture);
/// The same drawing as SVG text; without the scale.
Result<QByteArray> renderSvg(const Drawing &drawing, const ChartPicture &picture);

Result<void> savePng(const QString &path, const Drawing &drawing, const ChartPicture &picture);
Result<void> saveSvg(const QString &path, const Drawing &drawing, const ChartPicture &picture);
/// A whole page as it stands on the screen, with bands in the colours of `theme`. `widget` must have a size.
Result<void> saveWidgetPng(const QString &path, QWidget &widget, const Theme &theme = lightTheme(),
                           const Provenance &provenance = {}, qreal scale = 1);

/// "<scenario>-<chart>-<yyyyMMdd-HHmmss>.<suffix>" with every character that file systems may mind turned
/// into "-". `suffix` comes without its dot.
QString proposedFileName(const QString &scenario, const QString &chart, const QDateTime &time,
                         const QString &suffix);

} // namespace weir
