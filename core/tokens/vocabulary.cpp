// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/vocabulary.h"

#include <algorithm>

namespace weir {

void Vocabulary::add(std::string_view text, TokenId id)
{
    const std::string_view kept = m_texts.emplace_back(text);
    m_ids.insert_or_assign(kept, id);
    if (id >= m_byId.size())
        m_byId.resize(std::size_t{id} + 1);
    m_byId[id] = kept;
    m_longest = std::max(m_longest, text.size());
}

std::optional<TokenId> Vocabulary::find(std::string_view text) const
{
    const auto found = m_ids.find(text);
    return found == m_ids.end() ? std::nullopt : std::optional<TokenId>(found->second);
}

std::string_view Vocabulary::textOf(TokenId id) const
{
    return id < m_byId.size() ? m_byId[id] : std::string_view();
}

bool Vocabulary::has(TokenId id) const
{
    return id < m_byId.size() && m_byId[id].data() != nullptr;
}

} // namespace weir
