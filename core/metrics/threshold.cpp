// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/threshold.h"

#include "base/counted.h"
#include "base/units.h"

#include <algorithm>

namespace weir {

namespace {

/// The requests that a threshold looks at.
struct Part
{
    const FigureSet *figures = nullptr;    ///< Null: there was no request.
    const WindowSummary *window = nullptr; ///< Null: all requests.
    const FigureSamples *samples = nullptr;
};

QString nameOfPart(const Threshold &threshold)
{
    if (threshold.turn)
        return QString::number(*threshold.turn);
    return threshold.request ? *threshold.request : threshold.target ? *threshold.target : *threshold.group;
}

/// Those of the part that the threshold is of; null without any.
const FigureSamples *samplesOfPart(const Threshold &threshold, const PartSamples &parts)
{
    if (threshold.level)
        return *threshold.level <= parts.byLevel.size() ? &parts.byLevel[*threshold.level - 1] : nullptr;
    const std::map<QString, FigureSamples> &all = threshold.request  ? parts.byRequest
                                                  : threshold.target ? parts.byTarget
                                                  : threshold.turn   ? parts.byTurn
                                                                     : parts.byGroup;
    const auto found = all.find(nameOfPart(threshold));
    return found == all.end() ? nullptr : &found->second;
}

Part partOf(const Threshold &threshold, const Summary &summary, const FigureSamples &samples,
            const PartSamples &parts)
{
    if (threshold.isOfAll())
        return {&summary, nullptr, &samples};
    const WindowSummary *figures = figuresOfPart(threshold, summary);
    if (figures == nullptr)
        return {};
    return {figures, figures, samplesOfPart(threshold, parts)};
}

/// `Block`: a Summary or a WindowSummary.
template <typename Block>
std::optional<double> scalarOf(ScalarMetric metric, const Block &block)
{
    switch (metric) {
    case ScalarMetric::RequestsPerSecond:
        return block.requestsPerSecond;
    case ScalarMetric::CompletionsPerSecond:
        return block.completionsPerSecond;
    case ScalarMetric::GoodputPerSecond:
        return block.goodputShare ? std::optional(block.goodputPerSecond) : std::nullopt;
    case ScalarMetric::GoodputShare:
        return block.goodputShare;
    case ScalarMetric::TokensPerSecond:
        return block.tokensPerSecond;
    case ScalarMetric::ErrorRate:
        return block.errorRate;
    case ScalarMetric::BytesReceived:
        if constexpr (requires { block.bytesReceived; })
            return static_cast<double>(block.bytesReceived);
        else
            return std::nullopt; // the parser takes no filter on it
    case ScalarMetric::Stalls:
        if constexpr (requires { block.stalls; })
            return static_cast<double>(block.stalls);
        else
            return std::nullopt; // as above
    }
    Q_UNREACHABLE();
}

/// The one number of a run or of a part.
std::optional<Distribution::Rank> measuredScalar(ScalarMetric metric, const Summary &summary,
                                                 const Part &part)
{
    if (part.figures == nullptr)
        return std::nullopt;
    const bool isShare = metric == ScalarMetric::ErrorRate || metric == ScalarMetric::GoodputShare;
    const quint64 requests = part.window != nullptr ? part.window->requests : summary.requests.started;
    if (isShare && requests == 0)
        return std::nullopt;
    const std::optional<double> value =
        part.window != nullptr ? scalarOf(metric, *part.window) : scalarOf(metric, summary);
    return value ? std::optional(Distribution::Rank{0, *value, false, {}}) : std::nullopt;
}

/// The raw value that the threshold looks at.
std::optional<Distribution::Rank> measured(const Threshold &threshold, const Summary &summary,
                                           const Part &part)
{
    if (const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric))
        return measuredScalar(*metric, summary, part);
    const Figure figure = std::get<Figure>(threshold.metric);
    const Distribution distribution =
        part.figures != nullptr ? part.figures->*infoOf(figure).member : emptyDistribution();
    switch (threshold.statistic) {
    case Statistic::Percentile:
        return part.samples != nullptr ? part.samples->rank(figure, threshold.percentile) : std::nullopt;
    case Statistic::Count:
        return Distribution::Rank{0, static_cast<double>(distribution.count), false, {}};
    case Statistic::Mean:
        if (distribution.isEmpty())
            return std::nullopt;
        // Mildly censored it is as good as known; beyond that the true mean may be anything above.
        return Distribution::Rank{0, distribution.mean, distribution.isMeanVague(), {}};
    case Statistic::Min:
        if (distribution.isEmpty())
            return std::nullopt;
        return Distribution::Rank{0, distribution.min, distribution.minIsLowerBound, {}};
    case Statistic::Max:
        if (distribution.isEmpty())
            return std::nullopt;
        return Distribution::Rank{0, distribution.max, distribution.maxIsLowerBound, {}};
    case Statistic::Value:
        break;
    }
    Q_UNREACHABLE();
}

bool compare(double value, Comparison comparison, double bound)
{
    switch (comparison) {
    case Comparison::Less:
        return value < bound;
    case Comparison::LessOrEqual:
        return value <= bound;
    case Comparison::Greater:
        return value > bound;
    case Comparison::GreaterOrEqual:
        return value >= bound;
    case Comparison::Equal:
        return value == bound;
    case Comparison::NotEqual:
        return value != bound;
    }
    Q_UNREACHABLE();
}

/// The same where the true value is only known to lie above `value`: true only if it holds for all such
/// values.
bool compareLowerBound(double value, Comparison comparison, double bound)
{
    const bool mustBeBelow = comparison == Comparison::Less || comparison == Comparison::LessOrEqual ||
                             comparison == Comparison::Equal;
    return !mustBeBelow && value >= bound;
}

double unitOf(const Threshold &threshold)
{
    const Figure *figure = std::get_if<Figure>(&threshold.metric);
    return figure != nullptr && threshold.statistic != Statistic::Count ? infoOf(*figure).unit() : 1.0;
}

Message perSecond(const QString &figure)
{
    return {WEIR_TEXT("threshold.a_second", "%1 a second"), figure};
}

Message boundText(const Threshold &threshold)
{
    if (unitOf(threshold) != 1.0)
        return Message::verbatim(formatTime(Nanoseconds{static_cast<qint64>(threshold.bound)}));
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    if (metric == nullptr)
        return Message::verbatim(formatFigure(threshold.bound));
    switch (*metric) {
    case ScalarMetric::ErrorRate:
    case ScalarMetric::GoodputShare:
        return Message::verbatim(formatShare(threshold.bound));
    case ScalarMetric::BytesReceived:
        return Message::verbatim(formatBytes(static_cast<quint64>(std::min(threshold.bound, 1e18))));
    case ScalarMetric::RequestsPerSecond:
    case ScalarMetric::CompletionsPerSecond:
    case ScalarMetric::GoodputPerSecond:
    case ScalarMetric::TokensPerSecond:
        return perSecond(formatFigure(threshold.bound));
    case ScalarMetric::Stalls:
        return Message::verbatim(formatFigure(threshold.bound));
    }
    Q_UNREACHABLE();
}

/// A figure in the unit that reasons and reports print; `print` writes the number.
Message figureText(const Threshold &threshold, double raw, QString (*print)(double))
{
    if (unitOf(threshold) != 1.0)
        return Message::verbatim(print(raw / unitOf(threshold)) + QStringLiteral(" ms"));
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    if (metric == nullptr && threshold.statistic == Statistic::Count)
        return counted(static_cast<quint64>(raw), Counted::Samples);
    if (metric == nullptr)
        return {WEIR_TEXT("threshold.tokens", "%1 tokens"), print(raw)};
    switch (*metric) {
    case ScalarMetric::ErrorRate:
    case ScalarMetric::GoodputShare:
        return Message::verbatim(print(raw * 100) + QStringLiteral(" %"));
    case ScalarMetric::BytesReceived:
        return Message::verbatim(formatCount(static_cast<quint64>(std::clamp(raw, 0.0, 1e18))) +
                                 QStringLiteral(" B"));
    case ScalarMetric::RequestsPerSecond:
    case ScalarMetric::CompletionsPerSecond:
    case ScalarMetric::GoodputPerSecond:
    case ScalarMetric::TokensPerSecond:
        return perSecond(print(raw));
    case ScalarMetric::Stalls:
        return Message::verbatim(print(raw));
    }
    Q_UNREACHABLE();
}

QString exactFigure(double value)
{
    return QString::number(value, 'g', 9);
}

Message scalarText(ScalarMetric metric)
{
    switch (metric) {
    case ScalarMetric::RequestsPerSecond:
        return WEIR_TEXT("threshold.requests_per_second", "The rate of successful requests");
    case ScalarMetric::CompletionsPerSecond:
        return WEIR_TEXT("threshold.completions_per_second", "The rate of completions in the window");
    case ScalarMetric::GoodputPerSecond:
        return WEIR_TEXT("threshold.goodput_per_second", "The rate of requests that meet every SLO");
    case ScalarMetric::GoodputShare:
        return WEIR_TEXT("threshold.goodput_share", "The share of requests that meet every SLO");
    case ScalarMetric::TokensPerSecond:
        return WEIR_TEXT("threshold.tokens_per_second", "The rate of output tokens");
    case ScalarMetric::BytesReceived:
        return WEIR_TEXT("threshold.bytes_received", "The amount of data received");
    case ScalarMetric::ErrorRate:
        return WEIR_TEXT("threshold.error_rate", "The share of failed requests");
    case ScalarMetric::Stalls:
        return WEIR_TEXT("threshold.stalls", "The number of gaps longer than the stall limit");
    }
    Q_UNREACHABLE();
}

Message statisticText(const Threshold &threshold, MessageText label)
{
    switch (threshold.statistic) {
    case Statistic::Percentile:
        return {WEIR_TEXT("threshold.percentile_of", "Percentile %1 of the %2"),
                QString::number(threshold.percentile), label};
    case Statistic::Mean:
        return {WEIR_TEXT("threshold.mean_of", "The mean of the %1"), label};
    case Statistic::Min:
        return {WEIR_TEXT("threshold.min_of", "The smallest value of the %1"), label};
    case Statistic::Max:
        return {WEIR_TEXT("threshold.max_of", "The largest value of the %1"), label};
    case Statistic::Count:
        return {WEIR_TEXT("threshold.count_of", "The number of samples of the %1"), label};
    case Statistic::Value:
        break;
    }
    Q_UNREACHABLE();
}

MessageText goalSentence(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less:
        return WEIR_TEXT("threshold.must_be_below", "%1 must be below %2.");
    case Comparison::LessOrEqual:
        return WEIR_TEXT("threshold.must_be_at_most", "%1 must be at most %2.");
    case Comparison::Greater:
        return WEIR_TEXT("threshold.must_be_above", "%1 must be above %2.");
    case Comparison::GreaterOrEqual:
        return WEIR_TEXT("threshold.must_be_at_least", "%1 must be at least %2.");
    case Comparison::Equal:
        return WEIR_TEXT("threshold.must_be_exactly", "%1 must be exactly %2.");
    case Comparison::NotEqual:
        return WEIR_TEXT("threshold.must_not_be", "%1 must be anything but %2.");
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Distribution::Rank> FigureSamples::rank(Figure figure, double percentile) const
{
    if (figure != Figure::Itl)
        return of(figure).rank(percentile);
    return rankOf(itl, itlBounds, percentile);
}

const WindowSummary *figuresOfPart(const Threshold &threshold, const Summary &summary)
{
    if (threshold.isOfAll())
        return nullptr;
    if (threshold.level) {
        const bool isThere =
            *threshold.level <= summary.windows.size() && summary.windows[*threshold.level - 1].requests > 0;
        return isThere ? &summary.windows[*threshold.level - 1] : nullptr;
    }
    const std::vector<PartSummary> &parts = threshold.request  ? summary.byRequest
                                            : threshold.target ? summary.byTarget
                                            : threshold.turn   ? summary.byTurn
                                                               : summary.byGroup;
    const auto found =
        std::find_if(parts.begin(), parts.end(),
                     [name = nameOfPart(threshold)](const PartSummary &part) { return part.name == name; });
    return found == parts.end() ? nullptr : &found->figures;
}

ThresholdResult evaluate(const Threshold &threshold, const Summary &summary, const FigureSamples &samples,
                         const PartSamples &parts)
{
    ThresholdResult result;
    result.expression = threshold.expression;
    const std::optional<Distribution::Rank> value =
        measured(threshold, summary, partOf(threshold, summary, samples, parts));
    if (!value)
        return result;
    result.value = value->value / unitOf(threshold);
    result.isLowerBound = value->lowerBound;
    result.ok = value->lowerBound ? compareLowerBound(value->value, threshold.comparison, threshold.bound)
                                  : compare(value->value, threshold.comparison, threshold.bound);
    return result;
}

ThresholdResult judged(const Threshold &threshold, double raw)
{
    ThresholdResult result;
    result.expression = threshold.expression;
    result.value = raw / unitOf(threshold);
    result.ok = compare(raw, threshold.comparison, threshold.bound);
    return result;
}

std::optional<double> marginOf(const Threshold &threshold, const ThresholdResult &result)
{
    if (!result.value || threshold.bound == 0)
        return std::nullopt;
    const double share = *result.value * unitOf(threshold) / threshold.bound;
    switch (threshold.comparison) {
    case Comparison::Less:
    case Comparison::LessOrEqual:
        return 1 - share;
    case Comparison::Greater:
    case Comparison::GreaterOrEqual:
        return share - 1;
    case Comparison::Equal:
    case Comparison::NotEqual:
        break;
    }
    return std::nullopt;
}

Message measuredText(const ThresholdResult &result)
{
    if (!result.value)
        return WEIR_TEXT("threshold.no_sample", "no sample");
    const auto withBound = [&result](const Message &figure) {
        return result.isLowerBound ? Message(WEIR_TEXT("threshold.above", "above %1"), figure) : figure;
    };
    const Result<Threshold> threshold = parseThreshold(result.expression);
    if (!threshold)
        return withBound(Message::verbatim(exactFigure(*result.value)));
    const double raw = *result.value * unitOf(*threshold);
    const Message text = figureText(*threshold, raw, formatFigure);
    const bool looksEqual = text == figureText(*threshold, threshold->bound, formatFigure);
    return withBound(looksEqual && !result.ok ? figureText(*threshold, raw, exactFigure) : text);
}

Message describe(const Threshold &threshold)
{
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    Message subject = metric != nullptr
                          ? scalarText(*metric)
                          : statisticText(threshold, infoOf(std::get<Figure>(threshold.metric)).label);
    if (threshold.request)
        subject = {WEIR_TEXT("threshold.of_request", "%1 (request \"%2\")"), subject, *threshold.request};
    if (threshold.target)
        subject = {WEIR_TEXT("threshold.to_target", "%1 (target \"%2\")"), subject, *threshold.target};
    if (threshold.group)
        subject = {WEIR_TEXT("threshold.of_group", "%1 (group \"%2\")"), subject, *threshold.group};
    if (threshold.turn)
        subject = {WEIR_TEXT("threshold.of_turn", "%1 (turn %2)"), subject, *threshold.turn};
    if (threshold.level)
        subject = {WEIR_TEXT("threshold.of_level", "%1 (level %2)"), subject, *threshold.level};
    return {goalSentence(threshold.comparison), subject, boundText(threshold)};
}

} // namespace weir
