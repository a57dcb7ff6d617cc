// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bpemodel.h"

#include "tokens/bytefallback.h"
#include "tokens/characters.h"

namespace weir {

BpeModel::BpeModel(Vocabulary vocabulary, BpeMerges merges, BpeRules rules)
    : TokenModel(std::move(vocabulary)), m_merges(std::move(merges)), m_rules(std::move(rules))
{
    if (m_rules.byteFallback)
        m_bytes = byteTokens(this->vocabulary());
}

Result<void> BpeModel::encode(std::string_view word, std::vector<TokenId> &ids) const
{
    if (m_rules.ignoreMerges) {
        if (const std::optional<TokenId> whole = vocabulary().find(word)) {
            ids.push_back(*whole);
            return {};
        }
    }
    std::vector<MergePart> parts;
    parts.reserve(word.size());
    beginWith(word, parts);
    mergePairs(parts, [this](const MergePart &left, const MergePart &right) {
        const auto found = m_merges.find(pairKey(left.id, right.id));
        return found == m_merges.end() ? std::nullopt : std::optional<PairMerge>(found->second);
    });
    for (const MergePart &part : parts) {
        if (part.length > 0)
            ids.push_back(part.id);
    }
    return {};
}

void BpeModel::beginWith(std::string_view word, std::vector<MergePart> &parts) const
{
    std::string decorated;
    quint32 unknownBegin = 0;
    quint32 unknownLength = 0; // unknown characters that are not in `parts` yet
    const auto flush = [&] {
        if (unknownLength > 0)
            appendPart(parts, *m_rules.unknown, unknownBegin, unknownLength);
        unknownLength = 0;
    };
    std::size_t length = 0;
    for (std::size_t at = 0; at < word.size(); at += length) {
        length = std::min(lengthOfCharacter(word[at]), word.size() - at);
        std::string_view text = word.substr(at, length);
        const bool hasPrefix = at > 0 && !m_rules.continuingPrefix.empty();
        const bool hasEnd = at + length == word.size() && !m_rules.endOfWord.empty();
        if (hasPrefix || hasEnd) {
            decorated.assign(hasPrefix ? m_rules.continuingPrefix : std::string());
            decorated.append(text).append(hasEnd ? m_rules.endOfWord : std::string());
            text = decorated;
        }
        const quint32 begin = static_cast<quint32>(at);
        if (const std::optional<TokenId> id = vocabulary().find(text)) {
            flush();
            appendPart(parts, *id, begin, static_cast<quint32>(length));
        } else if ((!m_rules.byteFallback || !appendBytes(text, begin, parts)) && m_rules.unknown) {
            if (!m_rules.fuseUnknown)
                flush();
            unknownBegin = unknownLength > 0 ? unknownBegin : begin;
            unknownLength += static_cast<quint32>(length);
        }
    }
    flush();
}

/// False, and nothing appended, where one of the bytes has no token.
bool BpeModel::appendBytes(std::string_view text, quint32 begin, std::vector<MergePart> &parts) const
{
    for (const char byte : text) {
        if (!m_bytes[static_cast<unsigned char>(byte)])
            return false;
    }
    for (const char byte : text)
        appendPart(parts, *m_bytes[static_cast<unsigned char>(byte)], begin++, 1);
    return true;
}

} // namespace weir
