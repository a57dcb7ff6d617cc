// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway's decisions that need no credentials: limits of a tenant, size of the prompt, which version.
#pragma once

#include "service/model/modelconfig.h"
#include "service/model/modelrequest.h"
#include "service/model/tokenbucket.h"

#include <optional>
#include <vector>

namespace weir {

/// Pure but for its buckets. One thread.
class Admission
{
public:
    Admission(const GatewayConfig &config, quint64 seed);

    struct Refusal
    {
        RefusalReason reason = RefusalReason::RequestLimit;
        std::optional<Nanoseconds> retryAfter;
    };
    /// `tenant`: from 0, in the order of GatewayConfig::keys; later numbers are those of JWTs. Takes from the
    /// buckets only what it admits.
    std::optional<Refusal> admit(quint32 tenant, TimePoint now, quint32 promptTokens, quint32 answerTokens);
    /// True for the share of keys that the second version serves.
    [[nodiscard]] bool isCanary(quint64 key) const;
    /// True for those of them that it answers with an error.
    [[nodiscard]] bool isCanaryError(quint64 key) const;

private:
    struct Buckets
    {
        TokenBucket requests;
        TokenBucket tokens;
    };
    Buckets &bucketsOf(quint32 tenant);

    GatewayConfig m_config;
    quint64 m_seed;
    std::vector<Buckets> m_buckets; ///< By tenant, made when first asked for; the last is for all beyond.
};

} // namespace weir
