// SPDX-License-Identifier: GPL-3.0-or-later
// The alphabet of byte-level vocabularies: a printable character for each of the 256 bytes, as GPT-2 began it
// (github.com/openai/gpt-2, encoder.py, bytes_to_unicode). "Ġ" is the blank, "Ċ" the line's end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// Every byte of `text` as its character. Pure; any thread.
std::string inByteAlphabet(std::string_view text);
/// The bytes that `letters` stand for; nothing where one is no letter of the alphabet.
std::optional<std::string> fromByteAlphabet(std::string_view letters);

} // namespace weir
