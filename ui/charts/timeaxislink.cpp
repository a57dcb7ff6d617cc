// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timeaxislink.h"

namespace weir {

void TimeAxisLink::setPosition(std::optional<double> seconds)
{
    if (seconds == m_position)
        return;
    m_position = seconds;
    Q_EMIT moved();
}

void TimeAxisLink::setNeed(const QObject &chart, const ChartGutters &needed)
{
    m_needs[&chart] = needed;
    measure();
}

void TimeAxisLink::forget(const QObject &chart)
{
    m_needs.erase(&chart);
    measure();
}

void TimeAxisLink::measure()
{
    ChartGutters widest;
    for (const auto &[chart, needed] : m_needs)
        widest = widest.expandedTo(needed);
    if (widest == m_gutters)
        return;
    m_gutters = widest;
    Q_EMIT guttersChanged();
}

} // namespace weir
