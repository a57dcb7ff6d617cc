// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/epollset.h"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>

namespace weir {

namespace {

constexpr int readyATurn = 64;
/// Far enough away that the kernel need not program its clock anew for it: the alarm comes first.
constexpr int longestWaitMs = 10;

} // namespace

EpollSet::EpollSet(Ready onReady) : m_onReady(std::move(onReady)), m_descriptor(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { drain(); });
}

EpollSet::~EpollSet()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

void EpollSet::watch(int descriptor, quint32 events, quint32 owner)
{
    control(EPOLL_CTL_ADD, descriptor, events, owner);
}

void EpollSet::change(int descriptor, quint32 events, quint32 owner)
{
    control(EPOLL_CTL_MOD, descriptor, events, owner);
}

void EpollSet::forget(int descriptor)
{
    control(EPOLL_CTL_DEL, descriptor, 0, 0);
}

void EpollSet::waitUntil(int alarm)
{
    if (m_alarm >= 0)
        forget(m_alarm);
    m_alarm = alarm;
    if (m_alarm >= 0)
        watch(m_alarm, EPOLLIN, 0);
}

void EpollSet::control(int operation, int descriptor, quint32 events, quint32 owner)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = quint64{owner} << 32 | static_cast<quint32>(descriptor);
    epoll_ctl(m_descriptor, operation, descriptor, &event);
}

void EpollSet::drain()
{
    std::array<epoll_event, readyATurn> events{};
    int left = readyATurn;
    int wait = 0;
    bool alarmed = false;
    do {
        const int count = epoll_wait(m_descriptor, events.data(), left, wait);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            const int descriptor = static_cast<int>(event.data.u64 & 0xffffffff);
            if (descriptor == m_alarm)
                alarmed = true;
            else
                m_onReady(static_cast<quint32>(event.data.u64 >> 32), descriptor, event.events);
        }
        if (count <= 0)
            return;
        left -= count;
        wait = longestWaitMs;
    } while (m_alarm >= 0 && !alarmed && left > 0);
}

} // namespace weir
