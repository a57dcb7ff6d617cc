// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordrows.h"

#include "store/recordcolumns.h"
#include "store/rowcheck.h"

#include <QStringList>
#include <QVariant>

#include <concepts>

namespace weir {

namespace {

template <typename T>
constexpr bool isOptional = false;
template <typename T>
constexpr bool isOptional<std::optional<T>> = true;

/// The column's type in SQL; only optional members may be NULL.
struct TypeNamer
{
    QStringList columns;

    template <typename T>
    void operator()(QStringView name, const T &)
    {
        QString type = QStringLiteral("INTEGER");
        if constexpr (std::same_as<T, QString> || std::same_as<T, Message> || std::same_as<T, OutcomeClass> ||
                      std::same_as<T, RunPhase>)
            type = QStringLiteral("TEXT");
        else if constexpr (std::same_as<T, QByteArray>)
            type = QStringLiteral("BLOB");
        if constexpr (!isOptional<T> && !std::same_as<T, QByteArray>)
            type += QStringLiteral(" NOT NULL");
        columns << name.toString() + u' ' + type;
    }
};

class Binder
{
public:
    Binder(QSqlQuery &query, TimePoint zero) : m_query(query), m_zero(zero) {}

    template <typename T>
    void operator()(QStringView, const T &value)
    {
        const QVariant bound = toVariant(value);
        m_check.add(bound);
        m_query.addBindValue(bound);
    }
    void bindCheck() { m_query.addBindValue(static_cast<qlonglong>(m_check.value())); }

private:
    template <typename Tag, typename Number>
    QVariant toVariant(const StrongId<Tag, Number> &id) const
    {
        return toVariant(id.value());
    }
    template <std::integral T>
    QVariant toVariant(T value) const
    {
        return static_cast<qlonglong>(value);
    }
    QVariant toVariant(TimePoint at) const { return static_cast<qlonglong>((at - m_zero).count()); }
    QVariant toVariant(Nanoseconds time) const { return static_cast<qlonglong>(time.count()); }
    QVariant toVariant(OutcomeClass outcome) const { return toString(outcome); }
    QVariant toVariant(RunPhase phase) const
    {
        return phaseNames[static_cast<std::size_t>(phase)].name.toString();
    }
    QVariant toVariant(const QString &text) const { return storableText(text); }
    QVariant toVariant(const Message &message) const { return toVariant(message.stored()); }
    QVariant toVariant(const QByteArray &bytes) const
    {
        return bytes.isEmpty() ? QVariant() : QVariant(bytes);
    }
    template <typename T>
    QVariant toVariant(const std::optional<T> &value) const
    {
        return value ? toVariant(*value) : QVariant();
    }

    QSqlQuery &m_query;
    TimePoint m_zero;
    RowCheck m_check;
};

QStringList columnNames()
{
    QStringList names;
    const RequestRecord none;
    visitColumns(none, [&names](QStringView name, const auto &) { names << name.toString(); });
    names << rowCheckColumn.toString();
    return names;
}

} // namespace

QString recordColumnsSql()
{
    TypeNamer namer;
    const RequestRecord none;
    visitColumns(none, namer);
    namer.columns << QStringLiteral("row_check INTEGER NOT NULL");
    return namer.columns.join(QStringLiteral(",\n    "));
}

QString recordInsertSql(const QString &verb, const QString &table)
{
    const QStringList names = columnNames();
    const QStringList marks(names.size(), QStringLiteral("?"));
    return QStringLiteral("%1 INTO %2 (%3) VALUES (%4)")
        .arg(verb, table, names.join(QStringLiteral(", ")), marks.join(QStringLiteral(", ")));
}

void bindRecord(QSqlQuery &query, const RequestRecord &record, TimePoint zero)
{
    Binder binder(query, zero);
    visitColumns(record, binder);
    binder.bindCheck();
}

} // namespace weir
