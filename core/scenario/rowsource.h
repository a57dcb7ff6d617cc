// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data source one by one, as templates see them.
#pragma once

#include "base/result.h"
#include "scenario/rowmap.h"
#include "scenario/rowreader.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace weir {

/// Where the file of a source is: its path, from `baseFolder` on where it is relative; "-" is standard input.
QString dataFilePath(const DataSource &source, const QString &baseFolder);

/// What a source has.
struct RowTally
{
    quint64 rows = 0;
    quint64 withoutQuestion = 0; ///< Left out beside these: conversations in which no person says anything.
    quint64 badRows = 0;         ///< Left out beside these, as the source asks for.
    std::vector<Error> firstBad; ///< Where and why, of a few.
    qint64 largestRow = 0;       ///< Bytes, as it stands in the file.
};

/// Reads a file in any form of scenario/rowreader.h, changes the rows by the source's rules
/// (scenario/rowmap.h) and gives conversations `prompt` and `messages` (scenario/conversation.h). Inline:
/// each prompt is a row with the field `prompt`, and no rule is applied. Memory: one row. Not thread-safe.
class RowSource
{
public:
    static Result<RowSource> open(const DataSource &source, const QString &baseFolder,
                                  const RowLimits &limits);

    /// The next row; nothing at the end. Errors name the line. A bad row is one, unless the source skips
    /// them.
    Result<std::optional<QJsonObject>> next();
    [[nodiscard]] const RowTally &tally() const { return m_tally; }

private:
    explicit RowSource(const DataSource &source) : m_source(source), m_map(source) {}

    std::optional<QJsonObject> nextPrompt();
    Result<std::optional<QJsonObject>> nextWhole();
    std::optional<QJsonObject> counted(QJsonObject &&row, qint64 bytes);

    DataSource m_source;
    RowMap m_map;
    std::optional<RowReader> m_reader; ///< Nothing: prompts.
    bool m_isRowFault = false;         ///< The error that nextWhole() gave is about one row; it can go on.
    bool m_isOfNobody = false;         ///< The row that it gave asks nothing.
    RowTally m_tally;
};

} // namespace weir
