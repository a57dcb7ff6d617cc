// SPDX-License-Identifier: GPL-3.0-or-later
// A request record as a row of the run file: types of the columns, and binding.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"

#include <QSqlQuery>
#include <QString>

namespace weir {

/// True for nanoseconds that fit a stamp and still leave room for sums: +-2^61, 73 years.
constexpr bool isStorableTime(qint64 ns) noexcept
{
    constexpr qint64 limit = qint64{1} << 61;
    return ns >= -limit && ns <= limit;
}

/// "request INTEGER NOT NULL,\n    attempt ..." for CREATE TABLE.
QString recordColumnsSql();
/// "INSERT INTO table (...) VALUES (?, ...)"; `verb` is "INSERT" or "INSERT OR REPLACE".
QString recordInsertSql(const QString &verb, const QString &table);

/// Binds every column but the chunks, and the row's check, to a query prepared by recordInsertSql(). Times
/// count from `zero`.
void bindRecord(QSqlQuery &query, const RequestRecord &record, TimePoint zero);

} // namespace weir
