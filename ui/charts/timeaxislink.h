// SPDX-License-Identifier: GPL-3.0-or-later
// One time axis for all charts of a page: one cross-hair, and plots that start and end at the same places.
#pragma once

#include "charts/chartlayout.h"

#include <QObject>

#include <map>
#include <optional>

namespace weir {

/// Hand the same link to every card of a page. GUI thread.
class TimeAxisLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Seconds since the run's start; nothing: no cross-hair.
    [[nodiscard]] std::optional<double> position() const noexcept { return m_position; }
    void setPosition(std::optional<double> seconds);

    /// The room that the labels of a chart need; the link keeps the newest of each until forget().
    void setNeed(const QObject &chart, const ChartGutters &needed);
    void forget(const QObject &chart);
    /// Room enough for every chart.
    [[nodiscard]] const ChartGutters &gutters() const noexcept { return m_gutters; }

Q_SIGNALS:
    /// After position() changed.
    void moved();
    /// After gutters() changed.
    void guttersChanged();

private:
    void measure();

    std::optional<double> m_position;
    std::map<const QObject *, ChartGutters> m_needs;
    ChartGutters m_gutters;
};

} // namespace weir
