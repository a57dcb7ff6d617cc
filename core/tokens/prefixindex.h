// SPDX-License-Identifier: GPL-3.0-or-later
// Texts by what they begin with: which of them does a text go on with at this place?
#pragma once

#include "tokens/tokenid.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir {

/// Filled once, then read from any thread. A look costs the length of the longest match times the logarithm
/// of the number of texts.
class PrefixIndex
{
public:
    struct Entry
    {
        std::string text;
        TokenId id = 0;
    };

    PrefixIndex() = default;
    /// Of equal texts the last counts; empty ones are left out.
    explicit PrefixIndex(std::vector<Entry> entries) : m_entries(std::move(entries))
    {
        std::erase_if(m_entries, [](const Entry &entry) { return entry.text.empty(); });
        std::stable_sort(m_entries.begin(), m_entries.end(),
                         [](const Entry &a, const Entry &b) { return a.text < b.text; });
        const auto sameAsNext = [](const Entry &a, const Entry &b) { return a.text == b.text; };
        const auto kept = std::unique(m_entries.rbegin(), m_entries.rend(), sameAsNext);
        m_entries.erase(m_entries.begin(), kept.base());
    }

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }

    /// Calls `visit(length, id)` for every text that `text` begins with, the shortest first.
    template <typename Visit>
    void forEachPrefix(std::string_view text, Visit visit) const
    {
        auto low = m_entries.begin();
        auto high = m_entries.end();
        for (std::size_t depth = 0; depth < text.size() && low != high; ++depth) {
            const unsigned char wanted = static_cast<unsigned char>(text[depth]);
            // All from low to high agree up to depth; those that end there come first.
            const auto byteOf = [depth](const Entry &entry) {
                return entry.text.size() > depth
                           ? static_cast<int>(static_cast<unsigned char>(entry.text[depth]))
                           : -1;
            };
            low = std::partition_point(low, high, [&](const Entry &entry) { return byteOf(entry) < wanted; });
            high =
                std::partition_point(low, high, [&](const Entry &entry) { return byteOf(entry) == wanted; });
            if (low != high && low->text.size() == depth + 1)
                visit(depth + 1, low->id);
        }
    }

    /// Length and id of the longest text that `text` begins with; length 0 for none.
    [[nodiscard]] std::pair<std::size_t, TokenId> longestPrefix(std::string_view text) const
    {
        std::pair<std::size_t, TokenId> longest{0, 0};
        forEachPrefix(text, [&longest](std::size_t length, TokenId id) { longest = {length, id}; });
        return longest;
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace weir
