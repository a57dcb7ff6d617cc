// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a recorded trace row by row: JSON lines or CSV, told apart by the first line.
#pragma once

#include "base/linereader.h"
#include "plan/plan.h"
#include "plan/tracetime.h"

#include <QStringList>

#include <array>

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

/// Rows in the order of the file, which must be that of their times. Memory: one line, at most 1 MiB. A copy
/// reads on by itself from the same place. Not thread-safe.
class TraceReader
{
public:
    /// Reads the first line and finds the columns: those that `trace` names, else the first that are named as
    /// known traces name them, whatever the case. Numbers of the time column are in the unit that its name
    /// ends with, else, where the first can be a moment since 1970, in the unit that makes it one, else in
    /// milliseconds in JSON lines (Mooncake) and seconds in CSV (BurstGPT).
    static Result<TraceReader> open(const TraceLoad &trace, const QString &baseFolder);

    /// The next row; nothing at the end. Errors name the line.
    Result<std::optional<TraceRow>> next();

    [[nodiscard]] const TraceColumns &columns() const { return m_columns; }

private:
    /// What one row holds in the three columns, as text.
    struct Cells
    {
        QByteArray time;
        std::optional<QByteArray> input;
        std::optional<QByteArray> output;
    };

    TraceReader(LineReader lines, bool isJson) : m_lines(std::move(lines)), m_isJson(isJson) {}

    Result<void> findColumns(const TraceLoad &trace, const QStringList &names);
    Result<Cells> jsonCells(const QByteArray &line) const;
    Result<Cells> csvCells(const QByteArray &line) const;
    Result<TraceRow> rowOf(const Cells &cells);
    Result<Nanoseconds> sinceFirst(const TraceTime &time);
    Result<std::optional<quint32>> lengthOf(const std::optional<QByteArray> &cell,
                                            const QString &column) const;

    LineReader m_lines;
    bool m_isJson;
    std::optional<QByteArray> m_pending; ///< JSON: the first line, which names the columns and is a row too.
    TraceColumns m_columns;
    std::array<qsizetype, 3> m_places{-1, -1, -1}; ///< CSV: of time, input and output.
    qsizetype m_width = 0;                         ///< CSV: fields of the header.
    std::optional<double> m_nsPerUnit;             ///< Not named: told by the first row.
    std::optional<TraceTime> m_first;
    Nanoseconds m_last{0};
};

} // namespace weir
