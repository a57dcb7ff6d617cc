// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/seenrequests.h"

#include "base/random.h"

namespace weir {

namespace {

constexpr std::size_t mostInOneGeneration = 500'000;

} // namespace

Sighting SeenRequests::note(quint64 key, std::optional<quint32> attempt)
{
    if (!attempt)
        return {count(key), false};
    return {*attempt, count(mixSeed({key, *attempt})) > 1};
}

quint32 SeenRequests::count(quint64 key)
{
    const auto young = m_young.find(key);
    if (young != m_young.end())
        return ++young->second;
    if (m_young.size() >= mostInOneGeneration) {
        m_old = std::move(m_young);
        m_young.clear();
    }
    const auto old = m_old.find(key);
    const quint32 before = old == m_old.end() ? 0 : old->second;
    return m_young[key] = before + 1;
}

} // namespace weir
