// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one SELECT, read column by column where SQLite has them. QSqlQuery makes a QVariant of every
// column of every row, used or not: two thirds of the time that a million records of sixty columns take.
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

struct sqlite3_stmt;

namespace weir {

class SqliteConnection;

/// Walks forward once. Outlived by its connection. One thread at a time, which need not be the connection's
/// as long as that one leaves the connection alone.
class SqliteRows
{
public:
    /// What SQLite keeps in a column of the current row, whatever the table declares.
    enum class Type
    {
        Null,
        Integer,
        Real,
        Text,
        Bytes,
    };

    /// Fails where the statement can't be prepared.
    static Result<SqliteRows> select(const SqliteConnection &connection, const QString &sql);

    /// Binds to the parameter of that number, from 1, before the first next().
    void bind(int parameter, qint64 value);
    /// Goes to the next row, the first at first. False behind the last row and where reading failed.
    bool next();
    /// Why next() failed; nothing behind the last row.
    [[nodiscard]] Result<void> status() const;

    // Columns count from 0. What is no number reads as 0, what is no text as "", as SQLite converts them.
    [[nodiscard]] Type type(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    /// Valid until next().
    [[nodiscard]] QByteArrayView bytes(int column) const;

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
