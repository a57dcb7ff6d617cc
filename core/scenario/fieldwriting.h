// SPDX-License-Identifier: GPL-3.0-or-later
// How each type of member of the project file is written; for the codec alone.
#pragma once

#include "base/duration.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/scenariocodec.h"

#include <limits>
#include <type_traits>

namespace weir {

// The load's members depend on each other: loadcodec.cpp.
void writeMembers(OrderedJson &object, const OpenStep &step, Defaults defaults);
void writeMembers(OrderedJson &object, const ClosedStep &step, Defaults defaults);
void writeMembers(OrderedJson &object, const LoadGroup &group, Defaults defaults);
void writeMembers(OrderedJson &object, const Load &load, Defaults defaults);

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

inline OrderedJson fieldToJson(qint32 field, Defaults)
{
    return OrderedJson::integer(field);
}

inline OrderedJson fieldToJson(quint32 field, Defaults)
{
    return OrderedJson::integer(field);
}

inline OrderedJson fieldToJson(quint64 field, Defaults)
{
    if (field > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return OrderedJson::text(QString::number(field));
    return OrderedJson::integer(static_cast<qint64>(field));
}

inline OrderedJson fieldToJson(Nanoseconds field, Defaults)
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

template <typename T>
void writeMembers(OrderedJson &object, const T &value, Defaults defaults)
{
    const T standard{};
    describe(FieldsOf<T>{}, [&](QStringView key, auto member) {
        if (defaults == Defaults::Written || !(value.*member == standard.*member))
            object.add(key, fieldToJson(value.*member, defaults));
    });
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
