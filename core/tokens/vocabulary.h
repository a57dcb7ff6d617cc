// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a model and their numbers.
#pragma once

#include "tokens/tokenid.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Filled once, then read from any thread.
class Vocabulary
{
public:
    /// `id` is below mostTokenIds. A text that is there already gets the new number, as in a JSON object.
    void add(std::string_view text, TokenId id);

    [[nodiscard]] std::optional<TokenId> find(std::string_view text) const;
    /// Empty for a number that is no token.
    [[nodiscard]] std::string_view textOf(TokenId id) const;
    [[nodiscard]] bool has(TokenId id) const;
    [[nodiscard]] std::size_t size() const { return m_ids.size(); }
    /// Bytes of the longest token.
    [[nodiscard]] std::size_t longest() const { return m_longest; }
    /// Calls `visit(text, id)` for each, in no order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (const auto &[text, id] : m_ids)
            visit(text, id);
    }

private:
    std::deque<std::string> m_texts; ///< Views into these stay when more are added.
    boost::unordered_flat_map<std::string_view, TokenId> m_ids;
    std::vector<std::string_view> m_byId; ///< Null views where there is none.
    std::size_t m_longest = 0;
};

} // namespace weir
