// SPDX-License-Identifier: GPL-3.0-or-later
// How a recorded answer decodes, as lines for a terminal.
#pragma once

#include "protocol/transcript.h"

#include <QStringList>

namespace weir::cli {

/// One line an event, then the end, then what the preset did not read. Without control characters.
QStringList decodingLines(const DecodedAnswer &answer);

} // namespace weir::cli
