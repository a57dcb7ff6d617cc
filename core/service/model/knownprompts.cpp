// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/knownprompts.h"

#include <algorithm>

namespace weir {

void KnownPrompts::note(quint64 key)
{
    const auto found = m_counts.find(key);
    if (found != m_counts.end()) {
        ++found->second.asked;
        return;
    }
    while (m_counts.size() >= m_most && !m_counts.empty())
        age();
    if (m_most > 0)
        m_counts.emplace(key, Count{1, m_next++});
}

void KnownPrompts::age()
{
    // Each sweep takes at least one from every count, and each call of note() adds one: that pays for the
    // sweep.
    for (auto it = m_counts.begin(); it != m_counts.end();) {
        it->second.asked /= 2;
        it = it->second.asked == 0 ? m_counts.erase(it) : std::next(it);
    }
}

std::vector<quint64> KnownPrompts::mostAsked(std::size_t count) const
{
    using Entry = std::pair<quint64, Count>;
    std::vector<Entry> entries(m_counts.begin(), m_counts.end());
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(count, entries.size()));
    std::ranges::partial_sort(entries, end, [](const Entry &a, const Entry &b) {
        return a.second.asked != b.second.asked ? a.second.asked > b.second.asked
                                                : a.second.number < b.second.number;
    });
    std::vector<quint64> keys;
    for (auto it = entries.begin(); it != end; ++it)
        keys.push_back(it->first);
    return keys;
}

} // namespace weir
