// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a service's configuration gives to its choices, in the order of each enumeration.
#pragma once

#include "base/fields/enumnames.h"
#include "service/faults/fault.h"
#include "service/model/modelconfig.h"

namespace weir {

template <>
const QStringList &enumNames<RandomFigureKind>();
template <>
const QStringList &enumNames<SchedulerKind>();
template <>
const QStringList &enumNames<Balancing>();
template <>
const QStringList &enumNames<Failover>();
template <>
const QStringList &enumNames<CachePolicy>();
template <>
const QStringList &enumNames<CacheWarming>();
template <>
const QStringList &enumNames<ScalingMetric>();
template <>
const QStringList &enumNames<ScalingKind>();
template <>
const QStringList &enumNames<DrillKind>();
template <>
const QStringList &enumNames<PartitionSide>();
template <>
const QStringList &enumNames<ExhaustedResource>();
template <>
const QStringList &enumNames<FaultKind>();

} // namespace weir
