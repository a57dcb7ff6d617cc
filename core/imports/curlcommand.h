// SPDX-License-Identifier: GPL-3.0-or-later
// Reads curl commands.
#pragma once

#include "imports/importdraft.h"

namespace weir {

/// True for a text with a curl command at the beginning of a line.
bool looksLikeCurl(const QString &text);

/// Adds the requests of all curl commands in a text; other commands are noted.
void readCurl(const QString &text, ImportDraft &draft);

} // namespace weir
