// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/variants.h"

namespace weir {

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

int readDecision(JsonReader &reader, const Alternatives &alternatives, int whenAbsent)
{
    const QString &decider = alternatives.decider();
    const bool isAbsent = !reader.says(decider);
    const int index = reader.choice(decider, alternatives.names(), isAbsent ? whenAbsent : -1);
    if (index >= 0)
        return index;
    for (const QString &key : alternatives.allKeys())
        reader.accept(key);
    if (isAbsent)
        reader.problem(decider, {WEIR_TEXT("field.decision_needed", "It is needed: one of %1."),
                                 alternatives.names().join(QStringLiteral(", "))});
    return index;
}

void refuseForeign(JsonReader &reader, const Alternatives &alternatives, int index)
{
    const QString separator = QStringLiteral("\", \"");
    for (const QString &key : alternatives.keysForeignTo(index)) {
        if (!reader.has(key))
            continue;
        reader.accept(key);
        reader.problem(key, {WEIR_TEXT("field.belongs_to_another", "\"%1\" belongs to \"%2\": \"%3\"."), key,
                             alternatives.decider(), alternatives.havingKey(key).join(separator)});
    }
}

} // namespace weir
