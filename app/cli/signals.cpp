// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include "commands.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/signalfd.h>
#include <unistd.h>

namespace weir::cli {

namespace {

/// A terminal that is closed sends SIGHUP. Whom `nohup` started never sees it: an ignored signal is not
/// queued, blocked or not.
constexpr std::array endSignals{SIGINT, SIGTERM, SIGHUP};

bool threadsAreLeft = false;

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : endSignals)
        sigaddset(&set, number);
    sigaddset(&set, SIGUSR1);
    return set;
}

[[noreturn]] void endAtOnce()
{
    std::fflush(nullptr);
    std::_Exit(static_cast<int>(ExitCode::Interrupted));
}

} // namespace

void blockSignals()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void unblockSignals()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool endSignalWaits()
{
    sigset_t waiting;
    sigpending(&waiting);
    for (const int number : endSignals) {
        if (sigismember(&waiting, number) == 1)
            return true;
    }
    return false;
}

void leaveThreadsBehind()
{
    threadsAreLeft = true;
}

bool areThreadsLeftBehind()
{
    return threadsAreLeft;
}

SignalWatcher::SignalWatcher(SignalActions actions) : m_actions(std::move(actions))
{
    const sigset_t set = watchedSignals();
    m_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::read);
    m_late.setSingleShot(true);
    connect(&m_late, &QTimer::timeout, this, [this] { m_actions.late(); });
}

SignalWatcher::~SignalWatcher()
{
    m_notifier.reset();
    close(m_fd);
}

void SignalWatcher::read()
{
    signalfd_siginfo info{};
    if (::read(m_fd, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
        return;
    if (info.ssi_signo != SIGUSR1)
        end();
    else if (m_actions.pause)
        m_actions.pause();
}

void SignalWatcher::end()
{
    if (!m_isEnding) {
        m_isEnding = true;
        if (m_actions.late)
            m_late.start(patience);
        m_actions.end();
        return;
    }
    unblockSignals();
    if (!m_actions.force)
        endAtOnce();
    m_actions.force();
}

} // namespace weir::cli
