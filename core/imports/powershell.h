// SPDX-License-Identifier: GPL-3.0-or-later
// Reads PowerShell's web requests: Invoke-WebRequest and Invoke-RestMethod, with the variables around them.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikePowerShell(const QString &text);

/// Adds the requests of a script: browsers' "Copy as PowerShell", what documentation has. Nothing is run;
/// strings, hash tables, lists and ConvertTo-Json are understood, the rest is noted.
void readPowerShell(const QString &text, ImportDraft &draft);

} // namespace weir
