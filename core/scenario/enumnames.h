// SPDX-License-Identifier: GPL-3.0-or-later
// The names that the project file gives to the scenario's choices, in the order of each enumeration.
#pragma once

#include "scenario/scenario.h"

#include <QStringList>

namespace weir {

/// The names of every value of Enum; a value's position is its number. Any thread.
template <typename Enum>
const QStringList &enumNames();

template <>
const QStringList &enumNames<AuthScheme>();
template <>
const QStringList &enumNames<Check::Kind>();
template <>
const QStringList &enumNames<ThinkTime::Kind>();
template <>
const QStringList &enumNames<DataSource::Format>();
template <>
const QStringList &enumNames<DataSource::Order>();
template <>
const QStringList &enumNames<DataSource::AtEnd>();
template <>
const QStringList &enumNames<Arrivals>();
template <>
const QStringList &enumNames<CapPolicy>();
template <>
const QStringList &enumNames<TransportKind>();

/// The name of one value; empty when the number is no value of Enum.
template <typename Enum>
QString enumName(Enum value)
{
    return enumNames<Enum>().value(static_cast<qsizetype>(value));
}

} // namespace weir
