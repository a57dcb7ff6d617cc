// SPDX-License-Identifier: GPL-3.0-or-later
// The one style sheet of the program, generated from a theme.
#pragma once

#include "theme/theme.h"

#include <QString>

namespace weir {

/// Widgets opt in by the functions of theme/widgetlook.h, whose dynamic properties the sheet selects by.
QString styleSheet(const Theme &theme);

} // namespace weir
