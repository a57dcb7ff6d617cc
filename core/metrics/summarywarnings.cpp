// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarywarnings.h"

#include "base/counted.h"
#include "base/units.h"
#include "metrics/drift.h"
#include "metrics/figures.h"
#include "metrics/figuretext.h"

#include <algorithm>

namespace weir {

namespace {

constexpr double chunkedTokens =
    1.1; ///< More tokens in a chunk than this make gaps no longer gaps between tokens.

constexpr double leastDriftNs = 1e6; ///< Below 1 ms a change tells of this machine rather than the service.

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
    const std::optional<double> share = summary.cachedShare();
    if (share && *share > mostCachedShare)
        warnings.push_back(Message(
            WEIR_TEXT("summary.cached_input",
                      "%1 of the input tokens came from the server's cache (%2 of %3), so ttft is that "
                      "of a warm cache. Open the prompts with {{unique}} to measure without it."),
            formatShare(*share), formatCount(summary.totalCachedInputTokens),
            formatCount(summary.totalInputTokens)));
}

void addOddAnswers(const Summary &summary, Messages &warnings)
{
    constexpr std::size_t mostTold = 3;
    std::vector<std::pair<quint64, QString>> kinds;
    for (const auto &[kind, count] : summary.oddAnswers)
        kinds.emplace_back(count, kind);
    std::sort(kinds.begin(), kinds.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < std::min(kinds.size(), mostTold); ++i)
        warnings.push_back(
            Message(WEIR_TEXT("summary.odd_answers",
                              "On %1 of %2 the answer was read although this was not as it should be: %3"),
                    formatCount(kinds[i].first), counted(summary.requests.succeeded, Counted::Requests),
                    Message::fromStored(kinds[i].second)));
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

void addTokenWarnings(const Summary &summary, const WindowTotals &totals, Messages &warnings)
{
    if (totals.withoutUsageCounted > 0)
        warnings.push_back(Message(
            WEIR_TEXT(
                "summary.no_usage_counted",
                "The service reported no usage on %1 of %2 that succeeded; a tokenizer counted the tokens "
                "there."),
            formatCount(totals.withoutUsageCounted), counted(totals.succeeded, Counted::Requests)));
    const quint64 inChunks = totals.withoutUsage - std::min(totals.withoutUsage, totals.withoutUsageCounted);
    if (inChunks > 0)
        warnings.push_back(Message(
            WEIR_TEXT(
                "summary.no_usage",
                "The service reported no usage on %1 of %2 that succeeded; chunks are counted as tokens "
                "there."),
            formatCount(inChunks), counted(totals.succeeded, Counted::Requests)));
    if (summary.tokensPerChunk > chunkedTokens)
        warnings.push_back(Message(
            WEIR_TEXT("summary.tokens_per_chunk",
                      "Chunks carry %1 tokens on average, so itl is the gap between chunks, not tokens."),
            formatFigure(summary.tokensPerChunk)));
}

void addUsageWarnings(const StreamEvidence &streams, Messages &warnings)
{
    const auto count = [&streams](std::initializer_list<UsageFault> faults) {
        quint64 sum = 0;
        for (UsageFault fault : faults)
            sum += streams.usageFaults.contains(fault) ? streams.usageFaults.at(fault) : 0;
        return sum;
    };
    const auto warn = [&warnings](quint64 requests, const MessageText &text) {
        if (requests > 0)
            warnings.push_back(Message(text, counted(requests, Counted::Requests)));
    };
    warn(count({UsageFault::WithoutReasoning}),
         WEIR_TEXT("summary.usage_without_reasoning",
                   "On %1 the service left reasoning out of its output tokens; it was added."));
    warn(count({UsageFault::ZeroBesideText, UsageFault::BelowStreamed}),
         WEIR_TEXT("summary.usage_below_streamed",
                   "On %1 the service told fewer tokens than it streamed, which can't be true; "
                   "their chunks are counted as tokens."));
    warn(count({UsageFault::Placeholder}),
         WEIR_TEXT("summary.usage_placeholder",
                   "On %1, cut or failed, the service had told a placeholder in place of "
                   "its output tokens; their chunks are counted as tokens."));
    warn(count({UsageFault::AboveText}),
         WEIR_TEXT("summary.usage_above_text",
                   "On %1 the service told more output tokens than their text can hold, and no "
                   "reasoning tokens that would explain them; their chunks are counted as tokens."));
    warn(count({UsageFault::Unreadable}),
         WEIR_TEXT("summary.usage_unreadable",
                   "On %1 the service told output tokens that are no count (below 0, a fraction, "
                   "no number, or above 100,000,000); their chunks are counted as tokens."));
    warn(streams.cachedAboveInput,
         WEIR_TEXT("summary.cached_above_input",
                   "On %1 the service told more cached than input tokens, which can't be true; "
                   "their cached tokens are not counted."));
}

void addStreamWarnings(const Summary &summary, const StreamEvidence &streams, Messages &warnings)
{
    if (summary.coalescedRequests > 0)
        warnings.push_back(
            Message(WEIR_TEXT("summary.coalesced",
                              "The answers of %1 came with most of their tokens together, so itl, tpot and "
                              "longest_gap leave them out. A proxy that buffers brings a whole answer or "
                              "large pieces at once; a service without TCP_NODELAY brings a few tokens at a "
                              "time, about 40 ms apart. weir-cli once shows which it is."),
                    counted(summary.coalescedRequests, Counted::Requests)));
    if (streams.chunksPerRead() > chunkedTokens && !summary.simulated) // a simulated run reads no socket
        warnings.push_back(
            Message(WEIR_TEXT("summary.chunks_per_read",
                              "%1 chunks with tokens arrived in one read on average; gaps below that grain "
                              "are lost."),
                    formatFigure(streams.chunksPerRead())));
    if (summary.lingeredConnections > 0)
        warnings.push_back(Message(
            WEIR_TEXT("summary.lingered", "The service kept %1 open after the end of a stream; Weir closed "
                                          "each after 1 s, and no user waited for it."),
            counted(summary.lingeredConnections, Counted::Connections)));
}

void addWindowWarning(const Summary &summary, Messages &warnings)
{
    const Window &window = summary.window;
    if (!window.isWeak)
        return;
    const Distribution::Rank &p95 = summary.e2e.rank(95);
    const Nanoseconds needed{static_cast<qint64>(3 * p95.value)};
    const QString length = formatTime(window.to - window.from);
    const QString answers = formatTime(Nanoseconds{static_cast<qint64>(p95.value)});
    const QString run = formatTime(window.from + needed);
    warnings.push_back(
        p95.lowerBound
            ? Message(WEIR_TEXT("summary.weak_window_bounded",
                                "The window of %1 is shorter than three times the p95 of e2e, which is above "
                                "%2, so all its figures are weak; it takes a run of more than %3."),
                      length, answers, run)
            : Message(
                  WEIR_TEXT("summary.weak_window",
                            "The window of %1 is shorter than three times the p95 of e2e (%2), so all its "
                            "figures are weak; it takes a run of at least %3."),
                  length, answers, run));
}

void addWeakWarning(const Summary &summary, Messages &warnings)
{
    // Answers that were not streamed have no first token.
    const bool isStreamed = !summary.ttft.isEmpty();
    const Distribution &figure = isStreamed ? summary.ttft : summary.e2e;
    if (!figure.isEmpty() && !figure.weak.isEmpty())
        warnings.push_back(Message(
            WEIR_TEXT("summary.weak_percentiles", "Weak percentiles: %1 rests on %2, too few for %3."),
            isStreamed ? QStringLiteral("ttft") : QStringLiteral("e2e"),
            counted(figure.count + figure.censored, Counted::Requests),
            figure.weak.join(QStringLiteral(", "))));
}

void addDriftWarnings(const Summary &summary, const WindowCollector &headline, Messages &warnings)
{
    // What users waited for drifts with what the service took; where it drifts alone, attempts before the
    // last or the cap on open streams are the cause.
    for (const auto &[own, response] :
         {std::pair(Figure::Ttft, Figure::ResponseTtft), std::pair(Figure::E2e, Figure::ResponseE2e)}) {
        for (const Figure figure : {own, response}) {
            const auto drift = timeDrift(headline.samples().of(figure).sorted(), leastDriftNs);
            if (!drift)
                continue;
            warnings.push_back(timeDriftWarning(infoOf(figure).name.toString(), *drift));
            break;
        }
    }
    const double seconds = toSeconds(summary.window.to - summary.window.from);
    const WindowBlocks &blocks = headline.blocks();
    // Elsewhere the plan itself may change the rate.
    if (seconds > 0 && summary.window.kind == Window::Kind::Steady) {
        if (const auto drift = rateDrift(blocks.shares, seconds, blocks.sharing))
            warnings.push_back(rateDriftWarning(*drift));
    }
    if (const auto drift = shareDrift(blocks.failed, blocks.requests))
        warnings.push_back(errorDriftWarning(*drift));
}

} // namespace

Messages figureWarnings(const Summary &summary, const WindowCollector &headline,
                        const StreamEvidence &streams)
{
    Messages warnings;
    addTokenWarnings(summary, headline.totals(), warnings);
    addUsageWarnings(streams, warnings);
    addStreamWarnings(summary, streams, warnings);
    addWindowWarning(summary, warnings);
    addWeakWarning(summary, warnings);
    addDriftWarnings(summary, headline, warnings);
    return warnings;
}

std::optional<Message> leftOutSentence(const WindowCollector &leftOut, const WindowCollector &headline)
{
    if (leftOut.totals().requests == 0)
        return std::nullopt;
    const Window &window = leftOut.window();
    const Message requests = counted(leftOut.totals().requests, Counted::Requests);
    const Message length = Message::verbatim(formatTime(window.to - window.from));
    const bool hasTtft = leftOut.samples().rank(Figure::Ttft, 50).has_value();
    const FigureInfo &info = infoOf(hasTtft ? Figure::Ttft : Figure::E2e);
    const std::optional<Distribution::Rank> before = leftOut.samples().rank(info.figure, 50);
    const std::optional<Distribution::Rank> inside = headline.samples().rank(info.figure, 50);
    if (!before || !inside)
        return Message(WEIR_TEXT("summary.left_out",
                                 "The figures leave out %1 of the first %2, while the system filled up."),
                       requests, length);
    const auto textOf = [&info](const Distribution::Rank &median) {
        return boundedText(median.value, median.lowerBound, info);
    };
    return Message(WEIR_TEXT("summary.left_out_figure",
                             "The figures leave out %1 of the first %2, while the system filled up: %3 p50 "
                             "is %4 there, and %5 in the window."),
                   requests, length, info.name.toString(), textOf(*before), textOf(*inside));
}

Messages warningsOf(const Summary &summary)
{
    Messages warnings;
    addRetries(summary, warnings);
    addCachedShare(summary, warnings);
    addOddAnswers(summary, warnings);
    addStaleConnections(summary, warnings);
    return warnings;
}

} // namespace weir
