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

SqliteRows::Type SqliteRows::type(int column) const
{
    switch (sqlite3_column_type(m_statement.get(), column)) {
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

qint64 SqliteRows::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double SqliteRows::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QString SqliteRows::text(int column) const
{
    const void *utf16 = sqlite3_column_text16(m_statement.get(), column);
    const int size = sqlite3_column_bytes16(m_statement.get(), column);
    return QString(static_cast<const QChar *>(utf16), size / static_cast<int>(sizeof(QChar)));
}

QByteArrayView SqliteRows::bytes(int column) const
{
    const void *start = sqlite3_column_blob(m_statement.get(), column);
    return {static_cast<const char *>(start), sqlite3_column_bytes(m_statement.get(), column)};
}

} // namespace weir
