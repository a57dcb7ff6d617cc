// SPDX-License-Identifier: GPL-3.0-or-later
// What the servers of the conformance suite mostly do.
#pragma once

#include "support/serverscript.h"

namespace weir::test {

inline ServerScript afterRequest()
{
    return ServerScript().readRequest();
}

/// Two events and a proper end, behind sseHead().
inline const QByteArray helloStream = chunk(sse("hello")) + chunk(sse("[DONE]")) + lastChunk();
inline const QByteArray helloBody = sse("hello") + sse("[DONE]");

} // namespace weir::test
