// SPDX-License-Identifier: GPL-3.0-or-later
// What a step of a load does, in a few words, and the way back.
#pragma once

#include "scenario/load.h"

#include <QString>

namespace weir {

/// Like "5 → 20 /s" or "100 requests"; translated. Empty when there is no such step.
QString stepText(const LoadGroup &group, int step);

/// True where the levels of a step can be written as one number or as two: all shapes but stairs and pauses.
bool hasTypedLevels(const LoadGroup &group, int step);
/// Sets the levels that `text` names: "12.5", "12.5 /s", "5 → 20", "5 - 20"; of a ramp one number is both
/// ends. False, and nothing changes, where it names none that the step can have.
bool setStepLevels(LoadGroup &group, int step, const QString &text);

} // namespace weir
