// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samples.h"

#include <boost/sort/pdqsort/pdqsort.hpp>

#include <algorithm>

namespace weir {

namespace {

/// Kahan's compensation: means of millions of nanosecond figures must not depend on their order.
class ExactSum
{
public:
    void add(double value)
    {
        const double corrected = value - m_lost;
        const double next = m_sum + corrected;
        m_lost = (next - m_sum) - corrected;
        m_sum = next;
    }
    [[nodiscard]] double sum() const { return m_sum; }

private:
    double m_sum = 0;
    double m_lost = 0;
};

} // namespace

Samples::Samples(const std::vector<double> &values, const std::vector<double> &censored)
{
    for (double value : values)
        add(value);
    for (double bound : censored)
        addCensored(bound);
    sort();
}

void Samples::add(double value, quint16 block, PartTags parts)
{
    m_samples.push_back({value, block, false, parts});
    ++m_known;
    m_isSorted = false;
}

void Samples::addCensored(double bound, quint16 block, PartTags parts)
{
    m_samples.push_back({bound, block, true, parts});
    m_isSorted = false;
}

void Samples::sort()
{
    boost::sort::pdqsort_branchless(m_samples.begin(), m_samples.end());
    makeCurve();
}

void Samples::makeCurve()
{
    m_curve = KaplanMeier(m_known, m_samples.size() - m_known);
    m_isSorted = true;
    if (m_known == m_samples.size())
        return;
    quint64 known = 0;
    for (const BlockSample &sample : m_samples) {
        if (sample.censored)
            m_curve.addBounds(known, 1);
        else
            ++known;
    }
}

void Samples::split(PartKind kind, std::vector<Samples> &parts) const
{
    Q_ASSERT(m_isSorted);
    std::vector<std::size_t> sizes(parts.size());
    for (const BlockSample &sample : m_samples) {
        if (const std::size_t part = sample.parts.of(kind); part < sizes.size())
            ++sizes[part];
    }
    for (std::size_t part = 0; part < parts.size(); ++part) {
        parts[part].m_samples.clear();
        parts[part].m_samples.reserve(sizes[part]);
        parts[part].m_known = 0;
    }
    for (const BlockSample &sample : m_samples) {
        const std::size_t part = sample.parts.of(kind);
        if (part >= parts.size())
            continue;
        parts[part].m_samples.push_back(sample);
        parts[part].m_known += sample.censored ? 0 : 1;
    }
    for (Samples &samples : parts)
        samples.makeCurve();
}

std::span<const BlockSample> Samples::sorted() const
{
    Q_ASSERT(m_isSorted);
    return m_samples;
}

std::optional<Distribution::Rank> Samples::rank(double percentile) const
{
    Q_ASSERT(m_isSorted);
    if (m_samples.empty())
        return std::nullopt;
    const std::optional<quint64> number = m_curve.numberAt(std::clamp(percentile, 0.0, 100.0) / 100.0);
    if (!number)
        return Distribution::Rank{percentile, m_samples.back().value, true, {}};
    const std::size_t index = static_cast<std::size_t>(*number - 1 + m_curve.boundsBefore(*number));
    return Distribution::Rank{percentile, m_samples[index].value, false, {}};
}

double Samples::mean() const
{
    ExactSum sum;
    if (m_known == m_samples.size()) {
        for (const BlockSample &sample : m_samples)
            sum.add(sample.value);
        return sum.sum() / static_cast<double>(m_known);
    }
    m_curve.forEachRun([&](quint64 first, quint64 count, double mass) {
        // No bound lies within a run.
        const std::size_t from = static_cast<std::size_t>(first + m_curve.boundsBefore(first + 1));
        for (std::size_t i = from; i < from + static_cast<std::size_t>(count); ++i)
            sum.add(mass * m_samples[i].value);
    });
    sum.add(m_curve.rest() * m_samples.back().value);
    return sum.sum();
}

Distribution Samples::distribution() const
{
    Q_ASSERT(m_isSorted);
    Distribution result = emptyDistribution();
    if (m_samples.empty())
        return result;
    result.count = m_known;
    result.censored = m_samples.size() - m_known;
    const auto firstKnown = std::find_if(m_samples.begin(), m_samples.end(),
                                         [](const BlockSample &sample) { return !sample.censored; });
    result.minIsLowerBound = firstKnown == m_samples.end();
    result.min = result.minIsLowerBound ? m_samples.front().value : firstKnown->value;
    result.max = m_samples.back().value;
    result.maxIsLowerBound = m_samples.back().censored;
    result.mean = mean();
    result.meanIsLowerBound = result.censored > 0;
    for (Distribution::Rank &rank : result.ranks)
        rank = *this->rank(rank.percentile);
    result.weak = weakByCount(static_cast<double>(m_samples.size()));
    return result;
}

Distribution distributionOf(const std::vector<double> &values, const std::vector<double> &censored)
{
    return Samples(values, censored).distribution();
}

} // namespace weir
