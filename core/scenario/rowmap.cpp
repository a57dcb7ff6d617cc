// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/rowmap.h"

#include "base/jsonpointer.h"
#include "base/rawjson.h"
#include "scenario/enumnames.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <cmath>

namespace weir {

namespace {

constexpr double mostExact = 9007199254740992.0; // 2^53: beyond it doubles skip whole numbers

bool isTime(FieldRule::As as)
{
    return as == FieldRule::As::Time || as == FieldRule::As::UnixSeconds ||
           as == FieldRule::As::UnixMilliseconds;
}

/// Undefined: the value has no text that is one thing only.
QJsonValue textOf(const QJsonValue &value)
{
    if (value.isString())
        return value;
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    const QJsonDocument whole(value.isObject()  ? QJsonDocument(value.toObject())
                              : value.isArray() ? QJsonDocument(value.toArray())
                                                : QJsonDocument(QJsonArray{value}));
    const QString text = QString::fromUtf8(whole.toJson(QJsonDocument::Compact));
    return value.isDouble() ? text.sliced(1).chopped(1) : text;
}

QJsonValue numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value;
    bool isNumber = false;
    const double number = value.toString().trimmed().toDouble(&isNumber);
    return value.isString() && isNumber && std::isfinite(number) ? QJsonValue(number) : QJsonValue::Undefined;
}

QJsonValue integerOf(const QJsonValue &value)
{
    bool isNumber = false;
    const qint64 whole = value.toString().trimmed().toLongLong(&isNumber);
    if (value.isString() && isNumber)
        return whole;
    const double number = numberOf(value).toDouble(0.5);
    if (number != std::floor(number) || std::abs(number) > mostExact)
        return value.isDouble() && value.toInteger(1) == value.toInteger(2)
                   ? value
                   : QJsonValue(QJsonValue::Undefined);
    return static_cast<qint64>(number);
}

QJsonValue booleanOf(const QJsonValue &value)
{
    if (value.isBool())
        return value;
    const QString text = textOf(value).toString().trimmed().toLower();
    if (text == u"true" || text == u"yes" || text == u"1")
        return true;
    if (text == u"false" || text == u"no" || text == u"0")
        return false;
    return QJsonValue::Undefined;
}

QDateTime timeOf(const QJsonValue &value, const QString &format)
{
    if (format == u"unix" || format == u"unix_ms") {
        const QJsonValue number = numberOf(value);
        constexpr double mostMilliseconds = 253402300799999.0; // the year 9999
        const double milliseconds = number.toDouble() * (format == u"unix" ? 1000 : 1);
        if (number.isUndefined() || std::abs(milliseconds) > mostMilliseconds)
            return {};
        return QDateTime::fromMSecsSinceEpoch(std::llround(milliseconds), Qt::UTC);
    }
    const QString text = value.toString().trimmed();
    QDateTime time = format.isEmpty() || format == u"iso" ? QDateTime::fromString(text, Qt::ISODateWithMs)
                                                          : QDateTime::fromString(text, format);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC); // without a zone; the machine's would make other rows of the same file
    return time.toUTC();
}

QJsonValue madeOf(const QJsonValue &value, const FieldRule &rule)
{
    switch (rule.as) {
    case FieldRule::As::Keep:
        return value;
    case FieldRule::As::Text:
        return textOf(value);
    case FieldRule::As::Number:
        return numberOf(value);
    case FieldRule::As::Integer:
        return integerOf(value);
    case FieldRule::As::Boolean:
        return booleanOf(value);
    case FieldRule::As::Time:
    case FieldRule::As::UnixSeconds:
    case FieldRule::As::UnixMilliseconds:
        break;
    }
    const QDateTime time = timeOf(value, rule.timeFormat);
    if (!time.isValid())
        return QJsonValue::Undefined;
    if (rule.as == FieldRule::As::Time)
        return time.toString(Qt::ISODateWithMs);
    if (rule.as == FieldRule::As::UnixMilliseconds)
        return time.toMSecsSinceEpoch();
    return static_cast<double>(time.toMSecsSinceEpoch()) / 1000;
}

/// What a message shows of a value.
QString shownOf(const QJsonValue &value)
{
    constexpr qsizetype most = 60;
    const QString text = textOf(value).toString();
    return text.size() > most ? text.first(most) + u'…' : text;
}

Error wrongValue(const FieldRule &rule, const QJsonValue &value)
{
    return {Message(WEIR_TEXT("data.wrong_value", "The field \"%1\" can't be %2: its value is %3"),
                    rule.field, enumName(rule.as), shownOf(value)),
            {},
            WEIR_TEXT("data.mend_value", "Mend the row, change the rule in map, or let bad_rows skip it.")};
}

