// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/chartfiles.h"

#include "charts/chartexport.h"
#include "report/runcharts.h"

#include <QDir>

namespace weir {

namespace {

constexpr std::size_t filePoints = 4000;

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
    const ChartPicture picture{options.size, 1, options.theme,
                               summary ? provenanceOf(*summary) : provenanceOf(scenario, QDateTime())};
    QStringList paths;
    const auto save = [&](const QString &id, const Drawing &drawing) {
        paths << pathOf(id);
        return isSvg ? saveSvg(paths.last(), drawing, picture) : savePng(paths.last(), drawing, picture);
    };
    for (const ChartData &chart : allCharts(snapshot, scenario, filePoints, summary)) {
        if (const Result<void> saved = save(chart.id, drawingOf(chart)); !saved)
            return saved.error();
    }
    const ErrorBarsData classes = errorClasses(snapshot);
    if (const Result<void> saved = save(classes.id, drawingOf(classes)); !saved)
        return saved.error();
    return paths;
}

} // namespace weir
