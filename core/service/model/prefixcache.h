// SPDX-License-Identifier: GPL-3.0-or-later
// A replica's memory of the beginnings of prompts, block by block.
#pragma once

#include "service/model/modelconfig.h"

#include <list>
#include <span>
#include <unordered_map>
#include <vector>

namespace weir {

/// Blocks are those of prefixHashes(). Least recently used ones go first. O(1) a block. One thread.
class PrefixCache
{
public:
    explicit PrefixCache(const PrefixCacheConfig &config)
        : m_capacity(config.blockTokens == 0 ? 0 : config.tokens / config.blockTokens)
    {
    }

    /// How many blocks are known from the beginning on; they count as used.
    std::size_t match(std::span<const quint64> prefix);
    void insert(std::span<const quint64> prefix);
    void clear();
    [[nodiscard]] std::size_t blocks() const { return m_places.size(); }

private:
    std::size_t m_capacity;
    std::list<quint64> m_order; ///< Most recently used first.
    std::unordered_map<quint64, std::list<quint64>::iterator> m_places;
};

} // namespace weir
