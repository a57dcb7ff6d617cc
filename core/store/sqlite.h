// SPDX-License-Identifier: GPL-3.0-or-later
// One SQLite connection with an owner, and SQLite's failures in words that say what to do.
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>

struct sqlite3;

namespace weir {

/// A connection under a name of its own, closed and removed by the destructor. Used only in the thread that
/// opened it. Every QSqlQuery on it must be gone before it is.
class SqliteConnection
{
public:
    enum class Mode
    {
        Create,    ///< Reads and writes; makes the file.
        ReadWrite, ///< Reads and writes a file that exists.
        ReadOnly,  ///< Never changes the database; follows a writer of another process.
        Immutable, ///< Like ReadOnly, for folders in which nothing can be written; takes no locks.
    };

    static Result<std::unique_ptr<SqliteConnection>> open(const QString &path, Mode mode);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    /// A new query on this connection, forward only.
    [[nodiscard]] QSqlQuery query() const;
    /// Runs one statement and drops its rows.
    Result<void> run(const QString &statement) const;
    /// The error of a query on this connection that failed.
    [[nodiscard]] Error errorOf(const QSqlQuery &failed) const;
    /// SQLite's own connection behind Qt's, for SqliteRows; both are of the system's one library.
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    /// What SQLite says of its last call that failed.
    [[nodiscard]] Error lastError() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    SqliteConnection(QString name, QString path) : m_name(std::move(name)), m_path(std::move(path)) {}

    QString m_name;
    QString m_path;
    sqlite3 *m_handle = nullptr;
};

} // namespace weir
