// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarywarnings.h"

#include "base/units.h"

namespace weir {

namespace {

/// More input tokens from a cache than this share, and times to the first token tell of the cache.
constexpr double mostCachedShare = 0.2;

QString rankText(const Distribution &distribution, double percentile)
{
    const Distribution::Rank &rank = distribution.rank(percentile);
    const QString text = formatTime(Nanoseconds{static_cast<qint64>(rank.value)});
    return rank.lowerBound ? QStringLiteral("> ") + text : text;
}

void addRetries(const Summary &summary, Messages &warnings)
{
    const RequestCounts &counts = summary.requests;
    if (counts.retried == 0)
        return;
    if (summary.responseE2e.isEmpty() || summary.e2e.isEmpty())
        warnings.push_back(Message(
            WEIR_TEXT("summary.retried_without_times", "%1 of %2 requests took more than one attempt."),
            formatCount(counts.retried), formatCount(counts.started)));
    else
        warnings.push_back(Message(
            WEIR_TEXT("summary.retried",
                      "%1 of %2 requests took more than one attempt: their users waited for response_e2e p50 "
                      "%3 and p95 %4, where the last attempts alone took e2e p50 %5 and p95 %6."),
            formatCount(counts.retried), formatCount(counts.started), rankText(summary.responseE2e, 50),
            rankText(summary.responseE2e, 95), rankText(summary.e2e, 50), rankText(summary.e2e, 95)));
}

void addCachedShare(const Summary &summary, Messages &warnings)
{
    if (summary.totalInputTokens == 0)
        return;
    const double share =
        static_cast<double>(summary.totalCachedInputTokens) / static_cast<double>(summary.totalInputTokens);
    if (share > mostCachedShare)
        warnings.push_back(Message(
            WEIR_TEXT("summary.cached_input",
                      "%1 of the input tokens came from the server's cache (%2 of %3), so ttft is that "
                      "of a warm cache. Open the prompts with {{unique}} to measure without it."),
            formatShare(share), formatCount(summary.totalCachedInputTokens),
            formatCount(summary.totalInputTokens)));
}

void addStaleConnections(const Summary &summary, Messages &warnings)
{
    if (summary.staleConnections == 0)
        return;
    if (summary.reuseGivenUp == 0)
        warnings.push_back(Message(
            WEIR_TEXT("summary.stale_connections",
                      "Kept connections that the server closed under a request: %1. Each such request went "
                      "out once more over a new connection, and its times count from the first time."),
            formatCount(summary.staleConnections)));
    else
        warnings.push_back(Message(
            WEIR_TEXT("summary.reuse_given_up",
                      "Kept connections that the server closed under a request: %1. Each such request went "
                      "out once more over a new connection. The server did so again and again, so it got no "
                      "more requests over kept connections; attempts whose ttft includes the opening of a "
                      "connection because of that: %2."),
            formatCount(summary.staleConnections), formatCount(summary.reuseGivenUp)));
}

} // namespace

Messages warningsOf(const Summary &summary)
{
    Messages warnings;
    addRetries(summary, warnings);
    addCachedShare(summary, warnings);
    addStaleConnections(summary, warnings);
    return warnings;
}

} // namespace weir
