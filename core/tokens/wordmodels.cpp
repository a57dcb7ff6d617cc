// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/wordmodels.h"

#include "tokens/characters.h"

namespace weir {

WordPieceModel::WordPieceModel(Vocabulary vocabulary, TokenId unknown, const std::string &continuingPrefix,
                               std::size_t mostCharacters)
    : TokenModel(std::move(vocabulary)), m_unknown(unknown), m_mostCharacters(mostCharacters)
{
    std::vector<PrefixIndex::Entry> first;
    std::vector<PrefixIndex::Entry> later;
    this->vocabulary().forEach([&](std::string_view text, TokenId id) {
        first.push_back({std::string(text), id});
        if (text.starts_with(continuingPrefix))
            later.push_back({std::string(text.substr(continuingPrefix.size())), id});
    });
    m_first = PrefixIndex(std::move(first));
    m_later = PrefixIndex(std::move(later));
}

Result<void> WordPieceModel::encode(std::string_view word, std::vector<TokenId> &ids) const
{
    std::size_t characters = 0;
    for (std::size_t at = 0; at < word.size(); at += lengthOfCharacter(word[at]))
        ++characters;
    const std::size_t before = ids.size();
    std::size_t at = characters > m_mostCharacters ? word.size() : 0;
    while (at < word.size()) {
        const auto [length, id] = (at == 0 ? m_first : m_later).longestPrefix(word.substr(at));
        if (length == 0)
            break;
        ids.push_back(id);
        at += length;
    }
    if (at < word.size() || ids.size() == before) {
        ids.resize(before);
        ids.push_back(m_unknown);
    }
    return {};
}

WordLevelModel::WordLevelModel(Vocabulary vocabulary, TokenId unknown)
    : TokenModel(std::move(vocabulary)), m_unknown(unknown)
{
}

Result<void> WordLevelModel::encode(std::string_view word, std::vector<TokenId> &ids) const
{
    ids.push_back(vocabulary().find(word).value_or(m_unknown));
    return {};
}

} // namespace weir
