// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/idempotency.h"

namespace weir {

namespace {

constexpr std::size_t mostAnswered = 1'000'000;

} // namespace

std::optional<IdempotencyTable::Known> IdempotencyTable::find(quint64 key, TimePoint now)
{
    expire(now);
    const auto found = m_known.find(key);
    return found == m_known.end() ? std::nullopt : std::optional(found->second.known);
}

void IdempotencyTable::begin(quint64 key, quint32 slot, quint32 generation)
{
    m_known[key] = {{slot, generation, false, 0}, TimePoint::max()};
}

void IdempotencyTable::answered(quint64 key, quint64 answerSeed, TimePoint now)
{
    m_known[key] = {{0, 0, true, answerSeed}, now + m_window};
    m_expiries.push_back({now + m_window, key});
}

void IdempotencyTable::expire(TimePoint now)
{
    while (!m_expiries.empty() && (m_expiries.front().at <= now || m_expiries.size() > mostAnswered)) {
        const auto found = m_known.find(m_expiries.front().key);
        // A key that was used again meanwhile has a later expiry.
        if (found != m_known.end() && found->second.until <= m_expiries.front().at)
            m_known.erase(found);
        m_expiries.pop_front();
    }
}

} // namespace weir
