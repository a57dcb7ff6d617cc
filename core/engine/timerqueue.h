// SPDX-License-Identifier: GPL-3.0-or-later
// What is due when, for one worker: thousands of timers behind a single alarm.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace weir {

/// A heap of moments with something to do at each. Not thread-safe. Entries can't be removed: an action that
/// is no longer wanted finds that out when it runs.
class TimerQueue
{
public:
    using Action = std::function<void(TimePoint due)>;

    void add(TimePoint due, Action action)
    {
        m_heap.push_back({due, m_nextSequence++, std::move(action)});
        std::push_heap(m_heap.begin(), m_heap.end(), later);
    }

    [[nodiscard]] std::optional<TimePoint> nextDue() const
    {
        return m_heap.empty() ? std::nullopt : std::optional(m_heap.front().due);
    }

    /// Runs the earliest entry if it is due at `now`; false when none is.
    bool runNext(TimePoint now)
    {
        if (m_heap.empty() || m_heap.front().due > now)
            return false;
        std::pop_heap(m_heap.begin(), m_heap.end(), later);
        const Entry entry = std::move(m_heap.back());
        m_heap.pop_back();
        entry.action(entry.due);
        return true;
    }

    /// Runs everything that is due at `now`, earliest first; actions may add more, which run too if they are
    /// due.
    void runDue(TimePoint now)
    {
        while (runNext(now)) {
        }
    }

    void clear() { m_heap.clear(); }
    [[nodiscard]] std::size_t size() const { return m_heap.size(); }

private:
    struct Entry
    {
        TimePoint due;
        quint64 sequence; ///< Equal moments run in the order of adding.
        Action action;
    };
    static bool later(const Entry &a, const Entry &b)
    {
        return a.due != b.due ? a.due > b.due : a.sequence > b.sequence;
    }

    std::vector<Entry> m_heap;
    quint64 m_nextSequence = 0;
};

} // namespace weir
