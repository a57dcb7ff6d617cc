// SPDX-License-Identifier: GPL-3.0-or-later
// What of a service's configuration is more than a list of members: how it is read, written and checked. For
// the files of this folder, where base/fields finds these by their arguments.
#pragma once

#include "base/fields/fieldchecking.h"
#include "base/fields/fieldreading.h"
#include "base/fields/fieldwriting.h"
#include "service/config/configfields.h"
#include "service/config/confignames.h"

namespace weir {

/// A number, or an object that describes a distribution. `mean`: bounds of its mean.
bool readField(JsonReader &reader, const QString &key, RandomFigure &field, Real mean);
OrderedJson fieldToJson(const RandomFigure &field, Defaults defaults);
bool checkField(Findings &findings, const QString &key, RandomFigure &field, Real mean);

/// A fault without a known kind is none.
bool readField(JsonReader &reader, const QString &key, std::vector<FaultShare> &field, Most most);

/// The keys of `network` stand among the drill's own.
bool readField(JsonReader &reader, const QString &key, std::vector<DrillConfig> &field, Most most);
void writeMembers(OrderedJson &object, const DrillConfig &drill, Defaults defaults);
void checkMembers(Findings &findings, DrillConfig &drill);

/// `above` and `value` are one member: "above" or "below".
void readMembers(JsonReader &reader, ScalingRule &rule);
void writeMembers(OrderedJson &object, const ScalingRule &rule, Defaults defaults);
void checkMembers(Findings &findings, ScalingRule &rule);

/// A warning stands at what the kind does not look at.
void readMembers(JsonReader &reader, SchedulerConfig &scheduler);
void checkMembers(Findings &findings, SchedulerConfig &scheduler);

} // namespace weir
