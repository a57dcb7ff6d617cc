// SPDX-License-Identifier: GPL-3.0-or-later
// Signals as calls in the event loop: SIGINT, SIGTERM and SIGHUP to end, SIGUSR1 to pause and go on.
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>
#include <thread>

namespace weir::cli {

/// What a SignalWatcher calls.
struct SignalActions
{
    std::function<void()> end; ///< The first signal to end. Never empty.
    /// The second one; where there is none, the program is over at once, with the exit code of an interrupted
    /// run. Signals are the system's own again by then, so a third one kills.
    std::function<void()> force{};
    /// The watcher's patience after the first signal; nothing happens where there is none. May come before a
    /// second one.
    std::function<void()> late{};
    std::function<void()> pause{}; ///< SIGUSR1; ignored where there is none.
};

/// While it lives, signals call the actions in the thread that made it, instead of ending the program. One
/// watcher at a time.
class SignalWatcher : public QObject
{
public:
    static constexpr std::chrono::milliseconds usualPatience{5000};

    explicit SignalWatcher(SignalActions actions, std::chrono::milliseconds patience = usualPatience);
    ~SignalWatcher() override;
    SignalWatcher(const SignalWatcher &) = delete;
    SignalWatcher &operator=(const SignalWatcher &) = delete;

private:
    void read();
    void end();

    SignalActions m_actions;
    std::chrono::milliseconds m_patience;
    QTimer m_late;
    int m_fd = -1;
    bool m_isEnding = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// From now on a signal to end ends the program at once, with a sentence and the exit code of an interrupted
/// command, and SIGUSR1 does nothing. Call first of all; a program with this file in it has done so before
/// its libraries were ready. Signals that are ignored stay so.
void endAtSignals();

/// Says that a signal came before there was anything to keep. A signal handler may call it.
void sayUnbegun();

/// Blocks the signals for this thread and those it will start, so that only a SignalWatcher gets them.
/// Call before the first thread starts, but after the files that the user named were read: a slow disk or
/// pipe may be among them, and signals end that wait at once.
void blockSignals();
/// They are the system's own again in this thread: one more kills.
void unblockSignals();

/// While it lives, this thread may take long to make ready what the command needs: after two seconds a line
/// on standard error says so, and a signal to end ends the program at once even where signals are blocked: no
/// run file stays of what was being made ready.
class Preparation
{
public:
    explicit Preparation(bool quiet);
    ~Preparation();
    Q_DISABLE_COPY_MOVE(Preparation)

private:
    void watch(bool quiet) const;

    int m_signals = -1;
    int m_done = -1;
    std::thread m_thread;
};

/// True when a signal to end has come and no watcher has heard it. Only after blockSignals().
bool endSignalWaits();

/// From now on main() must end the program without waiting for threads, one of which doesn't end.
void leaveThreadsBehind();
[[nodiscard]] bool areThreadsLeftBehind();

} // namespace weir::cli
