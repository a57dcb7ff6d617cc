// SPDX-License-Identifier: GPL-3.0-or-later
// The members of a value that a file holds, listed once: reading, writing, checking and the window's forms
// walk the same list, so they can't disagree.
#pragma once

#include "base/fields/bounds.h"

#include <QString>
#include <QStringList>

#include <type_traits>

namespace weir {

/// Chooses the list of a type. Beside the type's format stands
///     template <typename Visitor> void describe(FieldsOf<T>, Visitor &&visit);
/// which calls `visit(key, &T::member, bounds...)` for each member in the order of the file.
template <typename T>
struct FieldsOf
{
};

/// The keys of all listed members, in their order.
template <typename T>
QStringList keysOf()
{
    QStringList keys;
    describe(FieldsOf<T>{}, [&](QStringView key, auto, auto...) { keys.append(key.toString()); });
    return keys;
}

/// The keys of the members that do not have their default, in their order.
template <typename T>
QStringList changedKeys(const T &value)
{
    const T standard{};
    QStringList keys;
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto...) {
        if (!(value.*member == standard.*member))
            keys.append(key.toString());
    });
    return keys;
}

/// The key of one member; empty where the list does not have it.
template <typename T, typename Member>
QString keyOf(Member T::*wanted)
{
    QString found;
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto...) {
        if constexpr (std::is_same_v<decltype(member), Member T::*>) {
            if (member == wanted)
                found = key.toString();
        }
    });
    return found;
}

} // namespace weir
