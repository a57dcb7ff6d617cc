// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a service's configuration gives to its choices, in the order of each enumeration.
#pragma once

#include "service/faults/fault.h"
#include "service/model/modelconfig.h"

#include <QStringList>

namespace weir {

/// The names of every value of Enum; a value's position is its number. Any thread.
template <typename Enum>
const QStringList &configNames();

template <>
const QStringList &configNames<RandomFigureKind>();
template <>
const QStringList &configNames<SchedulerKind>();
template <>
const QStringList &configNames<Balancing>();
template <>
const QStringList &configNames<Failover>();
template <>
const QStringList &configNames<CachePolicy>();
template <>
const QStringList &configNames<CacheWarming>();
template <>
const QStringList &configNames<ScalingMetric>();
template <>
const QStringList &configNames<ScalingKind>();
template <>
const QStringList &configNames<DrillKind>();
template <>
const QStringList &configNames<PartitionSide>();
template <>
const QStringList &configNames<ExhaustedResource>();
template <>
const QStringList &configNames<FaultKind>();

/// The name of one value; empty when the number is no value of Enum.
template <typename Enum>
QString configName(Enum value)
{
    return configNames<Enum>().value(static_cast<qsizetype>(value));
}

} // namespace weir
