// SPDX-License-Identifier: GPL-3.0-or-later
// What the memory guard asks of those who have streams.
#pragma once

#include <QtGlobal>

namespace weir {

/// What is to be done against the growth.
enum class MemoryRelief : quint8
{
    EndLargest, ///< The streams that are known to hold the most.
    EndQuiet,   ///< Those whose library may hold what nobody sees: nothing was heard of them for a while.
    EndAll      ///< The load: neither has helped.
};

} // namespace weir
