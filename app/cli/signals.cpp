// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include "commands.h"
#include "console.h"
#include "store/rundraft.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace weir::cli {

namespace {

/// A terminal that is closed sends SIGHUP. Whom `nohup` started never sees it: an ignored signal is not
/// queued, blocked or not.
constexpr std::array endSignals{SIGINT, SIGTERM, SIGHUP};

bool threadsAreLeft = false;

sigset_t signalsToEnd()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : endSignals)
        sigaddset(&set, number);
    return set;
}

sigset_t watchedSignals()
{
    sigset_t set = signalsToEnd();
    sigaddset(&set, SIGUSR1);
    return set;
}

[[noreturn]] void endAtOnce()
{
    std::fflush(nullptr);
    std::_Exit(static_cast<int>(ExitCode::Interrupted));
}

/// Nothing but what a signal handler may call. A signal that one thread takes may be seen waiting by another,
/// too: one of them says so and ends the program.
[[noreturn]] void endUnbegun()
{
    static constinit std::atomic_flag isEnding;
    while (isEnding.test_and_set())
        ::pause();
    sayUnbegun();
    ::_exit(static_cast<int>(ExitCode::Interrupted));
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action
    {
    };
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
        return; // as nohup and a shell's background have it
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/// Before the libraries' own constructors, which take most of the time until main(): a signal in it would end
/// the program without a word. Sanitizers are not ready by then.
[[gnu::section(".preinit_array"), gnu::used]] void (*endsAtSignalsFromTheFirst)() = &endAtSignals; // NOLINT
#endif

} // namespace

void sayUnbegun()
{
    constexpr std::string_view words = "weir-cli: interrupted before it began; nothing is kept.\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, words.data(), words.size());
}

void endAtSignals()
{
    for (const int number : endSignals)
        handle(number, [](int) { endUnbegun(); });
    handle(SIGUSR1, [](int) {});
}

Preparation::Preparation(bool quiet)
{
    const sigset_t set = signalsToEnd();
    m_signals = signalfd(-1, &set, SFD_CLOEXEC);
    m_done = eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this, quiet] { watch(quiet); });
}

Preparation::~Preparation()
{
    eventfd_write(m_done, 1);
    m_thread.join();
    ::close(m_done);
    ::close(m_signals);
}

void Preparation::watch(bool quiet) const
{
    constexpr int patienceMs = 2000;
    std::array<pollfd, 2> waits{{{m_done, POLLIN, 0}, {m_signals, POLLIN, 0}}};
    int ready = ::poll(waits.data(), waits.size(), patienceMs);
    if (ready == 0 && !quiet)
        printError(
            QStringLiteral("Still making ready: the scenario's data and traces are read. Ctrl+C ends it."));
    while (ready == 0 || (ready < 0 && errno == EINTR))
        ready = ::poll(waits.data(), waits.size(), -1);
    if ((waits[0].revents & POLLIN) != 0 || (waits[1].revents & POLLIN) == 0)
        return;
    dropUnbegunRunFiles();
    endUnbegun();
}

void blockSignals()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void unblockSignals()
{
    for (const int number : endSignals)
        handle(number, SIG_DFL);
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

SignalWatcher::SignalWatcher(SignalActions actions, std::chrono::milliseconds patience)
    : m_actions(std::move(actions)), m_patience(patience)
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
            m_late.start(m_patience);
        m_actions.end();
        return;
    }
    unblockSignals();
    if (!m_actions.force)
        endAtOnce();
    m_actions.force();
}

} // namespace weir::cli
