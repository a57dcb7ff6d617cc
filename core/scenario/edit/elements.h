// SPDX-License-Identifier: GPL-3.0-or-later
// Adding, copying, moving, removing and renaming the elements of a scenario, so that what refers to them
// keeps its meaning. Pure functions: the same scenario and arguments give the same scenario; any thread.
#pragma once

#include "scenario/scenario.h"

#include <QString>
#include <QStringList>

namespace weir {

/// The lists of a scenario that a person edits element by element.
enum class ElementList
{
    Targets,
    Requests,
    Data,
    Thresholds,
    LoadGroups,
};
inline constexpr int elementListCount = 5;

int elementCount(const Scenario &scenario, ElementList list);
/// The element's name, for a threshold its expression; null when there is no such element.
QString elementName(const Scenario &scenario, ElementList list, int index);
/// Of all elements, in their order.
QStringList elementNames(const Scenario &scenario, ElementList list);

/// `wish`, or "wish-2", "wish-3", ... when it is among `taken`.
QString freeName(const QStringList &taken, const QString &wish);

/// Appends a new element under a free name; returns its index. A new load group runs beside the others, of
/// one user for as long as the first, and groups that had no name get one, which several need.
int addElement(Scenario &scenario, ElementList list);
/// Copies an element behind itself under a free name; returns the copy's index, -1 when there is no such
/// element.
int duplicateElement(Scenario &scenario, ElementList list, int index);
/// Removes an element. Requests that named it fall back to the first target, or to no data; groups whose mix
/// named it ask what is left of the mix, or all requests. The only load group stays. False: nothing changed.
bool removeElement(Scenario &scenario, ElementList list, int index);
/// Renames an element together with everything that refers to it. False: nothing changed, since the name is
/// empty, taken by another element or the same as before, or there is no such element.
bool renameElement(Scenario &scenario, ElementList list, int index, const QString &name);
/// Puts an element at another place of its list. Requests that name no target ask the first, whichever it is
/// then. False: nothing changed.
bool moveElement(Scenario &scenario, ElementList list, int from, int to);

} // namespace weir
