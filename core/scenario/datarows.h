// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data source, in memory, ready to fill templates.
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <functional>
#include <vector>

namespace weir {

/// Where the file of a JSONL source is: its path, from `baseFolder` on where it is relative.
QString dataFilePath(const DataSource &source, const QString &baseFolder);

/// Calls `row` for each row of the source, in order, without keeping any; errors as for DataRows::load().
Result<void> forEachRow(const DataSource &source, const QString &baseFolder,
                        const std::function<void(QJsonObject &&row)> &row);

/// Immutable rows of one source; shared by the worker threads without locking.
class DataRows
{
public:
    /// Reads the whole source. JSONL: one JSON object a line, blank lines skipped, at most 1 GiB and 16 MiB a
    /// line; errors name the line. Inline: each prompt is a row with the field `prompt`. A source without
    /// rows is no error here.
    static Result<DataRows> load(const DataSource &source, const QString &baseFolder);

    [[nodiscard]] quint64 count() const { return m_rows.size(); }
    [[nodiscard]] const QJsonObject &at(RowIndex row) const { return m_rows[row.value()]; }
    [[nodiscard]] const DataSource &source() const { return m_source; }

private:
    DataSource m_source;
    std::vector<QJsonObject> m_rows;
};

} // namespace weir
