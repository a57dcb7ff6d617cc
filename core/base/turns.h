// SPDX-License-Identifier: GPL-3.0-or-later
// The turns of a conversation as the numbers of requests: which turn a request is stands in its id, so that
// records, run files and figures need no column for it.
#pragma once

#include "base/ids.h"

namespace weir {

/// Requests of a group that are not a later turn are numbered below this: conversations, from 0.
inline constexpr quint64 turnStride = quint64{1} << 32;
/// Turns that one conversation may have.
inline constexpr quint32 mostTurns = 100;

/// From 1; 1 for a request that is no conversation's. `groups`: how many load groups there are, at least 1.
[[nodiscard]] inline quint64 turnOf(RequestId request, std::size_t groups)
{
    return request.value() / groups / turnStride + 1;
}
/// The first request of its conversation, whose row and template all turns have.
[[nodiscard]] inline RequestId firstTurnOf(RequestId request, std::size_t groups)
{
    return RequestId{request.value() % (turnStride * groups)};
}
/// The turn behind `request`.
[[nodiscard]] inline RequestId nextTurnOf(RequestId request, std::size_t groups)
{
    return RequestId{request.value() + turnStride * groups};
}

} // namespace weir
