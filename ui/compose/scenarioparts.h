// SPDX-License-Identifier: GPL-3.0-or-later
// Adding, copying, removing and renaming the parts of a scenario, so that what refers to them keeps its
// meaning.
#pragma once

#include "compose/composenode.h"
#include "scenario/scenario.h"

namespace weir {

/// Appends a new element to a list group (see isEditableList()); returns its index.
int addElement(Scenario &scenario, ComposeGroup group);
/// Copies an element behind itself under a new name; returns the copy's index.
int duplicateElement(Scenario &scenario, const ComposeNode &node);
/// Removes an element; requests that named it fall back to the first target, or to no data.
void removeElement(Scenario &scenario, const ComposeNode &node);
/// Renames an element and everything that refers to it. Does nothing when the name is empty or taken.
void renameElement(Scenario &scenario, const ComposeNode &node, const QString &name);

/// Appends a group that runs beside the others, of one user for as long as the first; returns its index.
/// Groups get names, which several need.
int addLoadGroup(Load &load);
/// Copies a group behind itself under a new name; returns the copy's index.
int duplicateLoadGroup(Load &load, int index);
/// Removes a group unless it is the only one.
void removeLoadGroup(Load &load, int index);

/// Ready-made scenarios for File > New.
enum class ScenarioTemplate
{
    Baseline,   ///< One user, to learn what the service does when it is alone.
    Concurrent, ///< 20 users in a closed load.
    OpenRate,   ///< 5 requests a second, whether or not answers come.
    Steps,      ///< Users in five levels, each with figures of its own.
    Spike,      ///< A steady rate, five times as much for a moment, and the way back.
    MixedLoad,  ///< 80 % short and 20 % long requests.
    Soak,       ///< A light load for a day.
    Drill,      ///< Users at work while a burst of batch requests and impatient callers come in.
};
inline constexpr int scenarioTemplateCount = 8;
/// The template as a scenario that runs as it is, against the built-in service.
Scenario makeScenario(ScenarioTemplate which);

} // namespace weir
