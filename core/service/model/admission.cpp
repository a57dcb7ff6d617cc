// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/admission.h"

#include "base/random.h"

#include <algorithm>

namespace weir {

namespace {

constexpr quint64 canaryPurpose = 0x67726179;
constexpr quint64 canaryErrorPurpose = 0x677261792165;
constexpr quint32 mostTenants = 20'000;

/// The tenant's own limits stand in for the general ones, requests and tokens each for itself.
RateLimitConfig limitsOf(const RateLimitConfig &general, const RateLimitConfig &own)
{
    RateLimitConfig limits = general;
    if (own.requestsPerSecond > 0) {
        limits.requestsPerSecond = own.requestsPerSecond;
        limits.requestBurst = own.requestBurst;
    }
    if (own.tokensPerSecond > 0) {
        limits.tokensPerSecond = own.tokensPerSecond;
        limits.tokenBurst = own.tokenBurst;
    }
    return limits;
}

} // namespace

Admission::Admission(const GatewayConfig &config, quint64 seed) : m_config(config), m_seed(seed) {}

Admission::Buckets &Admission::bucketsOf(quint32 tenant)
{
    const std::size_t wanted = std::min(tenant, mostTenants);
    while (m_buckets.size() <= wanted) {
        RateLimitConfig limits = m_config.limits;
        if (m_buckets.size() < m_config.keys.size())
            limits = limitsOf(limits, m_config.keys[m_buckets.size()].limits);
        const double requestBurst =
            limits.requestBurst > 0 ? limits.requestBurst : std::max(1.0, limits.requestsPerSecond);
        const double tokenBurst = limits.tokenBurst > 0 ? limits.tokenBurst : 60 * limits.tokensPerSecond;
        m_buckets.push_back({TokenBucket(limits.requestsPerSecond, requestBurst),
                             TokenBucket(limits.tokensPerSecond, tokenBurst)});
    }
    return m_buckets[wanted];
}

std::optional<Admission::Refusal> Admission::admit(quint32 tenant, TimePoint now, quint32 promptTokens,
                                                   quint32 answerTokens)
{
    if (m_config.mostPromptTokens > 0 && promptTokens > m_config.mostPromptTokens)
        return Refusal{RefusalReason::PromptTooLong, std::nullopt};
    Buckets &buckets = bucketsOf(tenant);
    const double tokens = static_cast<double>(promptTokens) + answerTokens;
    const Nanoseconds requestWait = buckets.requests.waitFor(1, now);
    const Nanoseconds tokenWait = buckets.tokens.waitFor(tokens, now);
    // The longer wait: who comes back after the shorter one would be refused again.
    if (requestWait > Nanoseconds{0} && requestWait >= tokenWait)
        return Refusal{RefusalReason::RequestLimit, requestWait};
    if (tokenWait > Nanoseconds{0})
        return Refusal{RefusalReason::TokenLimit, tokenWait};
    buckets.requests.take(1, now);
    buckets.tokens.take(tokens, now);
    return std::nullopt;
}

bool Admission::isCanary(quint64 key) const
{
    return m_config.canary.share > 0 &&
           Random(mixSeed({m_seed, canaryPurpose, key})).uniform() < m_config.canary.share;
}

bool Admission::isCanaryError(quint64 key) const
{
    return Random(mixSeed({m_seed, canaryErrorPurpose, key})).uniform() < m_config.canary.errorShare;
}

} // namespace weir
