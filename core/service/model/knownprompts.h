// SPDX-License-Identifier: GPL-3.0-or-later
// Which prompts have been asked, and how often: what a cache is warmed with.
#pragma once

#include <QtGlobal>

#include <span>
#include <unordered_map>
#include <vector>

namespace weir {

/// Counts prompts by their hash, a bounded number of them. When a new one finds no room, all counts are
/// halved and those that reach 0 are forgotten, so that what was asked once long ago makes room first; O(1) a
/// call on average. One thread.
class KnownPrompts
{
public:
    explicit KnownPrompts(std::size_t most = 1'000'000) : m_most(most) {}

    void note(quint64 key);
    /// Of those, at most `count`: the most asked first, equals in the order they were first asked.
    [[nodiscard]] std::vector<quint64> mostAsked(std::size_t count) const;
    [[nodiscard]] std::size_t size() const { return m_counts.size(); }

private:
    struct Count
    {
        quint64 asked = 0;
        quint64 number = 0; ///< Counts the prompts as they were first asked.
    };
    void age();

    std::size_t m_most;
    quint64 m_next = 0;
    std::unordered_map<quint64, Count> m_counts;
};

} // namespace weir
