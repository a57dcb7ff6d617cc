// SPDX-License-Identifier: GPL-3.0-or-later
// A target as sent: URL joined, secrets resolved, its authorizer made. Done once, before the run starts.
#pragma once

#include "base/redaction.h"
#include "protocol/requestrenderer.h"

namespace weir {

/// `overrideBase`: used instead of the target's URL where not empty (the address of a `builtin:` service).
/// Every secret is added to `redactor`. Secret references in the values of headers and in the passwords of
/// URLs are resolved; header names and values may hold no line break. How the key is sent is the target's to
/// say, else the vendor's.
Result<ResolvedTarget> resolveTarget(const Target &target, const VendorPreset &vendor,
                                     const QUrl &overrideBase, Redactor &redactor);

} // namespace weir
