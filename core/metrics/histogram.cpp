// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/histogram.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

namespace weir {

namespace {

constexpr qint64 lowestNs = 1'000;
constexpr qint64 highestNs = 3'600'000'000'000;
constexpr qsizetype growStep = 128;

using Precision = Histogram::Precision;

/// The logarithm of half the sub-buckets: 2048 of them for three significant digits, 256 for two.
constexpr int halfBits(Precision precision)
{
    return precision == Precision::Fine ? 10 : 7;
}

/// How far values of this size are shifted: the logarithm of their bucket's width.
constexpr int shiftOf(quint64 ns, Precision precision)
{
    return std::max(0, static_cast<int>(std::bit_width(ns)) - halfBits(precision) - 1);
}

constexpr qsizetype indexOf(qint64 ns, Precision precision = Precision::Fine)
{
    const quint64 value = static_cast<quint64>(ns);
    const int shift = shiftOf(value, precision);
    return (qsizetype{shift} << halfBits(precision)) + static_cast<qsizetype>(value >> shift);
}

constexpr qsizetype indexCount = indexOf(highestNs) + 1;

/// Smallest and largest value of a bucket; the inverse of indexOf().
constexpr std::pair<qint64, qint64> boundsOf(qsizetype index, Precision precision = Precision::Fine)
{
    const int shift = std::max(0, static_cast<int>(index >> halfBits(precision)) - 1);
    const qint64 low = (index - (qsizetype{shift} << halfBits(precision))) << shift;
    return {low, low + (qint64{1} << shift) - 1};
}

constexpr bool isBucketed(qint64 ns, Precision precision)
{
    const auto [low, high] = boundsOf(indexOf(ns, precision), precision);
    return low <= ns && ns <= high;
}
static_assert(isBucketed(lowestNs, Precision::Fine) && isBucketed(highestNs, Precision::Fine));
static_assert(isBucketed(lowestNs, Precision::Coarse) && isBucketed(highestNs, Precision::Coarse));

void appendVarint(QByteArray &bytes, quint64 value)
{
    while (value >= 0x80) {
        bytes.append(static_cast<char>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    bytes.append(static_cast<char>(value));
}

bool readVarint(QByteArrayView &bytes, quint64 &value)
{
    value = 0;
    for (int shift = 0; shift < 64 && !bytes.isEmpty(); shift += 7) {
        const quint64 part = static_cast<uchar>(bytes.front());
        bytes = bytes.sliced(1);
        if (shift == 63 && part > 1)
            return false;
        value |= (part & 0x7f) << shift;
        if (part < 0x80)
            return true;
    }
    return false;
}

constexpr char formatMark[] = {'W', 'H', '1'};

} // namespace

quint64 &Histogram::slot(qsizetype index)
{
    if (m_counts.isEmpty()) {
        m_first = index - index % growStep;
        m_counts.resize(growStep);
    } else if (index < m_first) {
        const qsizetype first = index - index % growStep;
        m_counts.insert(0, m_first - first, 0);
        m_first = first;
    } else if (index >= m_first + m_counts.size()) {
        m_counts.resize((index - m_first) / growStep * growStep + growStep);
    }
    return m_counts[index - m_first];
}

template <typename Visit>
void Histogram::forEachCount(Visit &&visit) const
{
    // Most buckets of a short stretch of time are empty, so they are passed over several at a time.
    constexpr qsizetype stride = 8;
    static_assert(growStep % stride == 0);
    const quint64 *counts = m_counts.constData();
    for (qsizetype from = 0; from < m_counts.size(); from += stride) {
        if (std::accumulate(counts + from, counts + from + stride, quint64{0}, std::bit_or<>()) == 0)
            continue;
        for (qsizetype i = from; i < from + stride; ++i) {
            if (counts[i] != 0)
                visit(m_first + i, counts[i]);
        }
    }
}

void Histogram::record(Nanoseconds value, quint64 count)
{
    if (count == 0)
        return;
    const qint64 ns = std::clamp<qint64>(value.count(), lowestNs, highestNs);
    if (value.count() > highestNs)
        m_overflowed += count;
    slot(indexOf(ns, m_precision)) += count;
    m_minNs = m_total == 0 ? ns : std::min(m_minNs, ns);
    m_maxNs = std::max(m_maxNs, ns);
    m_total += count;
    m_sumNs += static_cast<WideSum>(ns) * count;
}

void Histogram::merge(const Histogram &other)
{
    Q_ASSERT(m_precision == other.m_precision || m_precision == Precision::Coarse);
    if (other.isEmpty())
        return;
    if (isEmpty() && m_precision == other.m_precision) {
        *this = other;
        return;
    }
    const Histogram source =
        other; // Shares memory; keeps the counts in place when a histogram is merged into itself.
    slot(indexOf(source.m_minNs, m_precision));
    slot(indexOf(source.m_maxNs, m_precision));
    quint64 *counts = m_counts.data();
    const qsizetype first = m_first;
    if (m_precision == source.m_precision)
        source.forEachCount(
            [counts, first](qsizetype index, quint64 count) { counts[index - first] += count; });
    else
        source.forEachCount([counts, first, precision = m_precision](qsizetype index, quint64 count) {
            counts[indexOf(boundsOf(index).first, precision) - first] += count;
        });
    m_minNs = m_total == 0 ? source.m_minNs : std::min(m_minNs, source.m_minNs);
    m_maxNs = std::max(m_maxNs, source.m_maxNs);
    m_total += source.m_total;
    m_overflowed += source.m_overflowed;
    m_sumNs += source.m_sumNs;
}

void Histogram::clear()
{
    *this = Histogram{m_precision};
}

Nanoseconds Histogram::min() const noexcept
{
    return Nanoseconds{m_minNs};
}

Nanoseconds Histogram::max() const noexcept
{
    return Nanoseconds{m_maxNs};
}

double Histogram::meanNs() const noexcept
{
    return m_total == 0 ? 0.0 : static_cast<double>(m_sumNs) / static_cast<double>(m_total);
}

Nanoseconds Histogram::percentile(double p) const
{
    if (m_total == 0)
        return Nanoseconds{0};
    // The small step back keeps a product such as 0.999 * 1000 from landing a hair above its whole number.
    const double exact = std::clamp(p, 0.0, 100.0) / 100.0 * static_cast<double>(m_total);
    const quint64 rank =
        std::clamp<quint64>(static_cast<quint64>(std::ceil(exact * (1 - 1e-12))), 1, m_total);
    quint64 seen = 0;
    for (qsizetype i = 0; i < m_counts.size(); ++i) {
        seen += m_counts.at(i);
        if (seen >= rank)
            return Nanoseconds{std::min(boundsOf(m_first + i, m_precision).second, m_maxNs)};
    }
    return Nanoseconds{m_maxNs};
}

quint64 Histogram::countAtMost(Nanoseconds value) const
{
    if (m_total == 0 || value.count() < lowestNs)
        return 0;
    const qsizetype last = indexOf(std::min<qint64>(value.count(), highestNs), m_precision);
    quint64 seen = 0;
    for (qsizetype i = 0; i < m_counts.size() && m_first + i <= last; ++i)
        seen += m_counts.at(i);
    return seen;
}

std::vector<Histogram::Bucket> Histogram::buckets() const
{
    std::vector<Bucket> result;
    forEachCount([this, &result](qsizetype index, quint64 count) {
        const auto [low, high] = boundsOf(index, m_precision);
        result.push_back({Nanoseconds{low}, Nanoseconds{high}, count});
    });
    return result;
}

QByteArray Histogram::serialized() const
{
    Q_ASSERT(m_precision == Precision::Fine);
    QByteArray bytes(formatMark, sizeof formatMark);
    appendVarint(bytes, m_total);
    appendVarint(bytes, m_overflowed);
    appendVarint(bytes, static_cast<quint64>(m_minNs));
    appendVarint(bytes, static_cast<quint64>(m_maxNs));
    appendVarint(bytes, static_cast<quint64>(m_sumNs >> 64));
    appendVarint(bytes, static_cast<quint64>(m_sumNs));
    qsizetype previous = 0;
    forEachCount([&bytes, &previous](qsizetype index, quint64 count) {
        appendVarint(bytes, static_cast<quint64>(index - previous));
        appendVarint(bytes, count);
        previous = index;
    });
    return bytes;
}

Histogram Histogram::deserialized(QByteArrayView bytes, bool &ok)
{
    ok = false;
    if (!bytes.startsWith(QByteArrayView(formatMark, sizeof formatMark)))
        return {};
    bytes = bytes.sliced(sizeof formatMark);
    quint64 total = 0, overflowed = 0, low = 0, high = 0, sumHigh = 0, sumLow = 0;
    for (quint64 *field : {&total, &overflowed, &low, &high, &sumHigh, &sumLow}) {
        if (!readVarint(bytes, *field))
            return {};
    }
    Histogram result;
    qsizetype index = 0;
    while (!bytes.isEmpty()) {
        quint64 step = 0, count = 0;
        if (!readVarint(bytes, step) || !readVarint(bytes, count))
            return {};
        const bool first = result.m_total == 0;
        if (step >= static_cast<quint64>(indexCount - index) || (step == 0 && !first) || count == 0 ||
            count > total - result.m_total)
            return {};
        index += static_cast<qsizetype>(step);
        if (index < indexOf(lowestNs))
            return {};
        result.slot(index) = count;
        result.m_total += count;
        if (first && (low > quint64{highestNs} || indexOf(static_cast<qint64>(low)) != index))
            return {};
    }
    const WideSum sum = (static_cast<WideSum>(sumHigh) << 64) | sumLow;
    const bool isExtremeRight = total == 0
                                    ? low == 0 && high == 0
                                    : high <= quint64{highestNs} && low <= high && low >= quint64{lowestNs} &&
                                          indexOf(static_cast<qint64>(high)) == index;
    if (result.m_total != total || overflowed > total || !isExtremeRight ||
        sum < static_cast<WideSum>(low) * total || sum > static_cast<WideSum>(high) * total)
        return {};
    result.m_overflowed = overflowed;
    result.m_minNs = static_cast<qint64>(low);
    result.m_maxNs = static_cast<qint64>(high);
    result.m_sumNs = sum;
    ok = true;
    return result;
}

bool operator==(const Histogram &a, const Histogram &b)
{
    if (a.m_precision != b.m_precision || a.m_total != b.m_total || a.m_overflowed != b.m_overflowed ||
        a.m_minNs != b.m_minNs || a.m_maxNs != b.m_maxNs || a.m_sumNs != b.m_sumNs)
        return false;
    if (a.m_total == 0)
        return true;
    const qsizetype first = indexOf(a.m_minNs, a.m_precision);
    const qsizetype last = indexOf(a.m_maxNs, a.m_precision);
    return std::equal(a.m_counts.cbegin() + (first - a.m_first), a.m_counts.cbegin() + (last - a.m_first + 1),
                      b.m_counts.cbegin() + (first - b.m_first),
                      b.m_counts.cbegin() + (last - b.m_first + 1));
}

} // namespace weir
