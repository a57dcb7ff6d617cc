// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <atomic>
#include <sqlite3.h>

namespace weir {

namespace {

QString options(SqliteConnection::Mode mode)
{
    using enum SqliteConnection::Mode;
    const QString wait = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    if (mode == ReadOnly)
        return wait + QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (mode == Immutable)
        return wait + QStringLiteral(";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI");
    return wait;
}

QString databaseName(const QString &path, SqliteConnection::Mode mode)
{
    if (mode != SqliteConnection::Mode::Immutable)
        return path;
    const QByteArray encoded = QUrl::toPercentEncoding(path, "/");
    return QStringLiteral("file:%1?immutable=1").arg(QString::fromLatin1(encoded));
}

/// Advice by SQLite's primary result code, https://www.sqlite.org/rescode.html
Message adviceFor(int code)
{
    switch (code) {
    case 5:
    case 6:
        return Message(
            WEIR_TEXT("sqlite.wait", "Another program holds the file; wait until it is done and try again."));
    case 8:
        return Message(WEIR_TEXT(
            "sqlite.read_only",
            "The file or its folder can't be written; change the permissions or copy it elsewhere."));
    case 10:
        return Message(WEIR_TEXT("sqlite.check_quota", "Check the disk, its free space and its quota."));
    case 11:
    case 26:
        return Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."));
    case 13:
        return Message(
            WEIR_TEXT("sqlite.free_space", "Free some space on the disk or choose another folder."));
    case 14:
        return Message(
            WEIR_TEXT("sqlite.check_folder", "Check that the folder exists and that you may use it."));
    default:
        return Message(
            WEIR_TEXT("sqlite.check_permissions", "Check the disk and the permissions of the folder."));
    }
}

/// What SQLite's primary result code means; nothing where its own words tell more.
Message meaningOf(int code)
{
    switch (code) {
    case 5:
    case 6:
        return WEIR_TEXT("sqlite.is_locked", "Another program holds the file");
    case 8:
        return WEIR_TEXT("sqlite.only_readable", "The file can only be read");
    case 11:
        return WEIR_TEXT("sqlite.is_damaged", "The file is damaged");
    case 13:
        return WEIR_TEXT("sqlite.disk_is_full", "No space is left on the disk");
    case 14:
        return WEIR_TEXT("sqlite.not_opened", "The file can't be opened");
    case 26:
        return WEIR_TEXT("sqlite.no_database", "The file is no database of SQLite");
    default:
        return {};
    }
}

Error errorFrom(int extendedCode, const QString &text, const QString &path)
{
    constexpr int primaryMask = 0xff; // extended codes hold the primary one in their low byte
    const int code = extendedCode & primaryMask;
    Message what = meaningOf(code);
    if (what.isEmpty())
        what = text.isEmpty()
                   ? Message(WEIR_TEXT("sqlite.unknown_error", "SQLite reports an unknown error"))
                   : Message(WEIR_TEXT("sqlite.reports", "SQLite reports: %1"), Message::verbatim(text));
    return {what, Message::verbatim(path), adviceFor(code)};
}

Error errorFrom(const QSqlError &failure, const QString &path)
{
    const QString text = failure.databaseText().isEmpty() ? failure.driverText() : failure.databaseText();
    return errorFrom(failure.nativeErrorCode().toInt(), text, path);
}

/// Null where Qt's driver is none of SQLite's.
sqlite3 *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3 *const *>(handle.constData())
                                                       : nullptr;
}

Error noDriver(const QString &path)
{
    return {Message(WEIR_TEXT("sqlite.no_driver", "Qt's SQLite driver is missing")), Message::verbatim(path),
            Message(WEIR_TEXT("sqlite.install_driver", "Install the package libqt6sql6-sqlite."))};
}

} // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &path, Mode mode)
{
    static std::atomic<quint64> counter{0};
    const QString name = QStringLiteral("weir-%1").arg(counter++);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(name, path));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    if (!database.isValid())
        return noDriver(path);
    database.setDatabaseName(databaseName(path, mode));
    database.setConnectOptions(options(mode));
    if (!database.open())
        return errorFrom(database.lastError(), path);
    connection->m_handle = handleOf(database);
    if (connection->m_handle == nullptr)
        return noDriver(path);
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery SqliteConnection::query() const
{
    QSqlQuery made(QSqlDatabase::database(m_name, false));
    made.setForwardOnly(true);
    return made;
}

Result<void> SqliteConnection::run(const QString &statement) const
{
    QSqlQuery once = query();
    if (!once.exec(statement))
        return errorOf(once);
    return {};
}

Error SqliteConnection::lastError() const
{
    return errorFrom(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)), m_path);
}

Error SqliteConnection::errorOf(const QSqlQuery &failed) const
{
    return errorFrom(failed.lastError(), m_path);
}

} // namespace weir
