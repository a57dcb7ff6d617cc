// SPDX-License-Identifier: GPL-3.0-or-later
// Signals as calls in the event loop: SIGINT and SIGTERM to end, SIGUSR1 to pause and go on.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace weir::cli {

/// While it lives, SIGINT and SIGTERM call `onEnd` and SIGUSR1 calls `onPause` (ignored where there is none)
/// in the thread that made it, instead of ending the program. One watcher at a time.
class SignalWatcher
{
public:
    explicit SignalWatcher(std::function<void()> onEnd, std::function<void()> onPause = {});
    ~SignalWatcher();
    SignalWatcher(const SignalWatcher &) = delete;
    SignalWatcher &operator=(const SignalWatcher &) = delete;

private:
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// Blocks the three signals for this thread and those it will start, so that only a SignalWatcher gets them.
/// Call before the first thread starts, but after the files that the user named were read: one of them may be
/// a pipe that nobody writes to, and the signals must end that wait.
void blockSignals();

/// True when SIGINT or SIGTERM has come and no watcher has heard it. Only after blockSignals().
bool endSignalWaits();

} // namespace weir::cli
