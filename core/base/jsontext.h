// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON texts into a byte string without building a document.
#pragma once

#include <string>
#include <string_view>

namespace weir {

/// Appends `text` in quotes with everything escaped that JSON wants escaped. Bytes that are not UTF-8 become
/// U+FFFD.
void appendJsonText(std::string &out, std::string_view text);

} // namespace weir
