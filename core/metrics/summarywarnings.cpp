// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarywarnings.h"

#include "base/units.h"

#include <algorithm>

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

void addOddAnswers(const Summary &summary, Messages &warnings)
{
    constexpr std::size_t mostTold = 3;
    std::vector<std::pair<quint64, QString>> kinds;
    for (const auto &[kind, count] : summary.oddAnswers)
        kinds.emplace_back(count, kind);
    std::sort(kinds.begin(), kinds.end(),
              [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    for (std::size_t i = 0; i < std::min(kinds.size(), mostTold); ++i)
        warnings.push_back(Message(
            WEIR_TEXT("summary.odd_answers", "%1 of %2 answers were read although this was not as it should be: %3"),
            formatCount(kinds[i].first), formatCount(summary.requests.succeeded),
            Message::fromStored(kinds[i].second)));
}

} // namespace

Messages warningsOf(const Summary &summary)
{
    Messages warnings;
    addRetries(summary, warnings);
    addCachedShare(summary, warnings);
    addOddAnswers(summary, warnings);
    return warnings;
}

} // namespace weir
