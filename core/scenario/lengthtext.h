// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths in tokens as a person writes them on a command line or in a field of the window.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

/// "512", "100-1000" (each as likely), "normal:550,150" and "lognormal:550,150" (mean, deviation), the same
/// within bounds as "normal:550,150,50-2000", "1-128=3,129-512=1" (a histogram: lengths and weights),
/// "row:FIELD". Empty: none. The error has no place. Pure; any thread.
Result<TokenLength> lengthFromText(const QString &text);
/// The text that means `length`.
QString textOfLength(const TokenLength &length);

} // namespace weir
