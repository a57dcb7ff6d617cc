// SPDX-License-Identifier: GPL-3.0-or-later
// How each type of member of a service's configuration is read; for the reader alone.
#pragma once

#include "base/duration.h"
#include "base/jsonreader.h"
#include "service/config/configfields.h"
#include "service/config/confignames.h"

#include <concepts>
#include <type_traits>

namespace weir {

// What is more than a list of members: configreader.cpp.
void readMembers(JsonReader &reader, ScalingRule &rule);
void readMembers(JsonReader &reader, SchedulerConfig &scheduler);
void readField(JsonReader &reader, const QString &key, RandomFigure &field, Real mean);
void readField(JsonReader &reader, const QString &key, std::vector<FaultShare> &field, Most most);
void readField(JsonReader &reader, const QString &key, std::vector<DrillConfig> &field, Most most);
void readField(JsonReader &reader, const QString &key, std::vector<QString> &field, Most most);
void readField(JsonReader &reader, const QString &key, quint64 &field);
void checkCount(JsonReader &reader, const QString &key, Most most);

// A field keeps its default when its key is absent or wrong, so that every other problem is found, too.

inline void readField(JsonReader &reader, const QString &key, QString &field)
{
    field = reader.string(key, field);
}

inline void readField(JsonReader &reader, const QString &key, bool &field)
{
    field = reader.boolean(key, field);
}

inline void readField(JsonReader &reader, const QString &key, double &field, Real range)
{
    field = reader.number(key, field, range.low, range.high);
}

template <std::integral T>
void readField(JsonReader &reader, const QString &key, T &field, Whole range)
{
    field = static_cast<T>(reader.integer(key, static_cast<qint64>(field), range.low, range.high));
}

inline void readField(JsonReader &reader, const QString &key, std::optional<Nanoseconds> &field, Span range)
{
    const std::optional<Nanoseconds> value = reader.optionalDuration(key);
    if (!value)
        return;
    if (*value >= range.low && *value <= range.high)
        field = value;
    else
        reader.problem(key, QStringLiteral("A duration from %1 to %2 is expected.")
                                .arg(formatDuration(range.low), formatDuration(range.high)));
}

inline void readField(JsonReader &reader, const QString &key, Nanoseconds &field, Span range)
{
    std::optional<Nanoseconds> value = field;
    readField(reader, key, value, range);
    field = *value;
}

template <typename Enum>
    requires std::is_enum_v<Enum>
void readField(JsonReader &reader, const QString &key, Enum &field)
{
    field = static_cast<Enum>(reader.choice(key, configNames<Enum>(), static_cast<int>(field)));
}

template <typename T>
    requires std::is_class_v<T>
void readField(JsonReader &reader, const QString &key, T &field);
template <typename T>
void readField(JsonReader &reader, const QString &key, std::vector<T> &field, Most most);

/// Reads every listed member of `value`, whatever the keys of the object beside them.
template <typename T>
void readListed(JsonReader &reader, T &value)
{
    describe(ConfigOf<T>{}, [&](QStringView key, auto member, auto... range) {
        readField(reader, key.toString(), value.*member, range...);
    });
}

template <typename T>
void readMembers(JsonReader &reader, T &value)
{
    readListed(reader, value);
}

template <typename T>
    requires std::is_class_v<T>
void readField(JsonReader &reader, const QString &key, T &field)
{
    reader.object(key, [&](JsonReader &inner) { readMembers(inner, field); });
}

template <typename T>
void readField(JsonReader &reader, const QString &key, std::vector<T> &field, Most most)
{
    checkCount(reader, key, most);
    reader.objects(key, [&](JsonReader &inner) { readMembers(inner, field.emplace_back()); });
}

} // namespace weir
