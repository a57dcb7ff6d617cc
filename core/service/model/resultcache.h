// SPDX-License-Identifier: GPL-3.0-or-later
// Which whole answers the modelled service has at hand.
#pragma once

#include "base/clock.h"
#include "service/model/knownprompts.h"
#include "service/model/modelconfig.h"

#include <set>
#include <unordered_map>
#include <vector>

namespace weir {

/// Answers by the hash of all that shapes them; of the answers only that they are there. Every call is O(log
/// n), but flush() and what warming has to catch up with. Times of calls never go back. One thread.
///
/// Full: all known prompts (as many as there is room for, the most asked first) are there from the start and
/// after a flush. Incremental: the most asked one is there after 1 / warmingPerSecond, the next one as much
/// later, and so on until all are back or the cache is full: warming pushes nothing out. It takes place as
/// later calls catch up with it, each entry dated at its own time.
class ResultCache
{
public:
    /// config.warmPrompts are known from the start, as asked once. `start`: when warming begins.
    ResultCache(const ResultCacheConfig &config, TimePoint start);

    /// Whether the answer is there, younger than the ttl. Counts as a use of the entry, and makes the prompt
    /// known.
    [[nodiscard]] bool find(TimePoint now, quint64 key);
    /// An answer has been made. Takes the place of an entry by the policy where the cache is full; an answer
    /// that is there already is as new again.
    void insert(TimePoint now, quint64 key);
    /// Empties the cache and begins warming anew.
    void flush(TimePoint now);
    /// Catches up with warming and drops what is too old.
    void advance(TimePoint now);

    /// As of the last call.
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool isOn() const { return m_config.entries > 0; }

private:
    struct Entry
    {
        TimePoint made;
        quint64 uses = 1;
        quint64 madeTick = 0;
        quint64 usedTick = 0;
    };
    /// The first of these goes first.
    struct Rank
    {
        quint64 uses = 0; ///< Lfu alone.
        quint64 tick = 0; ///< Of the last use; of the making with Ttl.
        quint64 key = 0;
        friend auto operator<=>(const Rank &, const Rank &) = default;
    };

    [[nodiscard]] Rank rankOf(quint64 key, const Entry &entry) const;
    void use(quint64 key, Entry &entry);
    void put(TimePoint now, quint64 key);
    void dropExpired(TimePoint now);
    void drop(quint64 key);
    void beginWarming(TimePoint now);

    ResultCacheConfig m_config;
    KnownPrompts m_known;
    std::unordered_map<quint64, Entry> m_entries;
    std::set<Rank> m_ranks;
    std::set<std::pair<quint64, quint64>> m_ages; ///< madeTick and key: the oldest first.
    quint64 m_tick = 0;
    TimePoint m_warmingSince;
    std::vector<quint64> m_toWarm; ///< Incremental.
    std::size_t m_warmed = 0;      ///< Of m_toWarm.
};

} // namespace weir
