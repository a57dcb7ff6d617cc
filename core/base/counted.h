// SPDX-License-Identifier: GPL-3.0-or-later
// "1 request", "2 requests": counts of things that summaries speak of, in any language.
#pragma once

#include "base/message.h"

namespace weir {

enum class Counted : quint8
{
    Requests,
    Users,
    Streams,
    Connections,
    Samples,
    Replicas,
    Tokens,
    Runs,
    Times
};

/// The number with digits in groups, and the word for the thing in singular or plural; fills a place of a
/// sentence.
Message counted(quint64 count, Counted thing);

} // namespace weir
