// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/kernelstamps.h"

#include <array>
#include <cstring>
#include <ctime>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weir {

namespace {

constexpr Nanoseconds offsetLife = std::chrono::milliseconds{10};
/// Two clocks read so shortly after each other tell their distance well enough.
constexpr Nanoseconds closeReading = std::chrono::microseconds{2};
/// An older stamp is taken for one from before the time was set.
constexpr Nanoseconds oldest = std::chrono::seconds{60};
/// Room for the three times of SCM_TIMESTAMPING and more.
constexpr std::size_t controlBytes = 128;

Nanoseconds toNanoseconds(const timespec &time)
{
    return std::chrono::seconds{time.tv_sec} + Nanoseconds{time.tv_nsec};
}

Nanoseconds wallTime()
{
    timespec time{};
    clock_gettime(CLOCK_REALTIME, &time);
    return toNanoseconds(time);
}

std::optional<Nanoseconds> softwareStamp(msghdr &message)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPING)
            continue;
        scm_timestamping stamps{};
        std::memcpy(&stamps, CMSG_DATA(part), sizeof stamps);
        const timespec software{stamps.ts[0].tv_sec, stamps.ts[0].tv_nsec};
        return toNanoseconds(software);
    }
    return std::nullopt;
}

} // namespace

bool KernelStamps::enable(int socket)
{
    const int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    return ::setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags) == 0;
}

StampKeeper::StampKeeper() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (m_socket >= 0)
        KernelStamps::enable(m_socket);
}

StampKeeper::~StampKeeper()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

ssize_t KernelStamps::receive(int socket, void *bytes, std::size_t size, int flags)
{
    iovec target{bytes, size};
    alignas(cmsghdr) std::array<char, controlBytes> control; // NOLINT: recvmsg() fills it
    msghdr message{};
    message.msg_iov = &target;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = ::recvmsg(socket, &message, flags);
    if (count <= 0)
        return count; // errno is the caller's
    const std::optional<Nanoseconds> stamp = softwareStamp(message);
    m_lastSocket = socket;
    m_lastArrival = stamp && *stamp > Nanoseconds{0} ? monotonic(*stamp) : std::nullopt;
    return count;
}

std::optional<TimePoint> KernelStamps::monotonic(Nanoseconds realTime)
{
    const TimePoint now = MonotonicClock::now();
    if (now - m_measuredAt > offsetLife)
        measureOffset();
    const TimePoint arrival{realTime - m_offset};
    if (arrival < now - oldest || arrival > now + std::chrono::milliseconds{1})
        return std::nullopt;
    return std::min(arrival, now);
}

/// A thread that has to wait between the clocks gets an offset that is wrong by half of the wait, so the
/// reading counts that took least.
void KernelStamps::measureOffset()
{
    constexpr int mostTries = 5;
    Nanoseconds least = Nanoseconds::max();
    for (int i = 0; i < mostTries && least > closeReading; ++i) {
        const TimePoint before = MonotonicClock::now();
        const Nanoseconds real = wallTime();
        const TimePoint after = MonotonicClock::now();
        if (after - before >= least)
            continue;
        least = after - before;
        m_offset = real - (before + least / 2).time_since_epoch();
        m_measuredAt = after;
    }
}

} // namespace weir
