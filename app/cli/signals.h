// SPDX-License-Identifier: GPL-3.0-or-later
// SIGINT and SIGTERM as calls in the event loop.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace weir::cli {

/// While it lives, the two signals call `onSignal` in the thread that made it instead of ending the program.
/// One at a time.
class SignalWatcher
{
public:
    explicit SignalWatcher(std::function<void()> onSignal);
    ~SignalWatcher();
    SignalWatcher(const SignalWatcher &) = delete;
    SignalWatcher &operator=(const SignalWatcher &) = delete;

private:
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// Blocks the two signals for this thread and those it will start, so that only a SignalWatcher gets them.
/// Call before the first thread starts, but after the files that the user named were read: one of them may be
/// a pipe that nobody writes to, and the signals must end that wait.
void blockSignals();

/// A closed pipe becomes a write error instead of the program's end. Call first in main().
void ignoreBrokenPipes();

} // namespace weir::cli
