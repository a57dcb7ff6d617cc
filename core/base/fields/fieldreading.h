// SPDX-License-Identifier: GPL-3.0-or-later
// How each type of member is read from JSON. A field keeps its default when its key is absent or wrong, so
// that every other problem is found, too. For the codecs of formats.
#pragma once

#include "base/fields/enumnames.h"
#include "base/fields/fields.h"
#include "base/jsonreader.h"
#include "base/rawjson.h"

#include <QJsonArray>
#include <QStringList>

#include <chrono>
#include <concepts>
#include <optional>
#include <type_traits>
#include <vector>

namespace weir {

// A type with a form of its own has a readField() or readMembers() of its own beside its list; both are found
// by the types of their arguments. readField() returns whether there was a right value.

inline bool readField(JsonReader &reader, const QString &key, QString &field)
{
    const std::optional<QString> value = reader.optionalString(key);
    field = value.value_or(field);
    return value.has_value();
}

inline bool readField(JsonReader &reader, const QString &key, bool &field)
{
    const std::optional<bool> value = reader.optionalBoolean(key);
    field = value.value_or(field);
    return value.has_value();
}

inline bool readField(JsonReader &reader, const QString &key, double &field)
{
    const std::optional<double> value = reader.optionalNumber(key);
    field = value.value_or(field);
    return value.has_value();
}

inline bool readField(JsonReader &reader, const QString &key, double &field, Real range)
{
    const std::optional<double> value = reader.optionalNumber(key, range.low, range.high);
    field = value.value_or(field);
    return value.has_value();
}

template <std::integral T>
bool readField(JsonReader &reader, const QString &key, T &field, Whole range)
{
    const std::optional<qint64> value = reader.optionalInteger(key, range.low, range.high);
    if (value)
        field = static_cast<T>(*value);
    return value.has_value();
}

template <std::integral T>
bool readField(JsonReader &reader, const QString &key, T &field)
{
    if constexpr (std::is_same_v<T, quint64>) {
        const std::optional<quint64> value = reader.optionalUnsigned(key);
        field = value.value_or(field);
        return value.has_value();
    } else {
        return readField(reader, key, field, wholeOf<T>());
    }
}

inline bool readField(JsonReader &reader, const QString &key, std::chrono::nanoseconds &field)
{
    const std::optional<std::chrono::nanoseconds> value = reader.optionalDuration(key);
    field = value.value_or(field);
    return value.has_value();
}

inline bool readField(JsonReader &reader, const QString &key, std::chrono::nanoseconds &field, Span range)
{
    const std::optional<std::chrono::nanoseconds> value = reader.optionalDuration(key);
    if (value && !range.holds(*value))
        reader.problem(key, range.expected());
    if (!value || !range.holds(*value))
        return false;
    field = *value;
    return true;
}

/// Any object or list; a text is what was not JSON yet.
inline bool readField(JsonReader &reader, const QString &key, RawJson &field)
{
    reader.accept(key);
    if (!reader.says(key))
        return false;
    const QJsonValue value = reader.raw().value(key);
    if (!value.isObject() && !value.isArray() && !value.isString()) {
        reader.problem(key,
                       WEIR_TEXT("json.object_or_list", "An object { } or a list [ ] is expected here."));
        return false;
    }
    field = RawJson::of(value);
    return true;
}

template <typename Enum>
    requires std::is_enum_v<Enum>
bool readField(JsonReader &reader, const QString &key, Enum &field, Always = {})
{
    const std::optional<int> position = reader.optionalChoice(key, enumNames<Enum>());
    if (position)
        field = static_cast<Enum>(*position);
    return position.has_value();
}

inline void checkCount(JsonReader &reader, const QString &key, Most most)
{
    if (!most.holds(reader.raw().value(key).toArray().size()))
        reader.problem(key, most.expected());
}

inline bool readField(JsonReader &reader, const QString &key, QStringList &field, Most most = {})
{
    checkCount(reader, key, most);
    const std::optional<QStringList> texts = reader.optionalStrings(key);
    field = texts.value_or(field);
    return texts.has_value();
}

inline bool readField(JsonReader &reader, const QString &key, std::vector<QString> &field, Most most = {})
{
    QStringList texts;
    const bool isThere = readField(reader, key, texts, most);
    if (isThere)
        field.assign(texts.begin(), texts.end());
    return isThere;
}

template <typename T>
    requires std::is_class_v<T>
bool readField(JsonReader &reader, const QString &key, T &field);
template <typename T>
bool readField(JsonReader &reader, const QString &key, std::vector<T> &field, Most most = {});

template <typename T, typename... Bounds>
bool readField(JsonReader &reader, const QString &key, std::optional<T> &field, Bounds... bounds)
{
    T value{};
    const bool isRight = readField(reader, key, value, bounds...);
    if (isRight)
        field = std::move(value);
    return isRight;
}

/// Reads every listed member of `value`, whatever the keys of the object beside them.
template <typename T>
void readListed(JsonReader &reader, T &value)
{
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto... bounds) {
        readField(reader, key.toString(), value.*member, bounds...);
    });
}

template <typename T>
void readMembers(JsonReader &reader, T &value)
{
    readListed(reader, value);
}

template <typename T>
    requires std::is_class_v<T>
bool readField(JsonReader &reader, const QString &key, T &field)
{
    return reader.object(key, [&](JsonReader &inner) { readMembers(inner, field); });
}

template <typename T>
bool readField(JsonReader &reader, const QString &key, std::vector<T> &field, Most most)
{
    checkCount(reader, key, most);
    return reader.objects(key, [&](JsonReader &inner) { readMembers(inner, field.emplace_back()); });
}

} // namespace weir
