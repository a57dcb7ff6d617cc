// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/threshold.h"

#include "base/units.h"

#include <algorithm>

namespace weir {

namespace {

double scalarOf(ScalarMetric metric, const Summary &summary)
{
    switch (metric) {
    case ScalarMetric::RequestsPerSecond:
        return summary.requestsPerSecond;
    case ScalarMetric::GoodputPerSecond:
        return summary.goodputPerSecond;
    case ScalarMetric::GoodputShare:
        return summary.goodputShare;
    case ScalarMetric::TokensPerSecond:
        return summary.tokensPerSecond;
    case ScalarMetric::BytesReceived:
        return static_cast<double>(summary.bytesReceived);
    case ScalarMetric::ErrorRate:
        return summary.errorRate;
    }
    Q_UNREACHABLE();
}

/// The raw value that the threshold looks at.
std::optional<Distribution::Rank> measured(const Threshold &threshold, const Summary &summary,
                                           const FigureSamples &samples)
{
    if (const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric)) {
        const bool isShare = *metric == ScalarMetric::ErrorRate || *metric == ScalarMetric::GoodputShare;
        if (isShare && summary.requests.started == 0)
            return std::nullopt;
        return Distribution::Rank{0, scalarOf(*metric, summary), false};
    }
    const Figure figure = std::get<Figure>(threshold.metric);
    const Distribution &distribution = summary.*infoOf(figure).member;
    switch (threshold.statistic) {
    case Statistic::Percentile:
        return samples.rank(figure, threshold.percentile);
    case Statistic::Count:
        return Distribution::Rank{0, static_cast<double>(distribution.count), false};
    case Statistic::Mean:
        if (distribution.count == 0)
            return std::nullopt;
        return Distribution::Rank{0, distribution.mean, false};
    case Statistic::Min:
        if (distribution.isEmpty())
            return std::nullopt;
        return Distribution::Rank{0, distribution.min, distribution.minIsLowerBound};
    case Statistic::Max:
        if (distribution.isEmpty())
            return std::nullopt;
        return Distribution::Rank{0, distribution.max, distribution.maxIsLowerBound};
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

QString boundText(const Threshold &threshold)
{
    if (unitOf(threshold) != 1.0)
        return formatTime(Nanoseconds{static_cast<qint64>(threshold.bound)});
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    if (metric == nullptr)
        return formatFigure(threshold.bound);
    switch (*metric) {
    case ScalarMetric::ErrorRate:
    case ScalarMetric::GoodputShare:
        return formatShare(threshold.bound);
    case ScalarMetric::BytesReceived:
        return formatBytes(static_cast<quint64>(std::min(threshold.bound, 1e18)));
    case ScalarMetric::RequestsPerSecond:
    case ScalarMetric::GoodputPerSecond:
    case ScalarMetric::TokensPerSecond:
        return formatFigure(threshold.bound) + QStringLiteral(" a second");
    }
    Q_UNREACHABLE();
}

/// A figure in the unit that reasons and reports print; `print` writes the number.
QString figureText(const Threshold &threshold, double raw, QString (*print)(double))
{
    if (unitOf(threshold) != 1.0)
        return print(raw / unitOf(threshold)) + QStringLiteral(" ms");
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    if (metric == nullptr && threshold.statistic == Statistic::Count)
        return formatCount(static_cast<quint64>(raw)) + QStringLiteral(" samples");
    if (metric == nullptr)
        return print(raw) + QStringLiteral(" tokens");
    switch (*metric) {
    case ScalarMetric::ErrorRate:
    case ScalarMetric::GoodputShare:
        return print(raw * 100) + QStringLiteral(" %");
    case ScalarMetric::BytesReceived:
        return formatCount(static_cast<quint64>(std::clamp(raw, 0.0, 1e18))) + QStringLiteral(" B");
    case ScalarMetric::RequestsPerSecond:
    case ScalarMetric::GoodputPerSecond:
    case ScalarMetric::TokensPerSecond:
        return print(raw) + QStringLiteral(" a second");
    }
    Q_UNREACHABLE();
}

QString exactFigure(double value)
{
    return QString::number(value, 'g', 9);
}

QString comparisonText(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less:
        return QStringLiteral("below");
    case Comparison::LessOrEqual:
        return QStringLiteral("at most");
    case Comparison::Greater:
        return QStringLiteral("above");
    case Comparison::GreaterOrEqual:
        return QStringLiteral("at least");
    case Comparison::Equal:
        return QStringLiteral("exactly");
    case Comparison::NotEqual:
        return QStringLiteral("anything but");
    }
    Q_UNREACHABLE();
}

QString scalarText(ScalarMetric metric)
{
    switch (metric) {
    case ScalarMetric::RequestsPerSecond:
        return QStringLiteral("The rate of successful requests");
    case ScalarMetric::GoodputPerSecond:
        return QStringLiteral("The rate of requests that meet every SLO");
    case ScalarMetric::GoodputShare:
        return QStringLiteral("The share of requests that meet every SLO");
    case ScalarMetric::TokensPerSecond:
        return QStringLiteral("The rate of output tokens");
    case ScalarMetric::BytesReceived:
        return QStringLiteral("The amount of data received");
    case ScalarMetric::ErrorRate:
        return QStringLiteral("The share of failed requests");
    }
    Q_UNREACHABLE();
}

QString statisticText(const Threshold &threshold, QStringView label)
{
    switch (threshold.statistic) {
    case Statistic::Percentile:
        return QStringLiteral("Percentile %1 of the %2").arg(QString::number(threshold.percentile), label);
    case Statistic::Mean:
        return QStringLiteral("The mean of the %1").arg(label);
    case Statistic::Min:
        return QStringLiteral("The smallest value of the %1").arg(label);
    case Statistic::Max:
        return QStringLiteral("The largest value of the %1").arg(label);
    case Statistic::Count:
        return QStringLiteral("The number of samples of the %1").arg(label);
    case Statistic::Value:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Distribution::Rank> FigureSamples::rank(Figure figure, double percentile) const
{
    if (figure != Figure::Itl)
        return of(figure).rank(percentile);
    if (itl.isEmpty())
        return std::nullopt;
    return Distribution::Rank{percentile, static_cast<double>(itl.percentile(percentile).count()), false};
}

ThresholdResult evaluate(const Threshold &threshold, const Summary &summary, const FigureSamples &samples)
{
    ThresholdResult result;
    result.expression = threshold.expression;
    const std::optional<Distribution::Rank> value = measured(threshold, summary, samples);
    if (!value)
        return result;
    result.value = value->value / unitOf(threshold);
    result.isLowerBound = value->lowerBound;
    result.ok = value->lowerBound ? compareLowerBound(value->value, threshold.comparison, threshold.bound)
                                  : compare(value->value, threshold.comparison, threshold.bound);
    return result;
}

QString measuredText(const ThresholdResult &result)
{
    if (!result.value)
        return QStringLiteral("no sample");
    const QString above = result.isLowerBound ? QStringLiteral("above ") : QString();
    const Result<Threshold> threshold = parseThreshold(result.expression);
    if (!threshold)
        return above + exactFigure(*result.value);
    const double raw = *result.value * unitOf(*threshold);
    const QString text = figureText(*threshold, raw, formatFigure);
    const bool looksEqual = text == figureText(*threshold, threshold->bound, formatFigure);
    return above + (looksEqual && !result.ok ? figureText(*threshold, raw, exactFigure) : text);
}

QString describe(const Threshold &threshold)
{
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric);
    const QString subject = metric != nullptr
                                ? scalarText(*metric)
                                : statisticText(threshold, infoOf(std::get<Figure>(threshold.metric)).label);
    return QStringLiteral("%1 must be %2 %3.")
        .arg(subject, comparisonText(threshold.comparison), boundText(threshold));
}

} // namespace weir
