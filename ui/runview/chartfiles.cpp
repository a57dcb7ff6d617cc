// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/chartfiles.h"

#include "charts/chartexport.h"
#include "charts/errorbars.h"
#include "runview/livedata.h"
#include "theme/themesource.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QPainter>
#include <QSvgGenerator>

namespace weir {

namespace {

/// The context of this file's translations.
struct ChartFiles
{
    Q_DECLARE_TR_FUNCTIONS(weir::ChartFiles)
};

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
    generator.setTitle(data.title);
    QPainter painter(&generator);
    bars.render(&painter);
    painter.end();
    return saveBytes(path, bytes);
}

} // namespace

Result<QStringList> writeChartFiles(const Snapshot &snapshot, const Scenario &scenario,
                                    const ChartFileOptions &options, const Summary *summary)
{
    if (!QDir().mkpath(options.folder))
        return Error{ChartFiles::tr("The folder can't be made"), options.folder,
                     ChartFiles::tr("Choose another one.")};
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
    const QString path = pathOf(QStringLiteral("error-classes"));
    if (const Result<void> saved = saveErrorClasses(path, errorClasses(snapshot), options); !saved)
        return saved.error();
    paths << path;
    return paths;
}

} // namespace weir
