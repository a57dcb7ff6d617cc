// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonreader.h"

#include "base/duration.h"
#include "base/fields/bounds.h"
#include "base/fields/enumnames.h"
#include "base/fields/nearestname.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

namespace weir {

namespace {

Message objectExpected()
{
    return Message(WEIR_TEXT("json.object_expected", "An object { } is expected here."));
}

Message textExpected()
{
    return Message(WEIR_TEXT("json.text_expected", "A text in quotes is expected."));
}

} // namespace

QString joinPointer(const QString &path, const QString &key)
{
    QString escaped = key;
    escaped.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    return path + u'/' + escaped;
}

JsonReader::JsonReader(const QJsonValue &value, QString path, Problems &problems)
    : m_object(value.toObject()), m_path(std::move(path)), m_problems(problems)
{
    if (!value.isObject())
        m_problems.push_back({Severity::Error, m_path, objectExpected()});
}

QJsonValue JsonReader::take(const QString &key)
{
    m_known.insert(key);
    const QJsonValue value = m_object.value(key);
    return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
}

void JsonReader::acceptAll()
{
    for (const QString &key : m_object.keys())
        accept(key);
}

void JsonReader::problem(const QString &key, const Message &message, Severity severity)
{
    m_problems.push_back({severity, pathOf(key), message});
}

std::optional<QString> JsonReader::optionalString(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isString()) {
        problem(key, textExpected());
        return std::nullopt;
    }
    return value.toString();
}

QString JsonReader::string(const QString &key, const QString &fallback)
{
    return optionalString(key).value_or(fallback);
}

std::optional<bool> JsonReader::optionalBoolean(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isBool()) {
        problem(key, Message(WEIR_TEXT("json.true_or_false_expected", "true or false is expected.")));
        return std::nullopt;
    }
    return value.toBool();
}

bool JsonReader::boolean(const QString &key, bool fallback)
{
    return optionalBoolean(key).value_or(fallback);
}

std::optional<double> JsonReader::optionalNumber(const QString &key, double low, double high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    const Real range{low, high};
    if (!value.isDouble() || !range.holds(value.toDouble())) {
        problem(key, range.expected());
        return std::nullopt;
    }
    return value.toDouble();
}

std::optional<double> JsonReader::optionalNumber(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isDouble()) {
        problem(key, Message(WEIR_TEXT("json.number_expected", "A number is expected.")));
        return std::nullopt;
    }
    return value.toDouble();
}

double JsonReader::number(const QString &key, double fallback, double low, double high)
{
    return optionalNumber(key, low, high).value_or(fallback);
}

std::optional<qint64> JsonReader::optionalInteger(const QString &key, qint64 low, qint64 high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    const double asDouble = value.toDouble(std::nan(""));
    const Whole range{low, high};
    // QJsonValue keeps whole numbers up to 64 bits exact; toInteger() gives the default for any other.
    const qint64 whole = value.toInteger(0);
    const bool isWhole = value.isDouble() && std::floor(asDouble) == asDouble && value.toInteger(1) == whole;
    if (!isWhole || !range.holds(whole)) {
        problem(key, range.expected());
        return std::nullopt;
    }
    return whole;
}

qint64 JsonReader::integer(const QString &key, qint64 fallback, qint64 low, qint64 high)
{
    return optionalInteger(key, low, high).value_or(fallback);
}

std::optional<quint64> JsonReader::optionalUnsigned(const QString &key)
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    const QJsonValue value = m_object.value(key);
    bool isNumber = false;
    const quint64 number = value.toString().toULongLong(&isNumber);
    if (value.isString() && isNumber && number > static_cast<quint64>(largest)) {
        accept(key);
        return number;
    }
    if (!value.isUndefined() && !value.isNull() && value.toInteger(-1) < 0) {
        accept(key);
        problem(key, Message(WEIR_TEXT("json.unsigned_expected",
                                       "A whole number from 0 to 18,446,744,073,709,551,615 is expected; one "
                                       "above 9,223,372,036,854,775,807 stands in quotes.")));
        return std::nullopt;
    }
    const std::optional<qint64> integer = optionalInteger(key, 0, largest);
    return integer ? std::optional(static_cast<quint64>(*integer)) : std::nullopt;
}

std::optional<std::chrono::nanoseconds> JsonReader::optionalDuration(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isString()) {
        problem(key, Message(WEIR_TEXT("json.duration_expected",
                                       "A duration in quotes is expected, like \"30s\".")));
        return std::nullopt;
    }
    const Result<std::chrono::nanoseconds> parsed = parseDuration(value.toString());
    if (!parsed) {
        problem(key, parsed.error().message());
        return std::nullopt;
    }
    return *parsed;
}

std::chrono::nanoseconds JsonReader::duration(const QString &key, std::chrono::nanoseconds fallback)
{
    return optionalDuration(key).value_or(fallback);
}

std::optional<int> JsonReader::optionalChoice(const QString &key, const QStringList &names)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    const qsizetype position = value.isString() ? names.indexOf(value.toString()) : -1;
    if (position < 0) {
        problem(key, choiceExpected(names));
        return std::nullopt;
    }
    return static_cast<int>(position);
}

int JsonReader::choice(const QString &key, const QStringList &names, int fallback)
{
    return optionalChoice(key, names).value_or(fallback);
}

bool JsonReader::object(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return false;
    JsonReader inner(value, pathOf(key), m_problems);
    if (!value.isObject())
        return false;
    read(inner);
    inner.finish();
    return true;
}

bool JsonReader::objects(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return false;
    if (!value.isArray()) {
        problem(key,
                Message(WEIR_TEXT("json.list_of_objects_expected", "A list [ ] of objects is expected.")));
        return false;
    }
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        JsonReader inner(array.at(i), joinPointer(pathOf(key), QString::number(i)), m_problems);
        read(inner);
        inner.finish();
    }
    return true;
}

std::optional<QStringList> JsonReader::optionalStrings(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isArray()) {
        problem(key, Message(WEIR_TEXT("json.list_of_texts_expected", "A list [ ] of texts is expected.")));
        return std::nullopt;
    }
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (array.at(i).isString())
            texts.append(array.at(i).toString());
        else
            m_problems.push_back(
                {Severity::Error, joinPointer(pathOf(key), QString::number(i)), textExpected()});
    }
    return texts;
}

QStringList JsonReader::strings(const QString &key)
{
    return optionalStrings(key).value_or(QStringList());
}

void JsonReader::finish()
{
    QStringList missing; // known, but not there
    for (const QString &key : m_known) {
        if (!has(key))
            missing.append(key);
    }
    missing.sort();
    for (const QString &key : m_object.keys()) {
        if (m_known.contains(key))
            continue;
        const std::optional<QString> meant = likelyName(key, missing);
        problem(key, meant ? Message(WEIR_TEXT("json.unknown_key_like",
                                               "The key \"%1\" is unknown here; remove it or write \"%2\"."),
                                     key, *meant)
                           : Message(WEIR_TEXT("json.unknown_key", "The key \"%1\" is unknown here; remove "
                                                                   "it or correct its spelling."),
                                     key));
    }
}

} // namespace weir
