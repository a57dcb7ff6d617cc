// SPDX-License-Identifier: GPL-3.0-or-later
// Checks a value that was made in code against the bounds of its list: the problems are those of a file that
// holds it. For the checks of formats.
#pragma once

#include "base/fields/enumnames.h"
#include "base/fields/fields.h"
#include "base/fields/findings.h"

#include <QStringList>

#include <chrono>
#include <concepts>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

namespace weir {

// A type with a form of its own has a checkField() or checkMembers() of its own beside its list; both are
// found by the types of their arguments. checkField() returns whether the value may stay: what may not takes
// its default, as in reading, so that nothing more is said of it.

inline bool checkField(Findings &, const QString &, QString &)
{
    return true;
}

inline bool checkField(Findings &, const QString &, bool &)
{
    return true;
}

/// Reports a value that is outside of its bounds.
template <typename T, typename Bounds>
bool checkBounds(Findings &findings, const QString &key, const T &value, const Bounds &bounds)
{
    const bool holds = bounds.holds(value);
    if (!holds)
        findings.error(key, bounds.expected());
    return holds;
}

inline bool checkField(Findings &findings, const QString &key, double &field, Real range)
{
    return checkBounds(findings, key, field, range);
}

/// JSON has every finite number.
inline bool checkField(Findings &findings, const QString &key, double &field)
{
    constexpr double most = std::numeric_limits<double>::max();
    return checkBounds(findings, key, field, Real{-most, most});
}

template <std::integral T>
bool checkField(Findings &findings, const QString &key, T &field, Whole range)
{
    return checkBounds(findings, key, field, range);
}

template <std::integral T>
bool checkField(Findings &, const QString &, T &)
{
    return true;
}

inline bool checkField(Findings &findings, const QString &key, std::chrono::nanoseconds &field, Span range)
{
    return checkBounds(findings, key, field, range);
}

template <typename Enum>
    requires std::is_enum_v<Enum>
bool checkField(Findings &findings, const QString &key, Enum &field, Always = {})
{
    const bool isNamed = !enumName(field).isEmpty();
    if (!isNamed)
        findings.error(key, choiceExpected(enumNames<Enum>()));
    return isNamed;
}

template <typename T>
    requires std::is_class_v<T>
bool checkField(Findings &findings, const QString &key, T &field);

template <typename T, typename... Bounds>
bool checkField(Findings &findings, const QString &key, std::optional<T> &field, Bounds... bounds)
{
    return !field || checkField(findings, key, *field, bounds...);
}

/// Checks every listed member of `value`.
template <typename T>
void checkListed(Findings &findings, T &value)
{
    const T standard{};
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto... bounds) {
        if (!checkField(findings, key.toString(), value.*member, bounds...))
            value.*member = standard.*member;
    });
}

template <typename T>
void checkMembers(Findings &findings, T &value)
{
    checkListed(findings, value);
}

template <typename T>
    requires std::is_class_v<T>
bool checkField(Findings &findings, const QString &key, T &field)
{
    Findings inner = findings.at(key);
    checkMembers(inner, field);
    return true;
}

inline bool checkField(Findings &findings, const QString &key, QStringList &field, Most most = {})
{
    checkBounds(findings, key, field.size(), most);
    return true;
}

template <typename T>
bool checkField(Findings &findings, const QString &key, std::vector<T> &field, Most most = {})
{
    checkBounds(findings, key, static_cast<qsizetype>(field.size()), most);
    if constexpr (!std::is_same_v<T, QString>) {
        for (std::size_t i = 0; i < field.size(); ++i) {
            Findings inner = findings.at(key, i);
            checkMembers(inner, field[i]);
        }
    }
    return true;
}

} // namespace weir
