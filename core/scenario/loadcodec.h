// SPDX-License-Identifier: GPL-3.0-or-later
// The load in the project file: members that decide which others there may be, and one group or several. For
// the codec alone, which finds these by their arguments.
#pragma once

#include "base/fields/fieldreading.h"
#include "base/fields/fieldwriting.h"
#include "scenario/scenario.h"

namespace weir {

void readMembers(JsonReader &reader, OpenStep &step);
void readMembers(JsonReader &reader, ClosedStep &step);
void readMembers(JsonReader &reader, LoadGroup &group);
void readMembers(JsonReader &reader, Load &load);

void writeMembers(OrderedJson &object, const OpenStep &step, Defaults defaults);
void writeMembers(OrderedJson &object, const ClosedStep &step, Defaults defaults);
void writeMembers(OrderedJson &object, const LoadGroup &group, Defaults defaults);
void writeMembers(OrderedJson &object, const Load &load, Defaults defaults);

} // namespace weir
