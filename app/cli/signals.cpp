// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace weir::cli {

namespace {

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1);
    return set;
}

} // namespace

void blockSignals()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool endSignalWaits()
{
    sigset_t waiting;
    sigpending(&waiting);
    return sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1;
}

SignalWatcher::SignalWatcher(std::function<void()> onEnd, std::function<void()> onPause)
{
    const sigset_t set = watchedSignals();
    m_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [fd = m_fd, onEnd = std::move(onEnd), onPause = std::move(onPause)] {
                         signalfd_siginfo info{};
                         if (read(fd, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
                             return;
                         if (info.ssi_signo != SIGUSR1)
                             onEnd();
                         else if (onPause)
                             onPause();
                     });
}

SignalWatcher::~SignalWatcher()
{
    m_notifier.reset();
    close(m_fd);
}

} // namespace weir::cli
