// SPDX-License-Identifier: GPL-3.0-or-later
// All charts of a run as files, drawn by the code that draws the window.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"
#include "theme/theme.h"

#include <QSize>
#include <QStringList>

namespace weir {

struct ChartFileOptions
{
    enum class Format
    {
        Png,
        Svg
    };

    QString folder; ///< Made when needed; files of the same name are replaced.
    Format format = Format::Png;
    QSize size{1600, 900}; ///< Pixels, 160 to 8,192 each.
    Theme theme = lightTheme();
};

/// ttft-over-time, ttft-distribution, throughput, load, errors-over-time, gaps, server-times and
/// error-classes, each as one file; returns their paths. `summary`: as for ttftDistribution(), and what the
/// files tell of the run. Needs a QApplication (offscreen is enough), GUI thread.
Result<QStringList> writeChartFiles(const Snapshot &snapshot, const Scenario &scenario,
                                    const ChartFileOptions &options, const Summary *summary = nullptr);

} // namespace weir
