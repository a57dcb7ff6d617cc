// SPDX-License-Identifier: GPL-3.0-or-later
// Editing the steps of a load group: as rows of named values, whatever their shapes. Pure functions on
// values; any thread. Positions count from 0; a position where no step is changes nothing.
#pragma once

#include "scenario/load.h"
#include "scenario/loadfigures.h"

#include <QStringView>

#include <optional>

namespace weir {

/// 0 for a group without steps, and for a trace.
int stepCount(const LoadGroup &group);
/// Position of a step's shape among openShapes() or closedShapes() (scenario/alternatives.h).
int stepShape(const LoadGroup &group, int step);
/// Gives the step another shape; values that both shapes have stay. A new ramp leads from the level that the
/// step before reached to the level of the step that it was.
void setStepShape(LoadGroup &group, int step, int shape);

/// The number called `key` in the project file; nothing when the step has none such, or it is left out.
std::optional<double> stepNumber(const LoadGroup &group, int step, QStringView key);
/// Sets it; nothing leaves out what may be left out, and changes nothing else.
void setStepNumber(LoadGroup &group, int step, QStringView key, std::optional<double> value);
std::optional<Nanoseconds> stepTime(const LoadGroup &group, int step, QStringView key);
void setStepTime(LoadGroup &group, int step, QStringView key, Nanoseconds value);
/// True when the step's shape has a member of that name.
bool stepHas(const LoadGroup &group, int step, QStringView key);

/// Adds a step behind `step` (-1: at the end) that goes on at the level reached there. The first step takes
/// the place of the constant level and its length. Returns the new step's position.
int addStep(LoadGroup &group, int step = -1);
/// Copies a step behind itself; returns the copy's position.
int duplicateStep(LoadGroup &group, int step);
/// Removes a step. What the last one held becomes the constant level and its length.
void removeStep(LoadGroup &group, int step);
/// Exchanges two steps.
void swapSteps(LoadGroup &group, int step, int with);

/// Levels, length and requests of a step; zeros when there is none.
CourseFigures stepFigures(const LoadGroup &group, int step);
/// How long the step lasts.
Nanoseconds stepLength(const LoadGroup &group, int step);

/// The constant level of a group without steps: requests a second or users; 0 for a trace.
double constantLevel(const LoadGroup &group);
/// Sets it; users are at least 1. Nothing for a trace.
void setConstantLevel(LoadGroup &group, double level);

} // namespace weir
