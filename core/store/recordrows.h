// SPDX-License-Identifier: GPL-3.0-or-later
// A request record as a row of the run file: names and types of the columns, binding and reading, stated
// once.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"

#include <QSqlQuery>
#include <QString>

namespace weir {

class SqliteRows;

/// True for nanoseconds that fit a stamp and still leave room for sums: +-2^61, 73 years.
constexpr bool isStorableTime(qint64 ns) noexcept
{
    constexpr qint64 limit = qint64{1} << 61;
    return ns >= -limit && ns <= limit;
}

/// "request INTEGER NOT NULL,\n    attempt ..." for CREATE TABLE.
QString recordColumnsSql();
/// "request, attempt, ..." for SELECT and INSERT, in the order of bindRecord() and readRecord().
QString recordColumnNames();
/// "INSERT INTO table (...) VALUES (?, ...)"; `verb` is "INSERT" or "INSERT OR REPLACE".
QString recordInsertSql(const QString &verb, const QString &table);

/// Binds every column but the chunks, and the row's check, to a query prepared by recordInsertSql(). Times
/// count from `zero`.
void bindRecord(QSqlQuery &query, const RequestRecord &record, TimePoint zero);
/// The record in the current row of a query over recordColumnNames(), without its chunks. Fails on values
/// outside of their range (the error names the column) and where the row is not as it was written.
Result<RequestRecord> readRecord(const SqliteRows &row, TimePoint zero);

} // namespace weir
