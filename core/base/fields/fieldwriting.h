// SPDX-License-Identifier: GPL-3.0-or-later
// How each type of member is written as JSON, so that fieldreading.h reads the same value back. For the
// codecs of formats.
#pragma once

#include "base/duration.h"
#include "base/fields/enumnames.h"
#include "base/fields/fields.h"
#include "base/orderedjson.h"
#include "base/rawjson.h"

#include <QStringList>

#include <chrono>
#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace weir {

enum class Defaults
{
    Omitted, ///< The form of a file.
    Written, ///< Every member of the format is there; what is not set is null.
};

// A type with a form of its own has a fieldToJson() or writeMembers() of its own beside its list; both are
// found by the types of their arguments.

inline OrderedJson fieldToJson(const QString &field, Defaults)
{
    return OrderedJson::text(field);
}

inline OrderedJson fieldToJson(bool field, Defaults)
{
    return OrderedJson::boolean(field);
}

inline OrderedJson fieldToJson(double field, Defaults)
{
    return OrderedJson::number(field);
}

template <std::integral T>
OrderedJson fieldToJson(T field, Defaults)
{
    // The largest of 64 bits stand in quotes, since JSON readers round them.
    return std::in_range<qint64>(field) ? OrderedJson::integer(static_cast<qint64>(field))
                                        : OrderedJson::text(QString::number(field));
}

inline OrderedJson fieldToJson(std::chrono::nanoseconds field, Defaults)
{
    return OrderedJson::text(formatDuration(field));
}

inline OrderedJson fieldToJson(const QStringList &field, Defaults)
{
    OrderedJson array = OrderedJson::array();
    for (const QString &text : field)
        array.append(OrderedJson::text(text));
    return array;
}

inline OrderedJson fieldToJson(const RawJson &field, Defaults)
{
    const Result<QJsonValue> value = field.value();
    if (!value)
        return OrderedJson::text(field.text);
    return value->isUndefined() ? OrderedJson() : OrderedJson::of(*value);
}

template <typename Enum>
    requires std::is_enum_v<Enum>
OrderedJson fieldToJson(Enum field, Defaults)
{
    return OrderedJson::text(enumName(field));
}

template <typename T>
    requires std::is_class_v<T>
OrderedJson fieldToJson(const T &field, Defaults defaults);

template <typename T>
OrderedJson fieldToJson(const std::optional<T> &field, Defaults defaults)
{
    return field ? fieldToJson(*field, defaults) : OrderedJson();
}

template <typename T>
OrderedJson fieldToJson(const std::vector<T> &field, Defaults defaults)
{
    OrderedJson array = OrderedJson::array();
    for (const T &element : field)
        array.append(fieldToJson(element, defaults));
    return array;
}

/// Writes every listed member that is not the default, or each of them.
template <typename T>
void writeListed(OrderedJson &object, const T &value, Defaults defaults)
{
    const T standard{};
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto... bounds) {
        constexpr bool isAlways = (std::is_same_v<decltype(bounds), Always> || ...);
        if (isAlways || defaults == Defaults::Written || !(value.*member == standard.*member))
            object.add(key, fieldToJson(value.*member, defaults));
    });
}

template <typename T>
void writeMembers(OrderedJson &object, const T &value, Defaults defaults)
{
    writeListed(object, value, defaults);
}

template <typename T>
    requires std::is_class_v<T>
OrderedJson fieldToJson(const T &field, Defaults defaults)
{
    OrderedJson object = OrderedJson::object();
    writeMembers(object, field, defaults);
    return object;
}

} // namespace weir
