// SPDX-License-Identifier: GPL-3.0-or-later
// When the kernel received what is read of a socket (SO_TIMESTAMPING, socket(7) and
// Documentation/networking/timestamping.rst of Linux).
#pragma once

#include "base/clock.h"

#include <optional>
#include <sys/types.h>

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

    /// As recv(2), and notes when the segment came whose bytes the read ends with: no stamp lies before its
    /// bytes were there. Under TLS that is the segment that ended the record.
    ssize_t receive(int socket, void *bytes, std::size_t size, int flags);

    /// The stamp of the last receive(), if that was of this socket. Nothing when none came since forget(),
    /// when the socket was not enabled before the segment came, or when the time was set meanwhile. Never
    /// later than the read.
    [[nodiscard]] std::optional<TimePoint> arrivalOf(int socket) const
    {
        return m_lastSocket == socket ? m_lastArrival : std::nullopt;
    }
    /// That of the last receive(); -1 when none came since forget().
    [[nodiscard]] int lastSocket() const { return m_lastSocket; }
    /// What is read from now on has nothing to do with what was received before.
    void forget() { m_lastSocket = -1; }

private:
    [[nodiscard]] std::optional<TimePoint> monotonic(Nanoseconds realTime);
    void measureOffset();

    int m_lastSocket = -1;
    std::optional<TimePoint> m_lastArrival;
    Nanoseconds m_offset{0}; ///< CLOCK_REALTIME less CLOCK_MONOTONIC.
    TimePoint m_measuredAt;
};

/// The kernel begins to stamp some time after the machine's first socket has asked for it, and stops when the
/// last one is gone: the first answer of a run would come without. As long as this lives, it stamps. Does
/// nothing where no socket can be had.
class StampKeeper
{
public:
    StampKeeper();
    ~StampKeeper();
    StampKeeper(const StampKeeper &) = delete;
    StampKeeper &operator=(const StampKeeper &) = delete;

private:
    int m_socket;
};

} // namespace weir
