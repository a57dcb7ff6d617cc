// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/chartfiles.h"

#include "base/outputfile.h"
#include "charts/chartexport.h"
#include "charts/errorbars.h"
#include "report/runcharts.h"
#include "theme/themesource.h"

#include <QBuffer>
#include <QDir>
#include <QPainter>
#include <QSvgGenerator>

namespace weir {

namespace {

constexpr std::size_t filePoints = 4000;

Result<void> saveErrorClasses(const QString &path, const ErrorBarsData &data, const ChartFileOptions &options)
{
    ThemeSource themes(options.theme.dark ? ThemeMode::Dark : ThemeMode::Light, QPalette());
    ErrorBars bars(themes);
    bars.setAttribute(Qt::WA_DontShowOnScreen);
    bars.resize(options.size);
    bars.setData(data);
    if (options.format == ChartFileOptions::Format::Png)
        return saveWidgetPng(path, bars);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(options.size);
    generator.setViewBox(QRect(QPoint(0, 0), options.size));
    generator.setTitle(data.title.text());
    QPainter painter(&generator);
    bars.render(&painter);
    painter.end();
    return writeFile(path, bytes);
}

} // namespace

Result<QStringList> writeChartFiles(const Snapshot &snapshot, const Scenario &scenario,
                                    const ChartFileOptions &options, const Summary *summary)
{
    if (!QDir().mkpath(options.folder))
        return Error{Message(WEIR_TEXT("picture.folder_not_made", "The folder can't be made")),
                     Message::verbatim(options.folder),
                     Message(WEIR_TEXT("picture.folder_not_made_advice", "Choose another one."))};
    const bool isSvg = options.format == ChartFileOptions::Format::Svg;
    const auto pathOf = [&](const QString &id) {
        return QDir(options.folder).filePath(id + (isSvg ? QStringLiteral(".svg") : QStringLiteral(".png")));
    };
    QStringList paths;
    for (const ChartData &chart : allCharts(snapshot, kindOf(scenario.load), filePoints, summary)) {
        const QString path = pathOf(chart.id);
        const ChartPicture picture{options.size, 1, options.theme};
        if (const Result<void> saved = isSvg ? saveSvg(path, chart, picture) : savePng(path, chart, picture);
            !saved)
            return saved.error();
        paths << path;
    }
    const ErrorBarsData classes = errorClasses(snapshot);
    const QString path = pathOf(classes.id);
    if (const Result<void> saved = saveErrorClasses(path, classes, options); !saved)
        return saved.error();
    paths << path;
    return paths;
}

} // namespace weir
