// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/integrity.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QSqlRecord>

namespace weir {

namespace {

const Message &copyAdvice()
{
    static const Message advice(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."));
    return advice;
}

Error tableUnreadable(const SqliteConnection &connection, const QSqlQuery &query, const QString &table)
{
    const Error reason = connection.errorOf(query);
    return {
        Message(WEIR_TEXT("run_file.table_unreadable", "The table %1 can't be read: %2"), table, reason.what),
        reason.where, reason.advice};
}

Result<void> checkCount(const SqliteConnection &connection, const QString &table,
                        const std::map<QString, quint64> &counts, quint64 found)
{
    const auto expected = counts.find(table);
    if (expected != counts.end() && expected->second != found)
        return rowsDiffer(connection.path(), table, found, expected->second);
    return {};
}

/// Rows whose last column is the check of those before it; the first one names them.
Result<void> checkTable(const SqliteConnection &connection, const QString &table,
                        const std::map<QString, quint64> &counts)
{
    QSqlQuery query = connection.query();
    if (!query.exec(QStringLiteral("SELECT * FROM ") + table))
        return tableUnreadable(connection, query, table);
    const int columns = query.record().count();
    quint64 found = 0;
    for (; query.next(); ++found) {
        RowCheck check;
        for (int column = 0; column + 1 < columns; ++column)
            check.add(query.value(column));
        if (query.value(columns - 1).toLongLong() != check.value())
            return rowDamaged(connection.path(), table, Message::verbatim(query.value(0).toString()));
    }
    if (query.lastError().isValid())
        return tableUnreadable(connection, query, table);
    return checkCount(connection, table, counts, found);
}

Result<void> checkDropped(const SqliteConnection &connection, const std::map<QString, quint64> &counts,
                          const QString &expectedCheck)
{
    const QString table = QStringLiteral("dropped");
    QSqlQuery query = connection.query();
    if (!query.exec(QStringLiteral("SELECT intended_ns FROM dropped ORDER BY rowid")))
        return tableUnreadable(connection, query, table);
    RowCheck check;
    quint64 found = 0;
    for (; query.next(); ++found)
        check.add(query.value(0));
    if (query.lastError().isValid())
        return tableUnreadable(connection, query, table);
    if (Result<void> counted = checkCount(connection, table, counts, found); !counted)
        return counted;
    if (QString::number(check.value()) != expectedCheck)
        return Error{Message(WEIR_TEXT("run_file.table_damaged",
                                       "The table %1 is damaged: its rows are not those that were written"),
                             table),
                     Message::verbatim(connection.path()), copyAdvice()};
    return {};
}

Result<QJsonObject> rowsDocument(const SqliteConnection &connection)
{
    QSqlQuery query = connection.query();
    if (!query.exec(QStringLiteral("SELECT name, json, row_check FROM documents WHERE name = 'rows'")))
        return tableUnreadable(connection, query, QStringLiteral("documents"));
    const bool found = query.next();
    if (query.lastError().isValid())
        return tableUnreadable(connection, query, QStringLiteral("documents"));
    if (!found || checkOf({query.value(0), query.value(1)}) != query.value(2).toLongLong())
        return rowDamaged(connection.path(), QStringLiteral("documents"),
                          Message::verbatim(QStringLiteral("rows")));
    return QJsonDocument::fromJson(query.value(1).toString().toUtf8()).object();
}

std::map<QString, quint64> countsFrom(const QJsonObject &document)
{
    std::map<QString, quint64> counts;
    const QJsonObject tables = document.value(QStringLiteral("tables")).toObject();
    for (auto it = tables.begin(); it != tables.end(); ++it)
        counts[it.key()] = static_cast<quint64>(std::max<qint64>(it->toInteger(), 0));
    return counts;
}

Result<void> checkAll(const SqliteConnection &connection)
{
    const Result<QJsonObject> document = rowsDocument(connection);
    if (!document)
        return document.error();
    const std::map<QString, quint64> counts = countsFrom(*document);
    for (const char *table : {"meta", "documents", "series", "histograms", "notes"}) {
        if (Result<void> checked = checkTable(connection, QString::fromLatin1(table), counts); !checked)
            return checked;
    }
    return checkDropped(connection, counts, document->value(QStringLiteral("dropped_check")).toString());
}

} // namespace

QJsonObject RowCounts::toJson() const
{
    QJsonObject counts;
    for (const auto &[table, rows] : tables)
        counts.insert(table, static_cast<qint64>(rows));
    return {{QStringLiteral("tables"), counts},
            {QStringLiteral("dropped_check"), QString::number(dropped.value())}};
}

Result<std::map<QString, quint64>> storedRowCounts(const SqliteConnection &connection)
{
    const Result<QJsonObject> document = rowsDocument(connection);
    if (!document)
        return document.error();
    return countsFrom(*document);
}

Result<void> checkSmallTables(const SqliteConnection &connection)
{
    // In one transaction, so that counts and rows are of one commit while somebody writes.
    if (Result<void> begun = connection.run(QStringLiteral("BEGIN")); !begun)
        return begun;
    Result<void> checked = checkAll(connection);
    const Result<void> ended = connection.run(QStringLiteral("COMMIT"));
    return checked ? ended : checked;
}

Error rowDamaged(const QString &path, const QString &table, const Message &row)
{
    return {Message(WEIR_TEXT("run_file.row_damaged",
                              "The run file is damaged: row \"%1\" of the table %2 is not as it was written"),
                    row, table),
            Message::verbatim(path), copyAdvice()};
}

Error rowsDiffer(const QString &path, const QString &table, quint64 found, quint64 expected)
{
    return {Message(WEIR_TEXT("run_file.rows_differ",
                              "The run file is damaged: the table %1 has %2 rows, and %3 were written"),
                    table, found, expected),
            Message::verbatim(path), copyAdvice()};
}

Error rowDoubled(const QString &path, const QString &table, const Message &row)
{
    return {Message(WEIR_TEXT("run_file.row_doubled",
                              "The run file is damaged: row \"%1\" of the table %2 stands there twice"),
                    row, table),
            Message::verbatim(path), copyAdvice()};
}

Message nameOfAttempt(quint64 request, quint32 attempt)
{
    return {WEIR_TEXT("run_file.attempt", "request %1, attempt %2"), request, attempt};
}

} // namespace weir
