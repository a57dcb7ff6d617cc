// SPDX-License-Identifier: GPL-3.0-or-later
// Which prompts have an answer at hand.
#pragma once

#include "service/model/modelconfig.h"

#include <deque>
#include <set>
#include <unordered_map>
#include <vector>

namespace weir {

/// Keeps keys, not answers: the model makes the same answer of the same key again. O(log n). One thread.
class ResultCache
{
public:
    explicit ResultCache(const ResultCacheConfig &config, TimePoint start);

    /// True when the key's answer is here; counts as a use, and the key as asked for.
    bool find(TimePoint now, quint64 key);
    void insert(TimePoint now, quint64 key);
    /// Forgets all answers; warming begins anew.
    void flush(TimePoint now);
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        TimePoint inserted;
        quint64 rank = 0;   ///< The lowest goes first: last use, number of uses, or order of insertion.
        quint64 number = 0; ///< Breaks ties: the older goes first.
        quint64 uses = 0;
    };
    using Place = std::pair<std::pair<quint64, quint64>, quint64>; ///< Rank and number, key.

    void place(quint64 key, Entry &entry, bool used);
    void erase(quint64 key);
    void remember(quint64 key);
    void warm(TimePoint now);

    ResultCacheConfig m_config;
    std::unordered_map<quint64, Entry> m_entries;
    std::set<Place> m_order;
    std::unordered_map<quint64, quint64> m_asked; ///< How often, by key.
    std::vector<quint64> m_toWarm;                ///< Incremental: the most asked last.
    TimePoint m_warmedAt;
    double m_warmCredit = 0;
    quint64 m_clock = 0;
};

} // namespace weir
