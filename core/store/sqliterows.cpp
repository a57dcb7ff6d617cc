// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqliterows.h"

#include "store/sqlite.h"

#include <sqlite3.h>

namespace weir {

void SqliteRows::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteRows::SqliteRows(const SqliteConnection &connection, sqlite3_stmt *statement)
    : m_connection(&connection), m_statement(statement), m_code(SQLITE_OK)
{
}

Result<SqliteRows> SqliteRows::select(const SqliteConnection &connection, const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(connection.handle(), text.constData(), static_cast<int>(text.size()),
                                        &statement, nullptr);
    SqliteRows rows(connection, statement);
    if (code != SQLITE_OK)
        return connection.lastError();
    return rows;
}

void SqliteRows::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
}

bool SqliteRows::next()
{
    m_code = sqlite3_step(m_statement.get());
    return m_code == SQLITE_ROW;
}

Result<void> SqliteRows::status() const
{
    if (m_code == SQLITE_OK || m_code == SQLITE_ROW || m_code == SQLITE_DONE)
        return {};
    return m_connection->lastError();
}

SqliteValue SqliteRows::value(int column) const
{
    // SQLite calls such a value unprotected: one thread at a time may look into it, which is the rule here.
    return SqliteValue(sqlite3_column_value(m_statement.get(), column));
}

SqliteValue::Type SqliteValue::type() const
{
    switch (sqlite3_value_type(m_value)) {
    case SQLITE_INTEGER:
        return Type::Integer;
    case SQLITE_FLOAT:
        return Type::Real;
    case SQLITE_TEXT:
        return Type::Text;
    case SQLITE_BLOB:
        return Type::Bytes;
    default:
        return Type::Null;
    }
}

qint64 SqliteValue::integer() const
{
    return sqlite3_value_int64(m_value);
}

QByteArrayView SqliteValue::text() const
{
    const unsigned char *utf8 = sqlite3_value_text(m_value);
    return {utf8, sqlite3_value_bytes(m_value)};
}

QByteArrayView SqliteValue::bytes() const
{
    const void *start = sqlite3_value_blob(m_value);
    return {static_cast<const char *>(start), sqlite3_value_bytes(m_value)};
}

} // namespace weir
