// SPDX-License-Identifier: GPL-3.0-or-later
// Charts as files: pictures drawn by the code that draws the window, data as CSV. Needs a QApplication
// (offscreen is enough), GUI thread. Every file is an OutputFile (base/outputfile.h).
#pragma once

#include "base/result.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <QDateTime>
#include <QImage>
#include <QSize>

class QWidget;

namespace weir {

/// How a picture is made.
struct ChartPicture
{
    QSize size{1200, 600}; ///< In pixels before scaling; each side 160 to 8,192.
    qreal scale = 1;       ///< 0.5 to 4; a scale of 2 gives twice the pixels of the same drawing.
    Theme theme = printTheme();
};

/// The chart on the theme's surface. Errors: a size or scale out of range, no memory.
Result<QImage> renderChart(const ChartData &data, const Theme &theme, QSize size, qreal scale);
/// The same drawing as SVG text.
Result<QByteArray> renderSvg(const ChartData &data, const Theme &theme, QSize size);

Result<void> savePng(const QString &path, const ChartData &data, const ChartPicture &picture);
Result<void> saveSvg(const QString &path, const ChartData &data, const ChartPicture &picture);
/// toCsv() in a file.
Result<void> saveCsv(const QString &path, const ChartData &data);
/// A whole page as it stands on the screen. `widget` must have a size.
Result<void> saveWidgetPng(const QString &path, QWidget &widget);

/// "<scenario>-<chart>-<yyyyMMdd-HHmmss>.<suffix>" with every character that file systems may mind turned
/// into "-". `suffix` comes without its dot.
QString proposedFileName(const QString &scenario, const QString &chart, const QDateTime &time,
                         const QString &suffix);

} // namespace weir
