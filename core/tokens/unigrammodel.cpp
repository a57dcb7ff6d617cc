// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/unigrammodel.h"

#include "tokens/bytefallback.h"
#include "tokens/characters.h"

#include <limits>

namespace weir {

namespace {

/// What an unknown character costs below the worst token, as in SentencePiece (unigram_model.cc).
constexpr double unknownPenalty = 10.0;

} // namespace

UnigramModel::UnigramModel(Vocabulary vocabulary, std::vector<double> scores, std::optional<TokenId> unknown,
                           bool byteFallback)
    : TokenModel(std::move(vocabulary))
    , m_scores(std::move(scores))
    , m_unknownScore(std::numeric_limits<double>::infinity())
    , m_unknown(unknown)
    , m_byteFallback(byteFallback)
{
    for (const double score : m_scores)
        m_unknownScore = std::min(m_unknownScore, score);
    m_unknownScore -= unknownPenalty;
    std::vector<PrefixIndex::Entry> entries;
    this->vocabulary().forEach([&entries](std::string_view text, TokenId id) {
        entries.push_back({std::string(text), id});
    });
    m_index = PrefixIndex(std::move(entries));
    if (m_byteFallback)
        m_bytes = byteTokens(this->vocabulary());
}

std::vector<UnigramModel::Node> UnigramModel::bestWays(std::string_view word) const
{
    std::vector<Node> best(word.size() + 1);
    std::size_t length = 0;
    for (std::size_t at = 0; at < word.size(); at += length) {
        length = std::min(lengthOfCharacter(word[at]), word.size() - at);
        const double soFar = best[at].score;
        bool hasSingle = false;
        const auto offer = [&](std::size_t size, double score, TokenId id, bool isUnknown) {
            Node &end = best[at + size];
            if (end.begin < 0 || soFar + score > end.score)
                end = {soFar + score, static_cast<qint64>(at), id, isUnknown};
        };
        m_index.forEachPrefix(word.substr(at), [&](std::size_t size, TokenId id) {
            offer(size, m_scores[id], id, m_unknown == id);
            hasSingle = hasSingle || size == length;
        });
        if (!hasSingle)
            offer(length, m_unknownScore, m_unknown.value_or(0), true);
    }
    return best;
}

Result<void> UnigramModel::encode(std::string_view word, std::vector<TokenId> &ids) const
{
    const std::vector<Node> best = bestWays(word);
    struct Piece
    {
        std::size_t begin;
        std::size_t end;
        TokenId id;
        bool isUnknown;
    };
    std::vector<Piece> pieces; // from the end to the beginning
    for (std::size_t end = word.size(); end > 0;) {
        const Node &node = best[end];
        const std::size_t begin = static_cast<std::size_t>(node.begin);
        if (node.isUnknown && !pieces.empty() && pieces.back().isUnknown)
            pieces.back().begin = begin;
        else
            pieces.push_back({begin, end, node.id, node.isUnknown});
        end = begin;
    }
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
        const std::string_view text = word.substr(piece->begin, piece->end - piece->begin);
        if (!piece->isUnknown)
            ids.push_back(piece->id);
        else if (const std::optional<TokenId> whole = vocabulary().find(text))
            ids.push_back(*whole);
        else if (!m_byteFallback || !appendBytes(text, ids)) {
            if (!m_unknown)
                return noTokenFor(text);
            ids.push_back(*m_unknown);
        }
    }
    return {};
}

bool UnigramModel::appendBytes(std::string_view text, std::vector<TokenId> &ids) const
{
    const std::size_t before = ids.size();
    for (const char byte : text) {
        const std::optional<TokenId> &token = m_bytes[static_cast<unsigned char>(byte)];
        if (!token) {
            ids.resize(before);
            return false;
        }
        ids.push_back(*token);
    }
    return true;
}

} // namespace weir
