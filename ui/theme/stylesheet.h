// SPDX-License-Identifier: GPL-3.0-or-later
// The one style sheet of the program, generated from a theme.
#pragma once

#include "theme/theme.h"

#include <QString>

namespace weir {

/// Widgets opt in by dynamic properties, set before they are shown:
/// - `weirCard` = true: a card (surface, border, radius 8);
/// - `weirRole` = "primary" | "danger" | "rail" | "flat" | "chip" on buttons and labels;
/// - `weirText` = "title" | "muted" | "code" | "warn" | "fail" | "pass" | "invalid" on labels;
/// - `weirBar` = "top" | "rail" | "status" on the frame's bars.
QString styleSheet(const Theme &theme);

} // namespace weir
