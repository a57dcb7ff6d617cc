// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a JSONL file row by row within bounds, for the run (all rows kept) and for check() (none kept).
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace weir {

/// Bounds of one data file; a file beyond them is refused with a message.
struct JsonLinesLimits
{
    qint64 fileBytes = qint64{1} << 30;
    qint64 lineBytes = qint64{16} << 20; ///< Line end not counted.
};

/// Calls `row` for each line that is a JSON object; blank lines are skipped, a byte order mark and CRLF are
/// accepted. Stops at the first line that is anything else: the error's `where` is "PATH, line N" (from 1).
/// Memory: one line.
Result<void> readJsonLines(const QString &path, const std::function<void(QJsonObject &&row)> &row,
                           const JsonLinesLimits &limits = {});

} // namespace weir
