// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/prefixcache.h"

namespace weir {

std::size_t PrefixCache::match(std::span<const quint64> prefix)
{
    std::size_t known = 0;
    while (known < prefix.size() && m_places.contains(prefix[known]))
        ++known;
    // From the end, as with insert().
    for (std::size_t i = known; i-- > 0;)
        m_order.splice(m_order.begin(), m_order, m_places.at(prefix[i]));
    return known;
}

void PrefixCache::insert(std::span<const quint64> prefix)
{
    // From the end, so that the beginning is the last to be forgotten.
    for (std::size_t i = std::min(prefix.size(), m_capacity); i-- > 0;) {
        const auto place = m_places.find(prefix[i]);
        if (place != m_places.end()) {
            m_order.splice(m_order.begin(), m_order, place->second);
            continue;
        }
        m_order.push_front(prefix[i]);
        m_places[prefix[i]] = m_order.begin();
    }
    while (m_places.size() > m_capacity) {
        m_places.erase(m_order.back());
        m_order.pop_back();
    }
}

void PrefixCache::clear()
{
    m_order.clear();
    m_places.clear();
}

} // namespace weir
