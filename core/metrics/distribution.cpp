// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace weir {

namespace {

/// Position of the nearest rank among `count` (> 0) sorted samples.
std::size_t rankIndex(double percentile, std::size_t count)
{
    // The small step back keeps a product such as 0.999 * 1000 from landing a hair above its whole number.
    const double exact = std::clamp(percentile, 0.0, 100.0) / 100.0 * static_cast<double>(count);
    const std::size_t rank = static_cast<std::size_t>(std::ceil(exact * (1 - 1e-12)));
    return std::clamp<std::size_t>(rank, 1, count) - 1;
}

bool isWeak(double percentile, quint64 count)
{
    return static_cast<double>(count) < 10.0 / (1.0 - percentile / 100.0) - 1e-6;
}

QStringList weakNames(quint64 count)
{
    QStringList names;
    for (double percentile : summaryPercentiles) {
        if (isWeak(percentile, count))
            names.append(percentileName(percentile));
    }
    return names;
}

double sumOf(const std::vector<double> &values)
{
    // Kahan's compensation: means of millions of nanosecond figures must not depend on their order.
    double sum = 0;
    double lost = 0;
    for (double value : values) {
        const double corrected = value - lost;
        const double next = sum + corrected;
        lost = (next - sum) - corrected;
        sum = next;
    }
    return sum;
}

QJsonObject intervalsJson(const Distribution &distribution, double unit)
{
    QJsonObject json;
    for (const Distribution::Rank &rank : distribution.ranks) {
        if (rank.interval)
            json.insert(percentileName(rank.percentile), toJson(*rank.interval, unit));
    }
    if (distribution.meanInterval)
        json.insert(QStringLiteral("mean"), toJson(*distribution.meanInterval, unit));
    return json;
}

} // namespace

QString percentileName(double percentile)
{
    QString digits = QString::number(percentile, 'g', 12);
    digits.remove(u'.');
    return u'p' + digits;
}

const Distribution::Rank &Distribution::rank(double percentile) const
{
    const auto found = std::find_if(ranks.begin(), ranks.end(),
                                    [percentile](const Rank &rank) { return rank.percentile == percentile; });
    Q_ASSERT(found != ranks.end());
    return *found;
}

void Samples::add(double value)
{
    m_values.push_back(value);
    m_isSorted = false;
}

void Samples::addCensored(double bound)
{
    m_censored.push_back(bound);
    m_isSorted = false;
}

void Samples::sort()
{
    std::sort(m_values.begin(), m_values.end());
    std::sort(m_censored.begin(), m_censored.end());
    m_isSorted = true;
}

std::optional<Distribution::Rank> Samples::rank(double percentile) const
{
    Q_ASSERT(m_isSorted);
    const std::size_t count = m_values.size() + m_censored.size();
    if (count == 0)
        return std::nullopt;
    const std::size_t index = rankIndex(percentile, count);
    // The censored rank above all that is complete: so a service is never flattered by what it did not
    // finish, and a few streams that were cut early leave the median alone.
    if (index < m_values.size())
        return Distribution::Rank{percentile, m_values[index], false};
    // The least that the rank can be: every bound taken for the value itself.
    std::vector<double> all = m_values;
    all.insert(all.end(), m_censored.begin(), m_censored.end());
    const auto wanted = all.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(all.begin(), wanted, all.end());
    return Distribution::Rank{percentile, *wanted, true};
}

Distribution Samples::distribution() const
{
    Distribution result;
    result.count = m_values.size();
    result.censored = m_censored.size();
    if (result.isEmpty())
        return emptyDistribution();
    const Distribution::Rank lowest = *rank(0);
    result.min = lowest.value;
    result.minIsLowerBound = lowest.lowerBound;
    const Distribution::Rank highest = *rank(100);
    result.max = highest.value;
    result.maxIsLowerBound = highest.lowerBound;
    if (!m_values.empty())
        result.mean = sumOf(m_values) / static_cast<double>(m_values.size());
    for (std::size_t i = 0; i < summaryPercentiles.size(); ++i)
        result.ranks[i] = *rank(summaryPercentiles[i]);
    result.weak = weakNames(result.count + result.censored);
    return result;
}

Distribution emptyDistribution()
{
    Distribution result;
    for (std::size_t i = 0; i < summaryPercentiles.size(); ++i)
        result.ranks[i].percentile = summaryPercentiles[i];
    result.weak = weakNames(0);
    return result;
}

Distribution distributionOf(std::vector<double> values, std::vector<double> censored)
{
    Samples samples(std::move(values), std::move(censored));
    return samples.distribution();
}

Distribution distributionOf(const Histogram &histogram)
{
    Distribution result = emptyDistribution();
    if (histogram.isEmpty())
        return result;
    result.count = histogram.count();
    result.mean = histogram.meanNs();
    result.min = static_cast<double>(histogram.min().count());
    result.max = static_cast<double>(histogram.max().count());
    for (Distribution::Rank &rank : result.ranks)
        rank.value = static_cast<double>(histogram.percentile(rank.percentile).count());
    result.weak = weakNames(result.count);
    return result;
}

std::optional<double> nearestRank(const std::vector<double> &sorted, double percentile)
{
    if (sorted.empty())
        return std::nullopt;
    return sorted[rankIndex(percentile, sorted.size())];
}

QJsonArray toJson(const Interval &interval, double unit)
{
    return {interval.low / unit,
            std::isfinite(interval.high) ? QJsonValue(interval.high / unit) : QJsonValue()};
}

QJsonObject toJson(const Distribution &distribution, double unit)
{
    QJsonObject json{{QStringLiteral("count"), static_cast<qint64>(distribution.count)},
                     {QStringLiteral("mean"), distribution.mean / unit},
                     {QStringLiteral("min"), distribution.min / unit},
                     {QStringLiteral("max"), distribution.max / unit},
                     {QStringLiteral("weak"), QJsonArray::fromStringList(distribution.weak)},
                     {QStringLiteral("censored"), static_cast<qint64>(distribution.censored)},
                     {QStringLiteral("intervals"), intervalsJson(distribution, unit)}};
    QJsonArray lowerBounds;
    if (distribution.minIsLowerBound)
        lowerBounds.append(QStringLiteral("min"));
    for (std::size_t i = 0; i < summaryPercentiles.size(); ++i) {
        const QString name = percentileName(summaryPercentiles[i]);
        json.insert(name, distribution.ranks[i].value / unit);
        if (distribution.ranks[i].lowerBound)
            lowerBounds.append(name);
    }
    if (distribution.maxIsLowerBound)
        lowerBounds.append(QStringLiteral("max"));
    if (!lowerBounds.isEmpty())
        json.insert(QStringLiteral("lower_bounds"), lowerBounds);
    return json;
}

} // namespace weir
