// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bytepairmodel.h"

#include "tokens/pairmerging.h"

namespace weir {

Result<void> BytePairModel::encode(std::string_view word, std::vector<TokenId> &ids) const
{
    if (const std::optional<TokenId> whole = vocabulary().find(word)) {
        ids.push_back(*whole);
        return {};
    }
    std::vector<MergePart> parts;
    parts.reserve(word.size());
    for (std::size_t at = 0; at < word.size(); ++at)
        appendPart(parts, vocabulary().find(word.substr(at, 1)).value_or(0), static_cast<quint32>(at), 1);
    const std::size_t longest = vocabulary().longest();
    mergePairs(parts, [&](const MergePart &left, const MergePart &right) -> std::optional<PairMerge> {
        const std::size_t length = std::size_t{left.length} + right.length;
        const std::optional<TokenId> both =
            length <= longest ? vocabulary().find(word.substr(left.begin, length)) : std::nullopt;
        return both ? std::optional<PairMerge>({*both, *both}) : std::nullopt;
    });
    for (const MergePart &part : parts) {
        if (part.length > 0)
            ids.push_back(part.id);
    }
    return {};
}

} // namespace weir
