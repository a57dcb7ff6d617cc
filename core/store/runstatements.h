// SPDX-License-Identifier: GPL-3.0-or-later
// The connection over which one run file is written, and its prepared statements. After the first failure
// every call is idle, so that a file never has a hole in its middle.
#pragma once

#include "base/result.h"
#include "store/sqlite.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <array>
#include <memory>
#include <optional>

namespace weir {

enum class RunStatement : std::size_t
{
    InsertRequest,
    InsertChunks,
    ReplaceOpen,
    InsertOpenChunks,
    DeleteOpen,
    DeleteOpenChunks,
    PutMeta,
    PutDocument,
    InsertSeries,
    InsertHistogram,
    InsertNote,
    InsertDropped,
    Count
};

/// One thread: that of open().
class RunStatements
{
public:
    /// Connects; an earlier connection must be closed.
    Result<void> open(const QString &path, SqliteConnection::Mode mode);
    /// Prepares every statement; the tables must be there.
    Result<void> prepare();
    /// Lets go of the prepared statements, which would hold the file in its journal mode.
    void release();
    /// release(), and disconnects.
    void close();
    [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }

    Result<void> run(const QString &statement);
    /// All in turn, up to the first that fails.
    Result<void> runAll(const QStringList &statements);
    /// Without a look at earlier failures, and none is kept.
    [[nodiscard]] Result<void> attempt(const QString &statement) const;

    /// To bind further values to before exec().
    QSqlQuery &query(RunStatement statement);
    void exec(RunStatement statement, const QVariantList &values);
    /// Binds the row's check behind its values.
    void execRow(RunStatement statement, QVariantList values);

    [[nodiscard]] bool hasFailed() const { return m_failure.has_value(); }
    /// All later calls give this, unless an earlier failure is there.
    void fail(Error why);

private:
    std::unique_ptr<SqliteConnection> m_connection;
    std::array<QSqlQuery, static_cast<std::size_t>(RunStatement::Count)> m_queries;
    std::optional<Error> m_failure;
};

} // namespace weir
