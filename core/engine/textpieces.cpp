// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/textpieces.h"

#include <algorithm>

namespace weir {

namespace {

constexpr qsizetype longestEnd = 2048;
/// In place of what was left out: no secret holds it, so none is found across the gap.
constexpr QByteArrayView gap = "(gap in the text between its two ends)";

} // namespace

void TextPieces::add(QByteArrayView text, std::size_t holder)
{
    if (text.size() <= 2 * longestEnd)
        return append(text, holder);
    append(text.first(longestEnd), holder);
    append(gap, holder);
    append(text.last(longestEnd), holder);
}

void TextPieces::append(QByteArrayView text, std::size_t holder)
{
    if (text.isEmpty())
        return;
    m_pieces.push_back({m_text.size(), holder});
    m_text.append(text);
}

std::vector<std::size_t> TextPieces::holdersOfSecrets(const Redactor &redactor) const
{
    std::vector<std::size_t> holders;
    const auto startsBehind = [](qsizetype at, const Piece &piece) { return at < piece.from; };
    for (const Redactor::Range &secret : redactor.secretsIn(m_text)) {
        const auto first = std::upper_bound(m_pieces.begin(), m_pieces.end(), secret.from, startsBehind) - 1;
        const auto last = std::upper_bound(m_pieces.begin(), m_pieces.end(), secret.to - 1, startsBehind) - 1;
        if (first->holder == last->holder)
            continue; // each event's own text was cleaned of it
        for (auto piece = first; piece <= last; ++piece) {
            if (holders.empty() || holders.back() != piece->holder)
                holders.push_back(piece->holder);
        }
    }
    return holders;
}

} // namespace weir
