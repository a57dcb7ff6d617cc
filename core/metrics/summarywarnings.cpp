// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarywarnings.h"

#include "base/counted.h"
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
        warnings.push_back(
            Message(WEIR_TEXT("summary.retried_without_times", "%1 of %2 took more than one attempt."),
                    formatCount(counts.retried), counted(counts.started, Counted::Requests)));
    else
        warnings.push_back(Message(
            WEIR_TEXT("summary.retried",
                      "%1 of %2 in the whole run took more than one attempt. Over all requests of the "
                      "window, users waited for response_e2e p50 %3 and p95 %4, where the last attempts "
                      "alone took e2e p50 %5 and p95 %6."),
            formatCount(counts.retried), counted(counts.started, Counted::Requests),
            rankText(summary.responseE2e, 50), rankText(summary.responseE2e, 95), rankText(summary.e2e, 50),
            rankText(summary.e2e, 95)));
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

} // namespace

Messages warningsOf(const Summary &summary)
{
    Messages warnings;
    addRetries(summary, warnings);
    addCachedShare(summary, warnings);
    return warnings;
}

} // namespace weir
