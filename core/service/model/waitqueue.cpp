// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/waitqueue.h"

namespace weir {

void WaitQueue::push(const Entry &entry, bool front)
{
    const Place place{m_priorities ? -qint64{entry.priority} : 0, front ? m_nextFront-- : m_next++};
    m_entries.emplace(place, entry);
    m_places[entry.slot] = place;
    m_ages.emplace(entry.since, entry.slot);
}

WaitQueue::Entry WaitQueue::pop()
{
    const Entry entry = front();
    remove(entry.slot);
    return entry;
}

bool WaitQueue::remove(quint32 slot)
{
    const auto place = m_places.find(slot);
    if (place == m_places.end())
        return false;
    const auto entry = m_entries.find(place->second);
    m_ages.erase({entry->second.since, slot});
    m_entries.erase(entry);
    m_places.erase(place);
    return true;
}

std::vector<quint32> WaitQueue::evictBefore(TimePoint limit)
{
    std::vector<quint32> evicted;
    while (!m_ages.empty() && m_ages.begin()->first < limit) {
        evicted.push_back(m_ages.begin()->second);
        remove(evicted.back());
    }
    return evicted;
}

std::optional<TimePoint> WaitQueue::oldest() const
{
    return m_ages.empty() ? std::nullopt : std::optional(m_ages.begin()->first);
}

} // namespace weir
