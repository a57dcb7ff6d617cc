// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/timeseries.h"

#include <algorithm>

namespace weir {

void SeriesPoint::append(const SeriesPoint &next)
{
    planned += next.planned;
    started += next.started;
    succeeded += next.succeeded;
    outputTokens += next.outputTokens;
    chunks += next.chunks;
    bytes += next.bytes;
    for (const auto &[outcome, count] : next.errors)
        errors[outcome] += count;
    openStreamsMax = std::max(openStreamsMax, next.openStreamsMax);
    openStreamsLast = next.openStreamsLast;
    plannedUsers = next.plannedUsers;
    ttft.merge(next.ttft);
    itl.merge(next.itl);
    slipMax = std::max(slipMax, next.slipMax);
    loopLagMax = std::max(loopLagMax, next.loopLagMax);
    processorShareMax = std::max(processorShareMax, next.processorShareMax);
    server.append(next.server);
}

TimeSeries::TimeSeries(std::size_t capacity, Nanoseconds width, Histogram::Precision precision)
    : m_capacity(capacity), m_width(width), m_precision(precision)
{
    Q_ASSERT(capacity >= 2 && width.count() > 0);
}

SeriesPoint &TimeSeries::at(Nanoseconds at)
{
    const qint64 ns = std::max<qint64>(at.count(), 0);
    while (static_cast<quint64>(ns / m_width.count()) >= m_capacity)
        halve();
    const std::size_t index = static_cast<std::size_t>(ns / m_width.count());
    if (index >= m_points.size())
        m_points.resize(index + 1, SeriesPoint(m_precision));
    return m_points[index];
}

void TimeSeries::halve()
{
    const std::size_t half = (m_points.size() + 1) / 2;
    for (std::size_t i = 0; i < half; ++i) {
        if (i > 0)
            m_points[i] = std::move(m_points[2 * i]);
        if (2 * i + 1 < m_points.size())
            m_points[i].append(m_points[2 * i + 1]);
    }
    m_points.erase(m_points.begin() + static_cast<std::ptrdiff_t>(half), m_points.end());
    m_width *= 2;
}

} // namespace weir
