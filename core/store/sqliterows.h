// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one SELECT, read column by column where SQLite has them. QSqlQuery makes a QVariant of every
// column of every row, used or not: two thirds of the time that a million records of sixty columns take.
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

struct sqlite3_stmt;
struct sqlite3_value;

namespace weir {

class SqliteConnection;

/// What one column of a row holds, whatever its table declares. Valid until the row's next().
class SqliteValue
{
public:
    enum class Type
    {
        Null,
        Integer,
        Real,
        Text,
        Bytes,
    };

    SqliteValue() = default; ///< Null.
    explicit SqliteValue(sqlite3_value *value) : m_value(value) {}

    [[nodiscard]] Type type() const;
    // What is no number reads as 0, what is no text as "", as SQLite converts them.
    [[nodiscard]] qint64 integer() const;
    [[nodiscard]] QByteArrayView text() const; ///< UTF-8.
    [[nodiscard]] QByteArrayView bytes() const;

private:
    sqlite3_value *m_value = nullptr;
};

/// Walks forward once. Outlived by its connection. One thread at a time, which need not be the connection's
/// as long as that one leaves the connection alone.
class SqliteRows
{
public:
    /// Fails where the statement can't be prepared.
    static Result<SqliteRows> select(const SqliteConnection &connection, const QString &sql);

    /// Binds to the parameter of that number, from 1, before the first next().
    void bind(int parameter, qint64 value);
    /// Goes to the next row, the first at first. False behind the last row and where reading failed.
    bool next();
    /// Why next() failed; nothing behind the last row.
    [[nodiscard]] Result<void> status() const;

    /// Of the current row; columns count from 0.
    [[nodiscard]] SqliteValue value(int column) const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    SqliteRows(const SqliteConnection &connection, sqlite3_stmt *statement);

    const SqliteConnection *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_code; ///< Of the last step.
};

} // namespace weir
