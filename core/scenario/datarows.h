// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data source, in memory, ready to fill templates.
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "scenario/rowreader.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <functional>
#include <vector>

namespace weir {

/// Where the file of a source is: its path, from `baseFolder` on where it is relative; "-" is standard input.
QString dataFilePath(const DataSource &source, const QString &baseFolder);

/// What a source has.
struct RowTally
{
    quint64 rows = 0;
    quint64 withoutQuestion = 0; ///< Left out beside these: conversations in which no person says anything.
    qint64 largestRow = 0;       ///< Bytes, as it stands in the file.
};

/// Calls `row` for each row of the source, in order, without keeping any, until it returns false; errors as
/// for DataRows::load().
Result<RowTally> forEachRow(const DataSource &source, const QString &baseFolder,
                            const std::function<bool(QJsonObject &&row)> &row, const RowLimits &limits = {});

/// Immutable rows of one source; shared by the worker threads without locking.
class DataRows
{
public:
    /// Reads the whole source. A file: in any form of scenario/rowreader.h, within RowLimits; conversations
    /// get `prompt` and `messages` (scenario/conversation.h); errors name the line. Inline: each prompt is a
    /// row with the field `prompt`. A source without rows is no error here.
    static Result<DataRows> load(const DataSource &source, const QString &baseFolder);

    [[nodiscard]] quint64 count() const { return m_rows.size(); }
    [[nodiscard]] const QJsonObject &at(RowIndex row) const { return m_rows[row.value()]; }
    [[nodiscard]] const DataSource &source() const { return m_source; }
    /// Bytes of the largest row, about.
    [[nodiscard]] qint64 largestRow() const { return m_largestRow; }

private:
    DataSource m_source;
    std::vector<QJsonObject> m_rows;
    qint64 m_largestRow = 0;
};

} // namespace weir
