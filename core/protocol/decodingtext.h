// SPDX-License-Identifier: GPL-3.0-or-later
// How a recorded answer decodes, in words for whoever writes its preset: the same in a terminal and in the
// window.
#pragma once

#include "protocol/transcript.h"

#include <QStringList>

namespace weir {

/// What an event says beside its kind and its tokens: texts, usage, times, errors; or how it came where it
/// says nothing. One line, in the language of the program's window, without control characters.
QString eventText(const DecodedEvent &event);

/// How the answer ended and what it holds in all, then the places that no rule of the preset has read, those
/// first whose text differs from event to event. A line each, as above.
QStringList endLines(const DecodedAnswer &answer);

/// A table of the events, and the end below it.
QStringList decodingLines(const DecodedAnswer &answer);

} // namespace weir
