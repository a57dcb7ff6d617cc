// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configwriter.h"

#include "base/duration.h"
#include "base/orderedjson.h"
#include "service/config/configfields.h"
#include "service/config/confignames.h"

#include <QJsonDocument>

#include <concepts>
#include <type_traits>

namespace weir {

namespace {

OrderedJson fieldToJson(const QString &field)
{
    return OrderedJson::text(field);
}

OrderedJson fieldToJson(bool field)
{
    return OrderedJson::boolean(field);
}

OrderedJson fieldToJson(double field)
{
    return OrderedJson::number(field);
}

template <std::integral T>
OrderedJson fieldToJson(T field)
{
    // The largest of 64 bits stand in quotes, since JSON readers round them.
    return std::in_range<qint64>(field) ? OrderedJson::integer(static_cast<qint64>(field))
                                        : OrderedJson::text(QString::number(field));
}

OrderedJson fieldToJson(Nanoseconds field)
{
    return OrderedJson::text(formatDuration(field));
}

OrderedJson fieldToJson(const std::optional<Nanoseconds> &field)
{
    return field ? fieldToJson(*field) : OrderedJson();
}

template <typename Enum>
    requires std::is_enum_v<Enum>
OrderedJson fieldToJson(Enum field)
{
    return OrderedJson::text(configName(field));
}

OrderedJson fieldToJson(const RandomFigure &field)
{
    if (field == RandomFigure::fixed(field.mean))
        return OrderedJson::number(field.mean);
    OrderedJson object = OrderedJson::object();
    object.add(u"kind", fieldToJson(field.kind));
    object.add(u"mean", OrderedJson::number(field.mean));
    if (field.deviation != 0)
        object.add(u"deviation", OrderedJson::number(field.deviation));
    if (field.low != 0)
        object.add(u"min", OrderedJson::number(field.low));
    if (field.high != std::numeric_limits<double>::max())
        object.add(u"max", OrderedJson::number(field.high));
    return object;
}

template <typename T>
    requires std::is_class_v<T>
OrderedJson fieldToJson(const T &field);

template <typename T>
OrderedJson fieldToJson(const std::vector<T> &field)
{
    OrderedJson array = OrderedJson::array();
    for (const T &element : field)
        array.append(fieldToJson(element));
    return array;
}

/// Writes every listed member that is not the default. `kind` stands first and always: without it the others
/// say little.
template <typename T>
void writeMembers(OrderedJson &object, const T &value)
{
    const T standard{};
    describe(ConfigOf<T>{}, [&](QStringView key, auto member, auto...) {
        if (key == u"kind" || !(value.*member == standard.*member))
            object.add(key, fieldToJson(value.*member));
    });
}

template <typename T>
    requires std::is_class_v<T>
OrderedJson fieldToJson(const T &field)
{
    OrderedJson object = OrderedJson::object();
    writeMembers(object, field);
    if constexpr (std::is_same_v<T, ScalingRule>)
        object.add(field.above ? u"above" : u"below", OrderedJson::number(field.value));
    if constexpr (std::is_same_v<T, DrillConfig>)
        writeMembers(object, field.network);
    return object;
}

} // namespace

QByteArray configToText(const ServiceConfig &config)
{
    OrderedJson object = OrderedJson::object();
    object.add(u"weir_service", OrderedJson::integer(1));
    writeMembers(object, config);
    writeMembers(object, config.model);
    return object.toBytes();
}

QJsonObject configToJson(const ServiceConfig &config)
{
    return QJsonDocument::fromJson(configToText(config)).object();
}

} // namespace weir
