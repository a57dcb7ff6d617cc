// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on a run's figures, written like "ttft p(99) < 500ms", and whether they held.
#pragma once

#include "base/result.h"
#include "metrics/figures.h"
#include "metrics/samples.h"

#include <array>
#include <map>
#include <optional>
#include <variant>

namespace weir {

/// Figures that are one number for the whole run.
enum class ScalarMetric : quint8
{
    RequestsPerSecond,
    CompletionsPerSecond,
    GoodputPerSecond,
    GoodputShare,
    TokensPerSecond,
    BytesReceived,
    ErrorRate,
    Stalls,
};

/// What is taken of a figure's distribution. A scalar metric has Value.
enum class Statistic : quint8
{
    Percentile,
    Mean,
    Min,
    Max,
    Count,
    Value
};

enum class Comparison : quint8
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual
};

/// One limit. `bound` is raw: nanoseconds, tokens, per second, bytes, a count, or a share between 0 and 1.
struct Threshold
{
    std::variant<Figure, ScalarMetric> metric;
    /// Only the requests of this template; nothing: of all. As a template goes to one target, `target` adds
    /// nothing where both are given and match (scenario/thresholdpart.h); then this one decides.
    std::optional<QString> request;
    std::optional<QString> target; ///< Only the requests to this target; nothing: to all.
    std::optional<QString> group;  ///< Only the requests of this load group; given alone.
    std::optional<quint32> turn;   ///< Only this turn of conversations, from 1; given alone.
    std::optional<quint32> level;  ///< Only those of this plateau of a stepped load, from 1; given alone.
    Statistic statistic = Statistic::Value;
    double percentile = 0; ///< In (0, 100]; for Statistic::Percentile.
    Comparison comparison = Comparison::Less;
    double bound = 0;
    QString expression; ///< As the user wrote it, trimmed.

    [[nodiscard]] bool isOfAll() const { return !request && !target && !group && !level && !turn; }

    friend bool operator==(const Threshold &, const Threshold &) = default;
};

/// The exact values behind a summary's distributions, sorted; pooled gaps come as a histogram.
struct FigureSamples
{
    std::array<Samples, figureCount> samples; ///< By Figure; that of Figure::Itl is unused.
    Histogram itl;
    Histogram itlBounds; ///< Gaps that were still open when their stream was cut.

    [[nodiscard]] Samples &of(Figure figure) { return samples[static_cast<std::size_t>(figure)]; }
    [[nodiscard]] const Samples &of(Figure figure) const { return samples[static_cast<std::size_t>(figure)]; }
    /// Any percentile of any figure; nothing without samples.
    [[nodiscard]] std::optional<Distribution::Rank> rank(Figure figure, double percentile) const;
};

/// The samples of each part of the requests, by the part's name; of levels by their order.
struct PartSamples
{
    std::map<QString, FigureSamples> byRequest;
    std::map<QString, FigureSamples> byTarget;
    std::map<QString, FigureSamples> byGroup;
    std::map<QString, FigureSamples> byTurn;
    std::vector<FigureSamples> byLevel;
};

/// Reads METRIC[{FILTER, ...}] [STATISTIC] OPERATOR VALUE. METRIC: a key of the summary without its unit, or
/// requests_per_second, completions_per_second, goodput_per_second, goodput_share, tokens_per_second,
/// bytes_received, error_rate, stalls.
/// FILTER: request:NAME or target:NAME, each once, or group:NAME, turn:NUMBER or level:NUMBER alone; a NAME
/// with one of , { } " or a blank at its ends stands in quotes, in which \ goes before a quote or a
/// backslash. bytes_received and stalls have none. STATISTIC (for distributions): p(N), p50, p999, mean, avg,
/// med, min, max, count. OPERATOR: < <= > >= ==
/// !=. VALUE: a duration with its unit for times, a number for the rest; shares also in per cent. The error's
/// `where` is the byte position, its advice what was expected there.
Result<Threshold> parseThreshold(QStringView text);

/// The figures of the request template, target, group or level that the threshold is of; null where there was
/// no request, or where it is of all requests.
const WindowSummary *figuresOfPart(const Threshold &threshold, const Summary &summary);

/// Whether `threshold` held. The value is in the unit of the summary's key. A rank that is only known to lie
/// above its bound never satisfies < or <= or ==. Without a sample there is no value and the threshold does
/// not hold. With a filter the part's figures in `summary` and its samples in `parts` decide, over the
/// headline's window, those of a level over that level's (error_rate too); a part that had no request has no
/// sample.
ThresholdResult evaluate(const Threshold &threshold, const Summary &summary, const FigureSamples &samples,
                         const PartSamples &parts = {});

/// How the threshold comes out at that raw value (in the unit of its bound), exactly known.
ThresholdResult judged(const Threshold &threshold, double raw);
/// How far the value is inside the limit, as a share of the limit: 0.2 is a fifth of it, negative beyond it.
/// Nothing without a value, for a limit of 0, and for == and !=.
std::optional<double> marginOf(const Threshold &threshold, const ThresholdResult &result);

/// What was measured, with its unit: times in milliseconds, shares in per cent, three significant digits
/// (more where a limit that did not hold would read the same); "above 2,500 ms" for a lower bound, "no
/// sample" without a value.
Message measuredText(const ThresholdResult &result);

/// One sentence: "Percentile 99 of the time to first token (request "chat") must be below 500 ms."
Message describe(const Threshold &threshold);

} // namespace weir
