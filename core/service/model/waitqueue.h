// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that wait: by priority, and first come, first served within one.
#pragma once

#include "base/clock.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace weir {

/// Everything costs O(log n), also taking one out of the middle. One thread.
class WaitQueue
{
public:
    struct Entry
    {
        quint32 slot = 0; ///< Names the request; at most once in a queue.
        int priority = 0; ///< Higher goes first.
        TimePoint since;
    };

    /// `priorities` false: the order of arrival alone counts.
    explicit WaitQueue(bool priorities) : m_priorities(priorities) {}

    /// `front`: before all others of its priority, for those that have waited before.
    void push(const Entry &entry, bool front = false);
    [[nodiscard]] const Entry &front() const { return m_entries.begin()->second; }
    Entry pop();
    /// False when it is not here.
    bool remove(quint32 slot);
    /// Takes out those that wait since before `limit`, the longest first.
    std::vector<quint32> evictBefore(TimePoint limit);
    /// Since when the longest waits.
    [[nodiscard]] std::optional<TimePoint> oldest() const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }

private:
    struct Place
    {
        qint64 rank = 0; ///< The lower, the earlier; wider than a priority, so that any can be negated.
        qint64 number = 0;
        friend auto operator<=>(const Place &, const Place &) = default;
    };

    bool m_priorities;
    std::map<Place, Entry> m_entries;
    std::unordered_map<quint32, Place> m_places; ///< By slot.
    std::set<std::pair<TimePoint, quint32>> m_ages;
    qint64 m_next = 0;       ///< Of those at the back, ascending.
    qint64 m_nextFront = -1; ///< Of those at the front, descending.
};

} // namespace weir
