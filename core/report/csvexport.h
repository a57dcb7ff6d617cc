// SPDX-License-Identifier: GPL-3.0-or-later
// A saved run as CSV files, streamed from the run file to disk.
#pragma once

#include "base/result.h"
#include "metrics/summary.h"
#include "store/runfile.h"

#include <QString>
#include <QStringList>

namespace weir {

struct CsvExportOptions
{
    bool chunks = true; ///< Also chunks.csv, by far the largest: one row for each token-bearing chunk.
};

/// Writes requests.csv (one row an attempt), series.csv, errors.csv, summary.csv, windows.csv and chunks.csv
/// into `folder`, which is made when needed; files of these names are replaced, each atomically. `summary` is
/// the run's, over whatever window. Times are milliseconds since the run's start. Holds one
/// record in memory at a time. Returns the paths.
Result<QStringList> exportCsv(const RunFileReader &run, const Summary &summary, const QString &folder,
                              const CsvExportOptions &options = {});

} // namespace weir
