// SPDX-License-Identifier: GPL-3.0-or-later
// Finds Base85 in a text: five digits for four bytes.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// Adds what reads as text where `text` is taken for Ascii85 (Adobe's, btoa's), Z85 (ZeroMQ, RFC 32) or the
/// digits of RFC 1924 (Git, Python's b85encode), from whichever of five digits on, line ends among the digits
/// or not; and what gzip or zlib packed in it.
void unpackBase85(const MappedText &text, std::vector<MappedText> &found);

} // namespace weir
