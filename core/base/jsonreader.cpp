// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonreader.h"

#include "base/duration.h"

#include <QJsonArray>

#include <cmath>

namespace weir {

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
        m_problems.push_back({Severity::Error, m_path, QStringLiteral("An object { } is expected here.")});
}

QJsonValue JsonReader::take(const QString &key)
{
    m_known.insert(key);
    const QJsonValue value = m_object.value(key);
    return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
}

void JsonReader::problem(const QString &key, const Message &message, Severity severity)
{
    m_problems.push_back({severity, pathOf(key), message});
}

QString JsonReader::string(const QString &key, const QString &fallback)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return fallback;
    if (!value.isString()) {
        problem(key, QStringLiteral("A text in quotes is expected."));
        return fallback;
    }
    return value.toString();
}

bool JsonReader::boolean(const QString &key, bool fallback)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return fallback;
    if (!value.isBool()) {
        problem(key, QStringLiteral("true or false is expected."));
        return fallback;
    }
    return value.toBool();
}

double JsonReader::number(const QString &key, double fallback, double low, double high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return fallback;
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble() || !(number >= low && number <= high)) {
        problem(key, QStringLiteral("A number from %1 to %2 is expected.").arg(low).arg(high));
        return fallback;
    }
    return number;
}

std::optional<qint64> JsonReader::optionalInteger(const QString &key, qint64 low, qint64 high)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    const double asDouble = value.toDouble(std::nan(""));
    // QJsonValue keeps whole numbers up to 64 bits exact; toInteger() gives the default for a fraction.
    const qint64 whole = value.toInteger(low == std::numeric_limits<qint64>::min() ? 0 : low - 1);
    const bool isWhole = value.isDouble() && std::floor(asDouble) == asDouble;
    if (!isWhole || whole < low || whole > high) {
        problem(key, QStringLiteral("A whole number from %1 to %2 is expected.").arg(low).arg(high));
        return std::nullopt;
    }
    return whole;
}

qint64 JsonReader::integer(const QString &key, qint64 fallback, qint64 low, qint64 high)
{
    return optionalInteger(key, low, high).value_or(fallback);
}

std::optional<std::chrono::nanoseconds> JsonReader::optionalDuration(const QString &key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isString()) {
        problem(key, QStringLiteral("A duration in quotes is expected, like \"30s\"."));
        return std::nullopt;
    }
    Result<std::chrono::nanoseconds> parsed = parseDuration(value.toString());
    if (!parsed) {
        problem(key, parsed.error().text());
        return std::nullopt;
    }
    return *parsed;
}

std::chrono::nanoseconds JsonReader::duration(const QString &key, std::chrono::nanoseconds fallback)
{
    return optionalDuration(key).value_or(fallback);
}

int JsonReader::choice(const QString &key, const QStringList &names, int fallback)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return fallback;
    const qsizetype position = value.isString() ? names.indexOf(value.toString()) : -1;
    if (position < 0) {
        problem(key, QStringLiteral("One of %1 is expected.").arg(names.join(QStringLiteral(", "))));
        return fallback;
    }
    return static_cast<int>(position);
}

void JsonReader::object(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return;
    JsonReader inner(value, pathOf(key), m_problems);
    if (!value.isObject())
        return;
    read(inner);
    inner.finish();
}

void JsonReader::objects(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return;
    if (!value.isArray()) {
        problem(key, QStringLiteral("A list [ ] of objects is expected."));
        return;
    }
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        JsonReader inner(array.at(i), joinPointer(pathOf(key), QString::number(i)), m_problems);
        read(inner);
        inner.finish();
    }
}

QStringList JsonReader::strings(const QString &key)
{
    const QJsonValue value = take(key);
    QStringList texts;
    if (value.isUndefined())
        return texts;
    if (!value.isArray()) {
        problem(key, QStringLiteral("A list [ ] of texts is expected."));
        return texts;
    }
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (array.at(i).isString())
            texts.append(array.at(i).toString());
        else
            m_problems.push_back({Severity::Error, joinPointer(pathOf(key), QString::number(i)),
                                  QStringLiteral("A text in quotes is expected.")});
    }
    return texts;
}

void JsonReader::finish()
{
    for (const QString &key : m_object.keys()) {
        if (!m_known.contains(key))
            problem(key, QStringLiteral("The key \"%1\" is unknown here; remove it or correct its spelling.")
                             .arg(key));
    }
}

} // namespace weir
