// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/distribution.h"

#include "metrics/kaplanmeier.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// The curve of pooled values in histograms.
class PooledCurve
{
public:
    PooledCurve(const Histogram &known, const Histogram &bounds)
        : m_known(known), m_bounds(bounds), m_buckets(known.buckets()), m_curve(known.count(), bounds.count())
    {
        auto bucket = m_buckets.begin();
        quint64 below = 0;
        for (const Histogram::Bucket &bound : bounds.buckets()) {
            for (; bucket != m_buckets.end() && bucket->low <= bound.low; ++bucket)
                below += bucket->count;
            m_curve.addBounds(below, bound.count);
        }
    }

    [[nodiscard]] Distribution::Rank rank(double percentile) const
    {
        const std::optional<quint64> number = m_curve.numberAt(std::clamp(percentile, 0.0, 100.0) / 100.0);
        if (!number)
            return {
                percentile, static_cast<double>(std::max(m_known.max(), m_bounds.max()).count()), true, {}};
        quint64 seen = 0;
        for (const Histogram::Bucket &bucket : m_buckets) {
            seen += bucket.count;
            if (seen >= *number)
                return {
                    percentile, static_cast<double>(std::min(bucket.high, m_known.max()).count()), false, {}};
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] double mean() const
    {
        if (m_bounds.isEmpty())
            return m_known.meanNs();
        double sum = m_curve.rest() * static_cast<double>(std::max(m_known.max(), m_bounds.max()).count());
        auto bucket = m_buckets.begin();
        m_curve.forEachRun([&](quint64, quint64 count, double mass) {
            // Bounds come after the known values of their bucket, so runs end with buckets.
            for (; count > 0; ++bucket) {
                const double middle = static_cast<double>((bucket->low + bucket->high).count()) / 2;
                sum += mass * static_cast<double>(bucket->count) * middle;
                count -= bucket->count;
            }
        });
        return sum;
    }

private:
    const Histogram &m_known;
    const Histogram &m_bounds;
    std::vector<Histogram::Bucket> m_buckets;
    KaplanMeier m_curve;
};

} // namespace

bool isWeak(double percentile, double count)
{
    return count < 10.0 / (1.0 - percentile / 100.0) - 1e-6;
}

QStringList weakByCount(double count)
{
    QStringList names;
    for (double percentile : summaryPercentiles) {
        if (isWeak(percentile, count))
            names.append(percentileName(percentile));
    }
    return names;
}

namespace {

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

Distribution emptyDistribution()
{
    Distribution result;
    for (std::size_t i = 0; i < summaryPercentiles.size(); ++i)
        result.ranks[i].percentile = summaryPercentiles[i];
    result.weak = weakByCount(0);
    return result;
}

Distribution distributionOf(const Histogram &known, const Histogram &bounds)
{
    Distribution result = emptyDistribution();
    result.count = known.count();
    result.censored = bounds.count();
    if (result.isEmpty())
        return result;
    const PooledCurve curve(known, bounds);
    result.mean = curve.mean();
    result.meanIsLowerBound = !bounds.isEmpty();
    result.minIsLowerBound = known.isEmpty();
    result.min = static_cast<double>((known.isEmpty() ? bounds.min() : known.min()).count());
    result.max = static_cast<double>(std::max(known.max(), bounds.max()).count());
    result.maxIsLowerBound = !bounds.isEmpty() && bounds.max() >= known.max();
    for (Distribution::Rank &rank : result.ranks)
        rank = curve.rank(rank.percentile);
    result.weak = weakByCount(static_cast<double>(result.count + result.censored));
    return result;
}

std::optional<Distribution::Rank> rankOf(const Histogram &known, const Histogram &bounds, double percentile)
{
    if (known.isEmpty() && bounds.isEmpty())
        return std::nullopt;
    return PooledCurve(known, bounds).rank(percentile);
}

QJsonArray toJson(const Interval &interval, double unit)
{
    return {interval.low / unit,
            std::isfinite(interval.high) ? QJsonValue(interval.high / unit) : QJsonValue()};
}

QJsonObject toJson(const Distribution &distribution, double unit)
{
    // A 0 would be read as a figure.
    const auto figure = [&distribution, unit](double value) {
        return distribution.isEmpty() ? QJsonValue() : QJsonValue(value / unit);
    };
    QJsonObject json{{QStringLiteral("count"), static_cast<qint64>(distribution.count)},
                     {QStringLiteral("mean"), figure(distribution.mean)},
                     {QStringLiteral("min"), figure(distribution.min)},
                     {QStringLiteral("max"), figure(distribution.max)},
                     {QStringLiteral("weak"), QJsonArray::fromStringList(distribution.weak)},
                     {QStringLiteral("censored"), static_cast<qint64>(distribution.censored)},
                     {QStringLiteral("intervals"), intervalsJson(distribution, unit)}};
    QJsonArray lowerBounds;
    if (distribution.meanIsLowerBound)
        lowerBounds.append(QStringLiteral("mean"));
    if (distribution.minIsLowerBound)
        lowerBounds.append(QStringLiteral("min"));
    for (std::size_t i = 0; i < summaryPercentiles.size(); ++i) {
        const QString name = percentileName(summaryPercentiles[i]);
        json.insert(name, figure(distribution.ranks[i].value));
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
