// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/resultcache.h"

#include "service/model/promptkeys.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostRemembered = 1'000'000;

} // namespace

ResultCache::ResultCache(const ResultCacheConfig &config, TimePoint start)
    : m_config(config), m_warmedAt(start)
{
    for (const QString &prompt : m_config.warmPrompts)
        remember(promptKeyOf(prompt.toStdString()));
    flush(start);
}

bool ResultCache::find(TimePoint now, quint64 key)
{
    warm(now);
    if (m_config.warming != CacheWarming::None)
        remember(key);
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return false;
    if (m_config.ttl > Nanoseconds{0} && now - found->second.inserted >= m_config.ttl) {
        erase(key);
        return false;
    }
    place(key, found->second, true);
    return true;
}

void ResultCache::insert(TimePoint now, quint64 key)
{
    if (m_config.entries == 0)
        return;
    if (m_entries.contains(key))
        erase(key);
    else if (m_entries.size() >= m_config.entries)
        erase(m_order.begin()->second);
    Entry &entry = m_entries[key];
    entry.inserted = now;
    place(key, entry, false);
}

void ResultCache::place(quint64 key, Entry &entry, bool used)
{
    m_order.erase({{entry.rank, entry.number}, key});
    const quint64 tick = ++m_clock;
    if (used)
        ++entry.uses;
    if (!used)
        entry.number = tick;
    if (m_config.policy == CachePolicy::Lru)
        entry.rank = tick;
    else if (m_config.policy == CachePolicy::Lfu)
        entry.rank = entry.uses;
    else
        entry.rank = entry.number;
    m_order.insert({{entry.rank, entry.number}, key});
}

void ResultCache::erase(quint64 key)
{
    const auto found = m_entries.find(key);
    m_order.erase({{found->second.rank, found->second.number}, key});
    m_entries.erase(found);
}

void ResultCache::remember(quint64 key)
{
    if (m_asked.size() >= mostRemembered && !m_asked.contains(key))
        return;
    ++m_asked[key];
}

void ResultCache::flush(TimePoint now)
{
    m_entries.clear();
    m_order.clear();
    m_toWarm.clear();
    m_warmedAt = now;
    m_warmCredit = 0;
    if (m_config.warming == CacheWarming::None)
        return;
    for (const auto &[key, count] : m_asked)
        m_toWarm.push_back(key);
    std::sort(m_toWarm.begin(), m_toWarm.end(), [this](quint64 a, quint64 b) {
        return m_asked[a] != m_asked[b] ? m_asked[a] < m_asked[b] : a < b;
    });
    if (m_config.warming == CacheWarming::Full) {
        for (const quint64 key : m_toWarm)
            insert(now, key);
        m_toWarm.clear();
    }
}

void ResultCache::warm(TimePoint now)
{
    if (m_toWarm.empty())
        return;
    m_warmCredit += m_config.warmingPerSecond * std::chrono::duration<double>(now - m_warmedAt).count();
    m_warmedAt = now;
    for (; m_warmCredit >= 1 && !m_toWarm.empty(); m_warmCredit -= 1) {
        const quint64 key = m_toWarm.back();
        m_toWarm.pop_back();
        // What came back by itself meanwhile is there; what no longer fits would push out something asked
        // more.
        if (!m_entries.contains(key) && m_entries.size() < m_config.entries)
            insert(now, key);
    }
}

} // namespace weir
