// SPDX-License-Identifier: GPL-3.0-or-later
// Byte-pair merging: of all neighbours the pair of the lowest rank becomes one, the leftmost of equal ones
// first, until no pair has a rank. O(n log n) by a heap, as huggingface/tokenizers does it (bpe/word.rs).
#pragma once

#include "tokens/tokenid.h"

#include <queue>

#include <optional>
#include <vector>

namespace weir {

/// A part of a word on its way to a token.
struct MergePart
{
    TokenId id = 0;
    quint32 begin = 0;  ///< In the word.
    quint32 length = 0; ///< Bytes; 0: it has become part of the one before.
    qint32 previous = -1;
    qint32 next = -1;
};

/// What two neighbours become.
struct PairMerge
{
    quint32 rank = 0;
    TokenId id = 0;
};

/// Appends a part behind the last.
inline void appendPart(std::vector<MergePart> &parts, TokenId id, quint32 begin, quint32 length)
{
    const qint32 index = static_cast<qint32>(parts.size());
    if (index > 0)
        parts.back().next = index;
    parts.push_back({id, begin, length, index - 1, -1});
}

/// Merges what can be; those with length 0 are gone. `mergeOf(left, right)` gives the pair's std::optional
/// PairMerge.
template <typename MergeOf>
void mergePairs(std::vector<MergePart> &parts, MergeOf mergeOf)
{
    struct Candidate
    {
        PairMerge merge;
        qint32 left;
        bool operator<(const Candidate &other) const // the top of the heap is the largest
        {
            return merge.rank != other.merge.rank ? merge.rank > other.merge.rank : left > other.left;
        }
    };
    std::priority_queue<Candidate> candidates;
    const auto consider = [&](qint32 left, qint32 right) {
        if (const std::optional<PairMerge> merge =
                mergeOf(parts[static_cast<std::size_t>(left)], parts[static_cast<std::size_t>(right)]))
            candidates.push({*merge, left});
    };
    for (std::size_t i = 1; i < parts.size(); ++i)
        consider(static_cast<qint32>(i) - 1, static_cast<qint32>(i));

    while (!candidates.empty()) {
        const Candidate top = candidates.top();
        candidates.pop();
        MergePart &left = parts[static_cast<std::size_t>(top.left)];
        if (left.length == 0 || left.next < 0)
            continue;
        MergePart &right = parts[static_cast<std::size_t>(left.next)];
        // One of the two may have become another since.
        const std::optional<PairMerge> now = mergeOf(left, right);
        if (!now || now->id != top.merge.id)
            continue;
        left.id = now->id;
        left.length += right.length;
        left.next = right.next;
        right.length = 0;
        if (left.next >= 0)
            parts[static_cast<std::size_t>(left.next)].previous = top.left;
        if (left.previous >= 0)
            consider(left.previous, top.left);
        if (left.next >= 0)
            consider(top.left, left.next);
    }
}

} // namespace weir
