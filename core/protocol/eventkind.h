// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoded event is called where people look at one after the other.
#pragma once

#include "protocol/streamevent.h"

#include <QString>
#include <QStringList>

namespace weir {

/// "comment", "cut", "malformed", "error", "terminator", "content", "reasoning", "refusal", "tool call",
/// "finish", "usage" or "no token": the first that holds, since one event may be several.
QString eventKind(const StreamEvent &event);
/// All of them.
QStringList eventKinds();
/// That of a token-bearing event.
QString nameOf(ChunkKind kind);

} // namespace weir
