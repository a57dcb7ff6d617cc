// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenariocodec.h"

#include "base/duration.h"
#include "base/jsonreader.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"

#include <limits>
#include <type_traits>

namespace weir {

namespace {

constexpr qint64 largestInteger = std::numeric_limits<qint64>::max();
constexpr qint64 largestWord = std::numeric_limits<quint32>::max();

const QStringList &loadModelNames()
{
    static const QStringList names{QStringLiteral("closed"), QStringLiteral("open")};
    return names;
}

template <typename T>
QStringList keysOf()
{
    QStringList keys;
    describe(FieldsOf<T>{}, [&](QStringView key, auto) { keys.append(key.toString()); });
    return keys;
}

// ---- reading: a field keeps its default when its key is absent or wrong. What the type can hold is accepted
// here;
// ---- whether it makes sense is check()'s to say, so that saving and opening loses nothing.

void readField(JsonReader &reader, const QString &key, QString &field)
{
    field = reader.string(key, field);
}

void readField(JsonReader &reader, const QString &key, bool &field)
{
    field = reader.boolean(key, field);
}

void readField(JsonReader &reader, const QString &key, double &field)
{
    const QJsonValue value = reader.raw().value(key);
    reader.accept(key);
    if (value.isDouble())
        field = value.toDouble();
    else if (!value.isUndefined() && !value.isNull())
        reader.problem(key, QStringLiteral("A number is expected."));
}

void readField(JsonReader &reader, const QString &key, quint32 &field)
{
    field = static_cast<quint32>(reader.integer(key, field, 0, largestWord));
}

void readField(JsonReader &reader, const QString &key, std::optional<quint32> &field)
{
    if (const std::optional<qint64> value = reader.optionalInteger(key, 0, largestWord))
        field = static_cast<quint32>(*value);
}

void readField(JsonReader &reader, const QString &key, std::optional<quint64> &field)
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

void readField(JsonReader &reader, const QString &key, quint64 &field)
{
    std::optional<quint64> value = field;
    readField(reader, key, value);
    field = *value;
}

void readField(JsonReader &reader, const QString &key, Nanoseconds &field)
{
    field = reader.duration(key, field);
}

void readField(JsonReader &reader, const QString &key, std::optional<Nanoseconds> &field)
{
    if (const std::optional<Nanoseconds> value = reader.optionalDuration(key))
        field = value;
}

void readField(JsonReader &reader, const QString &key, QStringList &field)
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

/// Keys of the other model are known, but out of place; saying so helps more than "unknown".
void refuseKeys(JsonReader &reader, const QStringList &keys, const QString &otherModel)
{
    for (const QString &key : keys) {
        if (!reader.has(key))
            continue;
        reader.accept(key);
        reader.problem(
            key, QStringLiteral("\"%1\" belongs to a load with \"model\": \"%2\".").arg(key, otherModel));
    }
}

void readMembers(JsonReader &reader, LoadGroup &group)
{
    const QString modelKey = QStringLiteral("model");
    const int model = reader.choice(modelKey, loadModelNames(), reader.has(modelKey) ? -1 : 0);
    if (model == 1) {
        readMembers(reader, group.model.emplace<OpenLoad>());
        refuseKeys(reader, closedLoadKeys(), QStringLiteral("closed"));
    } else if (model == 0) {
        readMembers(reader, group.model.emplace<ClosedLoad>());
        refuseKeys(reader, openLoadKeys(), QStringLiteral("open"));
    } else {
        // Which keys belong here depends on the model, so its own problem is the only one worth telling.
        for (const QString &key : closedLoadKeys() + openLoadKeys())
            reader.accept(key);
    }
    readMembers<LoadGroup>(reader, group);
    const QString key = QStringLiteral("duration");
    const QJsonValue duration = reader.raw().value(key);
    const bool endsByCount = duration.isUndefined() && group.requests.has_value();
    if (duration.isNull() || endsByCount) {
        reader.accept(key);
        group.duration.reset();
    } else {
        readField(reader, key, group.duration);
    }
}

void readMembers(JsonReader &reader, Load &load)
{
    readMembers(reader, load.first());
    readMembers<Load>(reader, load);
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

// ---- writing

OrderedJson fieldToJson(const QString &field, Defaults)
{
    return OrderedJson::text(field);
}

OrderedJson fieldToJson(bool field, Defaults)
{
    return OrderedJson::boolean(field);
}

OrderedJson fieldToJson(double field, Defaults)
{
    return OrderedJson::number(field);
}

OrderedJson fieldToJson(quint32 field, Defaults)
{
    return OrderedJson::integer(field);
}

OrderedJson fieldToJson(quint64 field, Defaults)
{
    if (field > static_cast<quint64>(largestInteger))
        return OrderedJson::text(QString::number(field));
    return OrderedJson::integer(static_cast<qint64>(field));
}

OrderedJson fieldToJson(Nanoseconds field, Defaults)
{
    return OrderedJson::text(formatDuration(field));
}

OrderedJson fieldToJson(const QStringList &field, Defaults)
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

void writeMembers(OrderedJson &object, const LoadGroup &group, Defaults defaults)
{
    object.add(u"model", OrderedJson::text(loadModelNames().at(group.isOpen() ? 1 : 0)));
    std::visit([&](const auto &model) { writeMembers(object, model, defaults); }, group.model);
    // Absent means 30 s, or no limit beside a count of requests; so it is left out only where that is what it
    // says.
    const bool isImplied = group.requests ? !group.duration : group.duration == LoadGroup{}.duration;
    if (defaults == Defaults::Written || !isImplied)
        object.add(u"duration", fieldToJson(group.duration, defaults));
    writeMembers<LoadGroup>(object, group, defaults);
}

void writeMembers(OrderedJson &object, const Load &load, Defaults defaults)
{
    writeMembers(object, load.first(), defaults);
    writeMembers<Load>(object, load, defaults);
}

template <typename T>
    requires std::is_class_v<T>
OrderedJson fieldToJson(const T &field, Defaults defaults)
{
    OrderedJson object = OrderedJson::object();
    writeMembers(object, field, defaults);
    return object;
}

} // namespace

QStringList closedLoadKeys()
{
    return keysOf<ClosedLoad>();
}

QStringList openLoadKeys()
{
    return keysOf<OpenLoad>();
}

OrderedJson scenarioToObject(const Scenario &scenario, Defaults defaults)
{
    OrderedJson object = OrderedJson::object();
    object.add(u"weir", OrderedJson::integer(scenarioVersion));
    writeMembers(object, scenario, defaults);
    return object;
}

ScenarioReading scenarioFromObject(const QJsonObject &object)
{
    ScenarioReading reading;
    JsonReader reader(object, {}, reading.problems);
    reader.accept(QStringLiteral("weir"));
    readMembers(reader, reading.scenario);
    reader.finish();
    return reading;
}

} // namespace weir
