// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/addedtokens.h"

#include "tokens/characters.h"

#include <utility>

namespace weir {

namespace {

std::size_t withLeftBlanks(std::string_view text, std::size_t begin, std::size_t least)
{
    while (begin > least) {
        const std::size_t before = characterBefore(text, begin);
        if (!isWhiteSpace(characterAt(text, before)))
            break;
        begin = before;
    }
    return begin;
}

std::size_t withRightBlanks(std::string_view text, std::size_t end)
{
    while (end < text.size() && isWhiteSpace(characterAt(text, end)))
        end += lengthOfCharacter(text[end]);
    return end;
}

} // namespace

AddedTokens::AddedTokens(std::vector<AddedToken> tokens) : m_tokens(std::move(tokens))
{
    for (const bool isNormalized : {false, true}) {
        std::vector<PrefixIndex::Entry> entries;
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (m_tokens[i].isNormalized != isNormalized || m_tokens[i].content.empty())
                continue;
            entries.push_back({m_tokens[i].content, static_cast<TokenId>(i)});
            m_firstBytes[isNormalized][static_cast<unsigned char>(m_tokens[i].content.front())] = true;
        }
        m_indices[isNormalized] = PrefixIndex(std::move(entries));
    }
}

bool AddedTokens::isTaken(const AddedToken &token, std::string_view text, std::size_t begin,
                          std::size_t end) const
{
    if (!token.isSingleWord)
        return true;
    const bool hasWordBefore = begin > 0 && isWordCharacter(characterAt(text, characterBefore(text, begin)));
    return !hasWordBefore && (end == text.size() || !isWordCharacter(characterAt(text, end)));
}

std::vector<AddedPart> AddedTokens::split(std::string_view text, bool ofNormalized) const
{
    const PrefixIndex &index = m_indices[ofNormalized];
    const std::array<bool, 256> &firstBytes = m_firstBytes[ofNormalized];
    std::vector<AddedPart> parts;
    std::size_t rest = 0;
    for (std::size_t at = 0; at < text.size() && !index.isEmpty();) {
        const std::pair<std::size_t, TokenId> match = firstBytes[static_cast<unsigned char>(text[at])]
                                                          ? index.longestPrefix(text.substr(at))
                                                          : std::pair<std::size_t, TokenId>();
        if (match.first == 0) {
            ++at;
            continue;
        }
        const AddedToken &token = m_tokens[match.second];
        const std::size_t matchEnd = at + match.first;
        if (isTaken(token, text, at, matchEnd)) {
            // What the one before has taken is taken.
            const std::size_t begin =
                token.takesLeftBlanks ? withLeftBlanks(text, at, rest) : std::max(at, rest);
            const std::size_t end =
                std::max(begin, token.takesRightBlanks ? withRightBlanks(text, matchEnd) : matchEnd);
            if (rest < begin)
                parts.push_back({text.substr(rest, begin - rest), std::nullopt});
            parts.push_back({text.substr(begin, end - begin), token.id});
            rest = end;
        }
        at = matchEnd;
    }
    if (rest < text.size())
        parts.push_back({text.substr(rest), std::nullopt});
    return parts;
}

std::string_view AddedTokens::textOf(TokenId id) const
{
    for (const AddedToken &token : m_tokens) {
        if (token.id == id)
            return token.content;
    }
    return {};
}

} // namespace weir
