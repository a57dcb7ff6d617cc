// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pacer.h"

#include <cerrno>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>

namespace weir {

Pacer::Pacer(std::function<void()> onDue, QObject *parent)
    : QObject(parent)
    , m_onDue(std::move(onDue))
    , m_fd(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{
    if (m_fd < 0)
        throw std::system_error(errno, std::generic_category(), "timerfd_create");
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { readAlarm(); });
}

Pacer::~Pacer()
{
    m_notifier.reset();
    close(m_fd);
}

void Pacer::wakeAt(TimePoint at)
{
    if (m_at == at)
        return;
    m_at = at;
    // A zero it_value would disarm the timer instead of firing it.
    const qint64 ns = std::max<qint64>(toNs(at), 1);
    itimerspec spec{};
    spec.it_value.tv_sec = ns / 1'000'000'000;
    spec.it_value.tv_nsec = ns % 1'000'000'000;
    timerfd_settime(m_fd, TFD_TIMER_ABSTIME, &spec, nullptr);
}

void Pacer::cancel()
{
    m_at.reset();
    const itimerspec off{};
    timerfd_settime(m_fd, 0, &off, nullptr);
}

void Pacer::readAlarm()
{
    quint64 expirations = 0;
    if (read(m_fd, &expirations, sizeof expirations) != sizeof expirations)
        return; // the alarm was moved after it had gone off
    m_at.reset();
    m_onDue();
}

} // namespace weir
