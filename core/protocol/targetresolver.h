// SPDX-License-Identifier: GPL-3.0-or-later
// A target as sent: URL joined, secrets resolved. Done once, before the run starts.
#pragma once

#include "base/redaction.h"
#include "protocol/requestrenderer.h"

namespace weir {

/// `overrideBase`: used instead of the target's URL where not empty (the address of a `builtin:` service).
/// Every secret is added to `redactor`. Header values that are secret references are resolved; header names
/// and values may hold no line break.
Result<ResolvedTarget> resolveTarget(const Target &target, const VendorPreset &vendor,
                                     const QUrl &overrideBase, Redactor &redactor);

} // namespace weir
