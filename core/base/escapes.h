// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the escapes of JSON, C, HTML and URLs off a text.
#pragma once

#include "base/mappedtext.h"

#include <optional>
#include <utility>

namespace weir {

/// One layer of escapes taken off, of whichever kind: `%2F`, `%u002F`, `\/`, `\u002F`, `\u{2f}`, `\x2f`,
/// `\057`, `&sol;`, `&#47;`, `&#x2F;`; letters that are only drawn otherwise (full-width, mathematical, in
/// circles) become plain; marks that nobody sees (U+200B, U+00AD, ...) go, as does an escape that the text's
/// end cuts. Nothing when there is none.
std::optional<MappedText> unescaped(const MappedText &text);

/// `text` with every layer of escapes taken off, up to a few.
QByteArray fullyUnescaped(const QByteArray &text);

/// The UTF-8 character that begins at `at`, beyond ASCII, and how many bytes it has; 0: none begins there.
std::pair<char32_t, qsizetype> characterAt(QByteArrayView text, qsizetype at);

/// Layers that are taken off at most: JSON in JSON in a URL has three.
inline constexpr int mostEscapeLayers = 5;

} // namespace weir
