// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runstatements.h"

#include "store/recordrows.h"
#include "store/rowcheck.h"

#include <QSqlError>

namespace weir {

namespace {

QString sqlOf(RunStatement statement)
{
    using enum RunStatement;
    switch (statement) {
    case InsertRequest:
        return recordInsertSql(u"INSERT"_qs, u"requests"_qs);
    case InsertChunks:
        return u"INSERT INTO chunks VALUES (?, ?, ?, ?)"_qs;
    case ReplaceOpen:
        return recordInsertSql(u"INSERT OR REPLACE"_qs, u"open_requests"_qs);
    case InsertOpenChunks:
        return u"INSERT INTO open_chunks VALUES (?, ?, ?)"_qs;
    case DeleteOpen:
        return u"DELETE FROM open_requests WHERE request = ? AND attempt = ?"_qs;
    case DeleteOpenChunks:
        return u"DELETE FROM open_chunks WHERE part < ?"_qs;
    case PutMeta:
        return u"INSERT OR REPLACE INTO meta VALUES (?, ?, ?)"_qs;
    case PutDocument:
        return u"INSERT OR REPLACE INTO documents VALUES (?, ?, ?)"_qs;
    case InsertSeries:
        return u"INSERT OR REPLACE INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_qs;
    case InsertHistogram:
        return u"INSERT OR REPLACE INTO histograms VALUES (?, ?, ?)"_qs;
    case InsertNote:
        return u"INSERT INTO notes VALUES (?, ?, ?, ?)"_qs;
    case InsertDropped:
        return u"INSERT INTO dropped VALUES (?)"_qs;
    case Count:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> RunStatements::open(const QString &path, SqliteConnection::Mode mode)
{
    Result<std::unique_ptr<SqliteConnection>> opened = SqliteConnection::open(path, mode);
    if (!opened)
        return opened.error();
    m_connection = std::move(opened).value();
    return {};
}

Result<void> RunStatements::prepare()
{
    for (std::size_t i = 0; i < m_queries.size(); ++i) {
        m_queries.at(i) = m_connection->query();
        if (!m_queries.at(i).prepare(sqlOf(static_cast<RunStatement>(i))))
            return m_connection->errorOf(m_queries.at(i));
    }
    return {};
}

void RunStatements::release()
{
    for (QSqlQuery &query : m_queries)
        query = QSqlQuery();
}

void RunStatements::close()
{
    release();
    m_connection.reset();
}

Result<void> RunStatements::run(const QString &statement)
{
    if (m_failure)
        return *m_failure;
    Result<void> done = m_connection->run(statement);
    if (!done)
        m_failure = done.error();
    return done;
}

Result<void> RunStatements::runAll(const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (Result<void> done = run(statement); !done)
            return done;
    }
    return {};
}

Result<void> RunStatements::attempt(const QString &statement) const
{
    return m_connection->run(statement);
}

QSqlQuery &RunStatements::query(RunStatement statement)
{
    return m_queries.at(static_cast<std::size_t>(statement));
}

void RunStatements::exec(RunStatement statement, const QVariantList &values)
{
    if (m_failure)
        return;
    QSqlQuery &prepared = query(statement);
    for (const QVariant &value : values)
        prepared.addBindValue(value);
    if (!prepared.exec())
        m_failure = m_connection->errorOf(prepared);
}

void RunStatements::execRow(RunStatement statement, QVariantList values)
{
    if (m_failure)
        return;
    values << checkOf(values);
    exec(statement, values);
}

void RunStatements::fail(Error why)
{
    if (!m_failure)
        m_failure = std::move(why);
}

} // namespace weir
