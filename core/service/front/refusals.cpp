// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/refusals.h"

#include <algorithm>
#include <limits>

namespace weir {

namespace {

std::string_view codeOf(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::RequestLimit:
    case RefusalReason::TokenLimit:
        return "rate_limit_exceeded";
    case RefusalReason::PromptTooLong:
        return "context_length_exceeded";
    case RefusalReason::QueueTimeout:
        return "queue_timeout";
    case RefusalReason::CanaryError:
        return "server_error";
    case RefusalReason::QueueFull:
    case RefusalReason::NoReplica:
        break;
    }
    return "service_unavailable";
}

std::string_view messageOf(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::RequestLimit:
        return "Too many requests.";
    case RefusalReason::TokenLimit:
        return "Too many tokens.";
    case RefusalReason::PromptTooLong:
        return "The prompt is too long.";
    case RefusalReason::QueueFull:
        return "The queue is full.";
    case RefusalReason::QueueTimeout:
        return "The request has waited too long.";
    case RefusalReason::NoReplica:
        return "No replica is there to serve the request.";
    case RefusalReason::CanaryError:
        break;
    }
    return "The server had an error while processing the request.";
}

/// An error inside HTTP 200: the vendor's own where it has one, else the most usual form.
std::string businessError(const Dialect &dialect)
{
    constexpr std::string_view message = "The quota of this service is used up.";
    if (dialect.errorStatus(500) == 200)
        return dialect.error(500, "quota_exceeded", message);
    return "{\"code\":1001,\"message\":\"" + std::string(message) + "\"}";
}

} // namespace

DialectRefusal refusedByModel(const Dialect &dialect, const ModelRefusal &refusal, bool streamed)
{
    return dialect.refused(refusal.status, codeOf(refusal.reason), messageOf(refusal.reason), streamed);
}

DialectRefusal refusedByFault(const Dialect &dialect, FaultKind kind, bool streamed)
{
    if (kind == FaultKind::BusinessCode)
        return {200, businessError(dialect)};
    if (kind == FaultKind::RateLimit)
        return dialect.refused(429, "rate_limit_exceeded", "Rate limit reached. Try again in 1 s.", streamed);
    return dialect.refused(500, "server_error", "The server had an error while processing the request.",
                           streamed);
}

DialectRefusal refusedAsLost(const Dialect &dialect, bool streamed)
{
    return dialect.refused(502, "server_error", "The replica that worked on it was lost.", streamed);
}

std::optional<quint32> retryAfterOf(const ModelRefusal &refusal)
{
    if (!refusal.retryAfter)
        return std::nullopt;
    const qint64 seconds = std::chrono::ceil<std::chrono::seconds>(*refusal.retryAfter).count();
    return static_cast<quint32>(std::clamp(seconds, qint64{1}, qint64{std::numeric_limits<quint32>::max()}));
}

std::optional<quint32> retryAfterOf(FaultKind kind)
{
    return kind == FaultKind::RateLimit ? std::optional<quint32>(1) : std::nullopt;
}

} // namespace weir
