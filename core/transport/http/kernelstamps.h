// SPDX-License-Identifier: GPL-3.0-or-later
// When the kernel received what a socket has not been read of yet (SO_TIMESTAMPING, socket(7) and
// Documentation/networking/timestamping.rst of Linux).
#pragma once

#include "base/clock.h"

#include <optional>

namespace weir {

/// What the stamp of a read tells.
enum class ReceiveStamps
{
    OnRead, ///< When the read had its bytes.
    Kernel, ///< When the kernel had them, so that a late reader does no harm.
};

/// Reads the kernel's stamps of TCP sockets and brings them to CLOCK_MONOTONIC: the kernel stamps with
/// CLOCK_REALTIME, and the distance between the two changes only when somebody sets the time. Lives in one
/// thread.
class KernelStamps
{
public:
    /// Makes the kernel stamp what comes in on the socket from now on. False where it can't.
    static bool enable(int socket);

    /// When the segment came whose bytes the next read begins with; the last one where the kernel has merged
    /// several. Nothing when no byte waits, when the socket was not enabled before it came, or when the time
    /// was set meanwhile. Never later than now. Takes nothing from the socket.
    std::optional<TimePoint> nextArrival(int socket);

private:
    void measureOffset(TimePoint now);

    Nanoseconds m_offset{0}; ///< CLOCK_REALTIME less CLOCK_MONOTONIC.
    TimePoint m_measuredAt;
};

} // namespace weir
