// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign texts made safe for a terminal, a log line or a report.
#pragma once

#include <QString>

namespace weir {

/// What to do with the line breaks of a foreign text.
enum class LineBreaks
{
    Replace, ///< The text stays on its line.
    Keep,    ///< LF and tab stay, for texts that are printed as a block.
};

/// `text` with a blank in place of every control character (C0, DEL, C1), line separator and bidirectional
/// control. A server or a file could otherwise colour, clear or retitle the terminal, or show a text that is
/// not there. Letters of all scripts stay.
[[nodiscard]] QString plainText(QString text, LineBreaks breaks = LineBreaks::Replace);

} // namespace weir
