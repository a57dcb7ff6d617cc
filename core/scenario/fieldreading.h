// SPDX-License-Identifier: GPL-3.0-or-later
// How each type of member of the project file is read; for the codec alone.
#pragma once

#include "base/jsonreader.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"

#include <limits>
#include <type_traits>

namespace weir {

inline constexpr qint64 largestInteger = std::numeric_limits<qint64>::max();
inline constexpr qint64 largestWord = std::numeric_limits<quint32>::max();

// The load's members depend on each other: loadcodec.cpp.
void readMembers(JsonReader &reader, OpenStep &step);
void readMembers(JsonReader &reader, ClosedStep &step);
void readMembers(JsonReader &reader, LoadGroup &group);
void readMembers(JsonReader &reader, Load &load);

// A field keeps its default when its key is absent or wrong. What the type can hold is accepted here;
// whether it makes sense is check()'s to say, so that saving and opening loses nothing.

inline void readField(JsonReader &reader, const QString &key, QString &field)
{
    field = reader.string(key, field);
}

inline void readField(JsonReader &reader, const QString &key, bool &field)
{
    field = reader.boolean(key, field);
}

inline void readField(JsonReader &reader, const QString &key, double &field)
{
    const QJsonValue value = reader.raw().value(key);
    reader.accept(key);
    if (value.isDouble())
        field = value.toDouble();
    else if (!value.isUndefined() && !value.isNull())
        reader.problem(key, QStringLiteral("A number is expected."));
}

inline void readField(JsonReader &reader, const QString &key, std::optional<double> &field)
{
    double value = field.value_or(0);
    readField(reader, key, value);
    if (reader.raw().value(key).isDouble())
        field = value;
}

inline void readField(JsonReader &reader, const QString &key, qint32 &field)
{
    field = static_cast<qint32>(
        reader.integer(key, field, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()));
}

inline void readField(JsonReader &reader, const QString &key, quint32 &field)
{
    field = static_cast<quint32>(reader.integer(key, field, 0, largestWord));
}

inline void readField(JsonReader &reader, const QString &key, std::optional<quint32> &field)
{
    if (const std::optional<qint64> value = reader.optionalInteger(key, 0, largestWord))
        field = static_cast<quint32>(*value);
}

inline void readField(JsonReader &reader, const QString &key, std::optional<quint64> &field)
{
    // Numbers of 64 bits above the largest signed one stand in quotes: JSON readers round them otherwise.
    const QJsonValue value = reader.raw().value(key);
    bool isNumber = false;
    const quint64 number = value.toString().toULongLong(&isNumber);
    if (value.isString() && isNumber && number > static_cast<quint64>(largestInteger)) {
        reader.accept(key);
        field = number;
    } else if (const std::optional<qint64> integer = reader.optionalInteger(key, 0, largestInteger)) {
        field = static_cast<quint64>(*integer);
    }
}

inline void readField(JsonReader &reader, const QString &key, quint64 &field)
{
    std::optional<quint64> value = field;
    readField(reader, key, value);
    field = *value;
}

inline void readField(JsonReader &reader, const QString &key, Nanoseconds &field)
{
    field = reader.duration(key, field);
}

inline void readField(JsonReader &reader, const QString &key, std::optional<Nanoseconds> &field)
{
    if (const std::optional<Nanoseconds> value = reader.optionalDuration(key))
        field = value;
}

inline void readField(JsonReader &reader, const QString &key, QStringList &field)
{
    const QStringList texts = reader.strings(key);
    if (reader.raw().value(key).isArray())
        field = texts;
}

template <typename Enum>
    requires std::is_enum_v<Enum>
void readField(JsonReader &reader, const QString &key, Enum &field)
{
    field = static_cast<Enum>(reader.choice(key, enumNames<Enum>(), static_cast<int>(field)));
}

template <typename T>
    requires std::is_class_v<T>
void readField(JsonReader &reader, const QString &key, T &field);
template <typename T>
void readField(JsonReader &reader, const QString &key, std::vector<T> &field);

template <typename T>
void readMembers(JsonReader &reader, T &value)
{
    describe(FieldsOf<T>{},
             [&](QStringView key, auto member) { readField(reader, key.toString(), value.*member); });
}

template <typename T>
    requires std::is_class_v<T>
void readField(JsonReader &reader, const QString &key, T &field)
{
    reader.object(key, [&](JsonReader &inner) { readMembers(inner, field); });
}

template <typename T>
void readField(JsonReader &reader, const QString &key, std::vector<T> &field)
{
    reader.objects(key, [&](JsonReader &inner) { readMembers(inner, field.emplace_back()); });
}

} // namespace weir
