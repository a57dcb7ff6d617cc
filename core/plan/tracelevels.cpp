// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/tracelevels.h"

#include "base/units.h"
#include "plan/grouptimes.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr qint64 mostBins = 512;
constexpr Nanoseconds shortestRate = std::chrono::milliseconds{1024}; // a power of two of the least stretch

} // namespace

TraceLevels::TraceLevels(const Load &load, GroupIndex group, Nanoseconds expectedLength,
                         const QString &baseFolder)
    : m_from(timesOf(load, load.groups[group]).from), m_expectedLength(expectedLength)
{
    const std::optional<quint32> cap = std::get<TraceLoad>(load.groups[group].model).cap;
    m_mostStreams = cap ? static_cast<double>(*cap) : HUGE_VAL;
    m_bins.assign(mostBins, 0);
    m_end = m_from;
    const Result<std::unique_ptr<ArrivalSequence>> arrivals = arrivalsOf(load, group, 0, baseFolder);
    while (arrivals) {
        const std::optional<Arrival> arrival = (*arrivals)->next();
        if (!arrival)
            break;
        count(arrival->at - m_from);
        m_end = arrival->at;
    }
}

void TraceLevels::count(Nanoseconds offset)
{
    // When the stretches reach no further, each two become one: the length need not be known before.
    while (offset / m_width >= mostBins) {
        for (std::size_t i = 0; i < m_bins.size() / 2; ++i)
            m_bins[i] = m_bins[2 * i] + m_bins[2 * i + 1];
        std::fill(m_bins.begin() + mostBins / 2, m_bins.end(), 0);
        m_width *= 2;
    }
    ++m_bins[static_cast<std::size_t>(offset / m_width)];
}

std::vector<Nanoseconds> TraceLevels::edges() const
{
    return {Nanoseconds{0}, m_from, m_end};
}

double TraceLevels::rateIn(qint64 bin) const
{
    return static_cast<double>(m_bins[static_cast<std::size_t>(bin)]) / toSeconds(m_width);
}

double TraceLevels::rateAround(qint64 bin) const
{
    const qint64 together = std::max<qint64>(1, shortestRate / m_width);
    const qint64 first = bin / together * together;
    const qint64 end = std::min(first + together, mostBins);
    double rates = 0;
    for (qint64 i = first; i < end; ++i)
        rates += rateIn(i);
    return rates / static_cast<double>(together);
}

double TraceLevels::amountUntil(Nanoseconds at) const
{
    const Nanoseconds offset = std::max(std::min(at, m_end) - m_from, Nanoseconds{0});
    const qint64 bin = offset / m_width;
    double amount = rateIn(bin) * toSeconds(offset % m_width);
    for (qint64 i = 0; i < bin; ++i)
        amount += static_cast<double>(m_bins[static_cast<std::size_t>(i)]);
    return amount;
}

PlannedLoadPoint TraceLevels::point(Nanoseconds at, qint64 bin) const
{
    const double open = amountUntil(at) - amountUntil(at - m_expectedLength);
    return {at, rateAround(bin), std::min(open, m_mostStreams)};
}

PlannedLoadPoint TraceLevels::before(Nanoseconds at) const
{
    if (at <= m_from || at > m_end)
        return {at, 0, 0};
    return point(at, (at - m_from - Nanoseconds{1}) / m_width);
}

PlannedLoadPoint TraceLevels::after(Nanoseconds at) const
{
    if (at < m_from || at >= m_end)
        return {at, 0, 0};
    return point(at, (at - m_from) / m_width);
}

bool TraceLevels::holds(Nanoseconds from, Nanoseconds to) const
{
    return to <= m_from || from >= m_end;
}

} // namespace weir