bool isBreak(const QString &key, qsizetype i)
{
    return key[i].isUpper() && i > 0 && key[i - 1] != u'_' &&
           (!key[i - 1].isUpper() || (i + 1 < key.size() && key[i + 1].isLower()));
}

QString snakeOf(const QString &key)
{
    QString made;
    for (qsizetype i = 0; i < key.size(); ++i) {
        if (isBreak(key, i))
            made += u'_';
        made += key[i] == u'-' || key[i] == u' ' ? QChar(u'_') : key[i].toLower();
    }
    return made;
}

QString camelOf(const QString &key)
{
    QString made;
    bool isNext = false;
    for (const QChar c : key) {
        const bool isBetween = c == u'_' || c == u'-' || c == u' ';
        if (!isBetween)
            made += isNext ? c.toUpper() : c;
        isNext = isBetween ? !made.isEmpty() : false;
    }
    return made;
}

} // namespace

RowMap::RowMap(const DataSource &source) : m_names(source.names)
{
    for (const FieldRule &rule : source.map) {
        const bool isPointer = rule.from.startsWith(u'/');
        const QString from = rule.from.isEmpty() ? rule.field : rule.from;
        m_rules.push_back({rule, isPointer,
                           isPointer ? pointerSteps(from).value_or(QStringList{from}) : QStringList{from}});
    }
}

QString RowMap::named(const QString &key) const
{
    return m_names == DataSource::Names::Snake   ? snakeOf(key)
           : m_names == DataSource::Names::Camel ? camelOf(key)
                                                 : key;
}

Result<void> RowMap::apply(QJsonObject &row) const
{
    QJsonObject made;
    QSet<QString> moved;
    for (const Rule &rule : m_rules) {
        QJsonValue value = valueAt(row, rule.steps);
        if (!rule.isPointer)
            moved.insert(rule.steps.front());
        if ((value.isUndefined() || value.isNull()) && rule.words.standard)
            value = *rule.words.standard;
        if (value.isUndefined())
            continue; // whoever asks for it is told by check()
        const QJsonValue as = value.isNull() ? value : madeOf(value, rule.words);
        if (as.isUndefined())
            return wrongValue(rule.words, value);
        made.insert(rule.words.field, as);
    }
    for (auto member = row.constBegin(); member != row.constEnd(); ++member) {
        if (moved.contains(member.key()))
            continue;
        const QString name = named(member.key());
        if (made.contains(name))
            return Error{
                Message(WEIR_TEXT("data.two_get_name", "Two of its fields get the name \"%1\""), name),
                {},
                WEIR_TEXT("data.rename_one",
                          "Name one of them in map, by its own name, and call it otherwise.")};
        made.insert(name, member.value());
    }
    row = std::move(made);
    return {};
}

bool RowMap::check(const DataSource &source, const Findings &findings)
{
    bool isRight = true;
    QSet<QString> fields;
    for (std::size_t i = 0; i < source.map.size(); ++i) {
        const FieldRule &rule = source.map[i];
        const auto tell = [&](const char *key, const Message &message) {
            findings.at(QStringLiteral("map"), i).error(QString::fromLatin1(key), message);
            isRight = false;
        };
        if (rule.field.isEmpty())
            tell("field", WEIR_TEXT("scenario.rule_needs_field", "A rule needs the name of its field."));
        else if (fields.contains(rule.field))
            tell("field", Message(WEIR_TEXT("scenario.field_made_twice", "Two rules make the field \"%1\"."),
                                  rule.field));
        fields.insert(rule.field);
        if (rule.from.startsWith(u'/') && !pointerSteps(rule.from))
            tell("from", Message(WEIR_TEXT("scenario.no_row_pointer",
                                           "\"%1\" is no JSON pointer: ~ stands for ~0, / in a name for ~1."),
                                 rule.from));
        if (!rule.timeFormat.isEmpty() && !isTime(rule.as))
            tell("time_format",
                 WEIR_TEXT("scenario.time_format_unused",
                           "A time format is for fields that are read as time, unix or unix_ms."));
        if (rule.standard && madeOf(*rule.standard, rule).isUndefined())
            tell("default", Message(WEIR_TEXT("scenario.wrong_default", "The default \"%1\" can't be %2."),
                                    *rule.standard, enumName(rule.as)));
    }
    return isRight;
}

} // namespace weir
