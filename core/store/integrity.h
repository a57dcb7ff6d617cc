// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a run file is as it was written: how many rows each table must have, and what is said of those that
// are damaged, doubled or gone.
#pragma once

#include "base/result.h"
#include "store/rowcheck.h"
#include "store/sqlite.h"

#include <QJsonObject>

#include <map>

namespace weir {

/// Rows of each table as of the last commit, stored as the document `rows`; `meta` is not counted, since tags
/// and a note may come later.
struct RowCounts
{
    std::map<QString, quint64> tables; ///< By name.
    RowCheck dropped; ///< Over the table of that name, whose rows have no check of their own.

    [[nodiscard]] QJsonObject toJson() const;
};

/// What the file says of itself; the document's own check is verified. An error where there is none.
Result<std::map<QString, quint64>> storedRowCounts(const SqliteConnection &connection);

/// Holds the tables that are not records against their checks and counts: documents, series, histograms,
/// notes, dropped. In a transaction of its own. An error names table and row.
Result<void> checkSmallTables(const SqliteConnection &connection);

/// "Row `row` of the table `table` is damaged".
Error rowDamaged(const QString &path, const QString &table, const Message &row);
/// "The table `table` has `found` rows where `expected` were written".
Error rowsDiffer(const QString &path, const QString &table, quint64 found, quint64 expected);
/// A request's row stands twice.
Error rowDoubled(const QString &path, const QString &table, const Message &row);
/// "request 5, attempt 1"
Message nameOfAttempt(quint64 request, quint32 attempt);

} // namespace weir
