// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of descriptors behind one notifier of the event loop: what a turn costs depends on how many are
// ready, not on how many there are.
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace weir {

/// An epoll set (epoll(7), level-triggered). Lives in the thread that made it, which must run an event loop.
/// It never closes a descriptor that it watches.
class EpollSet
{
public:
    /// `owner` is the caller's own name for whom a descriptor belongs to; `events` are EPOLLIN, EPOLLOUT, ...
    using Ready = std::function<void(quint32 owner, int descriptor, quint32 events)>;

    /// `onReady` is called from the event loop, for at most 64 descriptors a turn, so that everything else in
    /// the loop gets its turn too. A call may be stale when an earlier one of the same turn closed the
    /// descriptor. Throws std::system_error when the system has no descriptor left.
    explicit EpollSet(Ready onReady);
    ~EpollSet();
    EpollSet(const EpollSet &) = delete;
    EpollSet &operator=(const EpollSet &) = delete;

    /// Begins to watch a descriptor.
    void watch(int descriptor, quint32 events, quint32 owner);
    /// Changes what a watched descriptor is watched for.
    void change(int descriptor, quint32 events, quint32 owner);
    /// A descriptor that is not watched, or closed already, is no error.
    void forget(int descriptor);
    /// A turn that has served what was ready waits for more from here on, until `alarm` is readable, until
    /// its 64 descriptors are used up or nothing came for 10 ms. `alarm` is the caller's and tells nobody
    /// here; -1 ends this way of waiting.
    void waitUntil(int alarm);

private:
    void control(int operation, int descriptor, quint32 events, quint32 owner);
    void drain();

    Ready m_onReady;
    int m_descriptor = -1;
    int m_alarm = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace weir
