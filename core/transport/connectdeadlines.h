// SPDX-License-Identifier: GPL-3.0-or-later
// Until when each connection of a transport must have come about.
#pragma once

#include "base/clock.h"

#include <QTimer>

#include <functional>
#include <map>

namespace weir {

/// One timer for all: thousands of timers would cost O(n) each. Lives in the transport's thread, which runs
/// an event loop.
class ConnectDeadlines
{
public:
    /// Valid until it is removed. Of the exchange or the connection with this key.
    using Entry = std::multimap<TimePoint, quint64>::iterator;
    /// Called for each key whose time is up; must remove its entry.
    using Expire = std::function<void(quint64 key)>;

    /// `clock` must outlive this.
    ConnectDeadlines(const Clock &clock, Expire expire);
    [[nodiscard]] Entry add(quint64 key, Nanoseconds limit);
    void remove(Entry entry) { m_entries.erase(entry); }

private:
    void arm();
    void onTimer();

    const Clock &m_clock;
    Expire m_expire;
    std::multimap<TimePoint, quint64> m_entries;
    QTimer m_timer;
};

} // namespace weir
