// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario that nobody has edited yet calls itself and its parts, in the window's language. From then
// on the names are data: they stay as they are when the language changes.
#pragma once

#include "scenario/scenario.h"

namespace weir {

/// A template, the sample or the default scenario, whose name and targets are called as the window speaks.
/// Names that Weir has no word for stay.
Scenario inWindowsLanguage(const Scenario &scenario);

/// True when `name` is what Weir calls a scenario in the window's language or in English: nobody chose it.
bool isNameOfWeir(const QString &name);

} // namespace weir
