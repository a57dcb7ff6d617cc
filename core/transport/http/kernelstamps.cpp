// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/kernelstamps.h"

#include <array>
#include <cstring>
#include <ctime>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <sys/socket.h>

namespace weir {

namespace {

constexpr Nanoseconds offsetLife = std::chrono::milliseconds{10};
/// An older stamp is taken for one from before the time was set.
constexpr Nanoseconds oldest = std::chrono::seconds{60};

Nanoseconds toNanoseconds(const timespec &time)
{
    return std::chrono::seconds{time.tv_sec} + Nanoseconds{time.tv_nsec};
}

Nanoseconds realTime()
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

std::optional<TimePoint> KernelStamps::nextArrival(int socket)
{
    char byte = 0;
    iovec target{&byte, 1};
    alignas(cmsghdr) std::array<char, 128> control{};
    msghdr message{};
    message.msg_iov = &target;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (::recvmsg(socket, &message, MSG_PEEK | MSG_DONTWAIT) <= 0)
        return std::nullopt;
    const std::optional<Nanoseconds> stamp = softwareStamp(message);
    if (!stamp || *stamp <= Nanoseconds{0})
        return std::nullopt;
    const TimePoint now = MonotonicClock::now();
    if (now - m_measuredAt > offsetLife)
        measureOffset(now);
    const TimePoint arrival{*stamp - m_offset};
    if (arrival < now - oldest || arrival > now + std::chrono::milliseconds{1})
        return std::nullopt;
    return std::min(arrival, now);
}

void KernelStamps::measureOffset(TimePoint now)
{
    const Nanoseconds real = realTime();
    const TimePoint after = MonotonicClock::now();
    m_offset = real - (now + (after - now) / 2).time_since_epoch();
    m_measuredAt = after;
}

} // namespace weir
