// SPDX-License-Identifier: GPL-3.0-or-later
// What a preset is called in lists, and the keys that its file may have.
#pragma once

#include "protocol/vendorpreset.h"

#include <QString>
#include <QStringList>

namespace weir {

/// "openai-chat (OpenAI chat completions)": the name to write and the one to read.
QString vendorLabel(const VendorPreset &preset);

/// As a preset says it: "sse".
QString nameOf(StreamFraming framing);

/// Every key of a preset file (docs/vendor-presets.md) as a JSON pointer, those of its objects included:
/// "/weir_vendor", "/auth/scheme", "/stream/usage/input"; the objects themselves are left out. "/headers",
/// whose members are free, is one key.
QStringList presetKeys();

} // namespace weir
