// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/alternatives.h"

#include "scenario/fields.h"

#include <algorithm>

namespace weir {

namespace {

template <typename T>
QStringList keysOf()
{
    QStringList keys;
    describe(FieldsOf<T>{}, [&](QStringView key, auto) { keys.append(key.toString()); });
    return keys;
}

} // namespace

QStringList Alternatives::names() const
{
    QStringList names;
    for (const Alternative &alternative : m_all)
        names.append(alternative.name);
    return names;
}

int Alternatives::indexOf(const QString &name) const
{
    return static_cast<int>(names().indexOf(name));
}

QStringList Alternatives::havingKey(const QString &key) const
{
    QStringList having;
    for (const Alternative &alternative : m_all) {
        if (alternative.keys.contains(key))
            having.append(alternative.name);
    }
    return having;
}

QStringList Alternatives::allKeys() const
{
    QStringList keys;
    for (const Alternative &alternative : m_all)
        keys.append(alternative.keys);
    keys.removeDuplicates();
    return keys;
}

QStringList Alternatives::keysForeignTo(int index) const
{
    const QStringList &own = m_all.at(static_cast<std::size_t>(index)).keys;
    QStringList foreign = allKeys();
    foreign.removeIf([&](const QString &key) { return own.contains(key); });
    return foreign;
}

QJsonObject Alternatives::withoutForeign(QJsonObject object) const
{
    const int index = indexOf(object.value(m_decider).toString());
    for (const QString &key : index < 0 ? allKeys() : keysForeignTo(index))
        object.remove(key);
    return object;
}

const Alternatives &loadModels()
{
    static const Alternatives models(QStringLiteral("model"),
                                     {{QStringLiteral("closed"), keysOf<ClosedLoad>()},
                                      {QStringLiteral("open"), keysOf<OpenLoad>()},
                                      {QStringLiteral("trace"), keysOf<TraceLoad>()}});
    return models;
}

const Alternatives &openShapes()
{
    static const Alternatives shapes(QStringLiteral("shape"),
                                     {{QStringLiteral("rate"), keysOf<RateStep>()},
                                      {QStringLiteral("ramp"), keysOf<RateRamp>()},
                                      {QStringLiteral("stairs"), keysOf<RateStairs>()},
                                      {QStringLiteral("spread"), keysOf<SpreadStep>()},
                                      {QStringLiteral("at_once"), keysOf<AtOnceStep>()},
                                      {QStringLiteral("peak"), keysOf<PeakStep>()},
                                      {QStringLiteral("pause"), keysOf<PauseStep>()}});
    return shapes;
}

const Alternatives &closedShapes()
{
    static const Alternatives shapes(QStringLiteral("shape"),
                                     {{QStringLiteral("users"), keysOf<UsersStep>()},
                                      {QStringLiteral("ramp"), keysOf<UserRamp>()},
                                      {QStringLiteral("stairs"), keysOf<UserStairs>()}});
    return shapes;
}

} // namespace weir
