// SPDX-License-Identifier: GPL-3.0-or-later
// The names that the project file gives to the scenario's choices, in the order of each enumeration.
#pragma once

#include "base/fields/enumnames.h"
#include "scenario/scenario.h"

namespace weir {

template <>
const QStringList &enumNames<AuthScheme>();
template <>
const QStringList &enumNames<ModelParameter>();
template <>
const QStringList &enumNames<Check::Kind>();
template <>
const QStringList &enumNames<Check::Subject>();
template <>
const QStringList &enumNames<TokenLength::Kind>();
template <>
const QStringList &enumNames<ThinkTime::Kind>();
template <>
const QStringList &enumNames<DataSource::Format>();
template <>
const QStringList &enumNames<DataSource::Order>();
template <>
const QStringList &enumNames<DataSource::AtEnd>();
template <>
const QStringList &enumNames<DataSource::Names>();
template <>
const QStringList &enumNames<DataSource::BadRows>();
template <>
const QStringList &enumNames<FieldRule::As>();
template <>
const QStringList &enumNames<Arrivals>();
template <>
const QStringList &enumNames<CapPolicy>();
template <>
const QStringList &enumNames<TransportKind>();

} // namespace weir
