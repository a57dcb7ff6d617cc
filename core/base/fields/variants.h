// SPDX-License-Identifier: GPL-3.0-or-later
// Members that decide which others an object may have, like a load's `model` and a step's `shape`.
#pragma once

#include "base/fields/fieldreading.h"
#include "base/fields/fieldwriting.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <utility>
#include <variant>
#include <vector>

namespace weir {

/// The alternatives of one variant in a file. Immutable; any thread.
class Alternatives
{
public:
    struct Alternative
    {
        QString name;     ///< What the deciding member says.
        QStringList keys; ///< The members that it has.
    };

    Alternatives(const QString &decider, std::vector<Alternative> all)
        : m_decider(decider), m_all(std::move(all))
    {
    }

    /// Key of the member that decides.
    [[nodiscard]] const QString &decider() const { return m_decider; }
    [[nodiscard]] QStringList names() const;
    /// Position of the alternative that is called so; -1 when none is.
    [[nodiscard]] int indexOf(const QString &name) const;
    /// Names of the alternatives that have a member `key`; empty when none has.
    [[nodiscard]] QStringList havingKey(const QString &key) const;
    /// The members of all alternatives, each once.
    [[nodiscard]] QStringList allKeys() const;
    /// The members that others have and alternative `index` has not.
    [[nodiscard]] QStringList keysForeignTo(int index) const;
    /// `object` without what is foreign to the alternative that it names.
    [[nodiscard]] QJsonObject withoutForeign(QJsonObject object) const;

private:
    QString m_decider;
    std::vector<Alternative> m_all;
};

/// Which alternative the object says that it is; `whenAbsent` where it says nothing. -1, and a problem, where
/// that is none; then the members of all alternatives are known, so that its own problem is the only one
/// told.
int readDecision(JsonReader &reader, const Alternatives &alternatives, int whenAbsent);
/// Members of other alternatives are known, but out of place; saying so helps more than "unknown".
void refuseForeign(JsonReader &reader, const Alternatives &alternatives, int index);

template <typename Variant, std::size_t... Index>
void emplaceAt(Variant &variant, std::size_t index, std::index_sequence<Index...>)
{
    ((index == Index ? static_cast<void>(variant.template emplace<Index>()) : static_cast<void>(0)), ...);
}

/// Reads which alternative it is and its members. `whenAbsent`: position of the alternative when nothing
/// says; -1: that is a problem. Returns whether it is known.
template <typename Variant>
bool readAlternative(JsonReader &reader, const Alternatives &alternatives, Variant &variant, int whenAbsent)
{
    const int index = readDecision(reader, alternatives, whenAbsent);
    if (index < 0)
        return false;
    emplaceAt(variant, static_cast<std::size_t>(index),
              std::make_index_sequence<std::variant_size_v<Variant>>());
    std::visit([&](auto &alternative) { readMembers(reader, alternative); }, variant);
    refuseForeign(reader, alternatives, index);
    return true;
}

template <typename Variant>
void writeAlternative(OrderedJson &object, const Alternatives &alternatives, const Variant &variant,
                      Defaults defaults)
{
    object.add(alternatives.decider(),
               OrderedJson::text(alternatives.names().at(static_cast<qsizetype>(variant.index()))));
    std::visit([&](const auto &alternative) { writeMembers(object, alternative, defaults); }, variant);
}

} // namespace weir
