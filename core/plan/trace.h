// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of arrivals that were recorded elsewhere: Mooncake (JSONL), BurstGPT and Azure LLM (CSV), and their
// like. docs/load-shapes.md has the columns and units that are found by themselves.
#pragma once

#include "base/result.h"
#include "scenario/load.h"

#include <QString>
#include <QStringList>

namespace weir {

/// What a whole trace holds; found by reading all of it once.
struct TraceFacts
{
    quint64 rows = 0;          ///< Inside TraceLoad::from and length.
    quint64 withoutTokens = 0; ///< Left out beside these: rows with 0 input or output tokens.
    Nanoseconds length{0};     ///< Recorded time from the first replayed row to the last.
    QString timeColumn;        ///< As found or asked for.
    QString inputColumn;       ///< Empty: the trace has none.
    QString outputColumn;
    double meanInputTokens = 0; ///< 0 where there is no such column.
    double meanOutputTokens = 0;
};

/// Reads the whole trace. Rows with 0 input or output tokens (requests that had failed) are no requests to
/// replay. Errors name the line and what is wrong with it: no such file, no time column, a
/// time that is no number or date, times that run backwards, no rows in the chosen stretch.
Result<TraceFacts> inspectTrace(const TraceLoad &trace, const QString &baseFolder);

} // namespace weir
