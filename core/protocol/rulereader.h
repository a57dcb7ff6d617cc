// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the rules of a preset file: the reader's side of visitRules().
#pragma once

#include "base/jsonreader.h"
#include "protocol/eventrules.h"

namespace weir {

/// Fills `rules` from the object that `reader` is at. Problems, unknown pointers among them, are reported
/// with their paths.
void readRules(JsonReader &reader, EventRules &rules);

/// The keys that readRules() knows, below that object, as JSON pointers: "/usage/input".
QStringList ruleKeys();

} // namespace weir
