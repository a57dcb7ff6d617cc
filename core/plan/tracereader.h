// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a recorded trace row by row: JSON lines, a JSON list, or CSV.
#pragma once

#include "plan/plan.h"
#include "plan/tracetime.h"
#include "scenario/rowreader.h"

#include <QStringList>

namespace weir {

/// One recorded request.
struct TraceRow
{
    Nanoseconds at{0}; ///< Since the trace's first row.
    TraceLengths lengths;

    /// Nothing was asked or answered, as BurstGPT has it of requests that failed: none to replay.
    [[nodiscard]] bool isWithoutTokens() const { return lengths.input == 0U || lengths.output == 0U; }
};

/// The columns that a row of a trace is read from.
struct TraceColumns
{
    QString time;
    QString input;  ///< Empty: there is none.
    QString output; ///< Empty: there is none.
    friend bool operator==(const TraceColumns &, const TraceColumns &) = default;
};

/// When a row recorded `at` after the first is replayed, since the replay's start; nothing when it lies
/// outside the chosen stretch, whose end is not part of it.
std::optional<Nanoseconds> replayedAt(const TraceLoad &trace, Nanoseconds at);
/// The row lies behind the chosen stretch, and so do all that follow.
bool isBehind(const TraceLoad &trace, Nanoseconds at);

/// Rows in the order of the file, which must be that of their times; every form of scenario/rowreader.h.
/// Memory: one row, at most 1 MiB; 16 GiB in all. A copy reads on by itself from the same place. Not
/// thread-safe.
class TraceReader
{
public:
    /// Reads the first row and finds the columns: those that `trace` names, else the first that are named as
    /// known traces name them, whatever the case. Numbers of the time column are in the unit that its name
    /// ends with, else, where the first can be a moment since 1970, in the unit that makes it one, else in
    /// milliseconds in JSON (Mooncake) and seconds in CSV (BurstGPT).
    static Result<TraceReader> open(const TraceLoad &trace, const QString &baseFolder);

    /// The next row; nothing at the end. Errors name the line.
    Result<std::optional<TraceRow>> next();

    [[nodiscard]] const TraceColumns &columns() const { return m_columns; }

private:
    explicit TraceReader(RowReader rows) : m_rows(std::move(rows)) {}

    Result<void> findColumns(const TraceLoad &trace, const QStringList &names);
    Result<TraceRow> rowOf(const QJsonObject &row);
    Result<Nanoseconds> sinceFirst(const TraceTime &time);
    Result<std::optional<quint32>> lengthOf(const QJsonObject &row, const QString &column) const;

    RowReader m_rows;
    std::optional<QJsonObject> m_pending; ///< JSON: the first row, which names the columns and is one too.
    TraceColumns m_columns;
    std::optional<double> m_nsPerUnit; ///< Not named: told by the first row.
    std::optional<TraceTime> m_first;
    Nanoseconds m_last{0};
};

} // namespace weir
