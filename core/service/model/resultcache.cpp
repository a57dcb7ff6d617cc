// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/resultcache.h"

#include "service/model/promptkeys.h"

#include <cmath>
#include <ranges>

namespace weir {

ResultCache::ResultCache(const ResultCacheConfig &config, TimePoint start) : m_config(config)
{
    m_config.warmPrompts.clear(); // their keys are all that is needed
    for (const QString &prompt : config.warmPrompts)
        m_known.note(promptKeyOf(prompt.toStdString()));
    beginWarming(start);
}

bool ResultCache::find(TimePoint now, quint64 key)
{
    if (!isOn())
        return false;
    advance(now);
    if (m_config.warming != CacheWarming::None)
        m_known.note(key);
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return false;
    use(key, found->second);
    return true;
}

void ResultCache::insert(TimePoint now, quint64 key)
{
    if (!isOn())
        return;
    advance(now);
    put(now, key);
}

void ResultCache::flush(TimePoint now)
{
    m_entries.clear();
    m_ranks.clear();
    m_ages.clear();
    beginWarming(now);
}

void ResultCache::advance(TimePoint now)
{
    while (m_warmed < m_toWarm.size()) {
        const double seconds = static_cast<double>(m_warmed + 1) / m_config.warmingPerSecond;
        if (seconds > std::chrono::duration<double>(now - m_warmingSince).count())
            break;
        const TimePoint at = m_warmingSince + Nanoseconds{static_cast<qint64>(std::floor(seconds * 1e9))};
        dropExpired(at);
        const quint64 key = m_toWarm[m_warmed++];
        if (m_entries.size() >= m_config.entries)
            m_warmed = m_toWarm.size(); // full: done
        else if (!m_entries.contains(key))
            put(at, key);
    }
    if (m_warmed == m_toWarm.size())
        m_toWarm = {}, m_warmed = 0;
    dropExpired(now);
}

ResultCache::Rank ResultCache::rankOf(quint64 key, const Entry &entry) const
{
    switch (m_config.policy) {
    case CachePolicy::Lru:
        return {0, entry.usedTick, key};
    case CachePolicy::Lfu:
        return {entry.uses, entry.usedTick, key};
    case CachePolicy::Ttl:
        return {0, entry.madeTick, key};
    }
    return {0, entry.usedTick, key};
}

void ResultCache::use(quint64 key, Entry &entry)
{
    m_ranks.erase(rankOf(key, entry));
    ++entry.uses;
    entry.usedTick = ++m_tick;
    m_ranks.insert(rankOf(key, entry));
}

void ResultCache::put(TimePoint now, quint64 key)
{
    Entry entry{now, 1, ++m_tick, m_tick};
    const auto found = m_entries.find(key);
    if (found != m_entries.end()) {
        entry.uses = found->second.uses + 1;
        drop(key);
    }
    while (m_entries.size() >= m_config.entries)
        drop(m_ranks.begin()->key);
    m_ranks.insert(rankOf(key, entry));
    m_ages.emplace(entry.madeTick, key);
    m_entries.emplace(key, entry);
}

void ResultCache::drop(quint64 key)
{
    const auto found = m_entries.find(key);
    m_ranks.erase(rankOf(key, found->second));
    m_ages.erase({found->second.madeTick, key});
    m_entries.erase(found);
}

void ResultCache::dropExpired(TimePoint now)
{
    if (m_config.ttl <= Nanoseconds{0})
        return;
    while (!m_ages.empty() && m_entries.at(m_ages.begin()->second).made + m_config.ttl <= now)
        drop(m_ages.begin()->second);
}

void ResultCache::beginWarming(TimePoint now)
{
    m_toWarm.clear();
    m_warmed = 0;
    m_warmingSince = now;
    if (!isOn() || m_config.warming == CacheWarming::None)
        return;
    m_toWarm = m_known.mostAsked(m_config.entries);
    if (m_config.warming == CacheWarming::Incremental && m_config.warmingPerSecond > 0)
        return;
    if (m_config.warming == CacheWarming::Full) {
        // The most asked one last, so that it is the last to go.
        for (const quint64 key : m_toWarm | std::views::reverse)
            put(now, key);
    }
    m_toWarm.clear();
}

} // namespace weir
