// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartscene.h"

#include "charts/chartoverlay.h"
#include "charts/hovervalues.h"

#include <QChart>
#include <QLegend>

#include <algorithm>

namespace weir {

namespace {

QChart *makeChart()
{
    QChart *chart = new QChart;
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins(QMargins(0, 0, 0, 0));
    chart->legend()->hide();
    // The view's own mouse handling is enough; hover shapes of long lines cost more than the lines.
    chart->setAcceptHoverEvents(false);
    return chart;
}

} // namespace

ChartScene::ChartScene(const Theme &theme, QObject *parent)
    : QGraphicsScene(parent)
    , m_theme(theme)
    , m_chart(makeChart())
    , m_frame(new ChartFrame(m_data, m_layout, m_theme))
    , m_lines(new ChartLines(m_layout))
    , m_overlay(new ChartOverlay(m_data, m_layout, m_theme))
    , m_series(*m_chart)
{
    // Everything moves at once at every update; an index would only be rebuilt each time.
    setItemIndexMethod(NoIndex);
    addItem(m_frame);
    addItem(m_chart);
    addItem(m_lines);
    addItem(m_overlay);
    m_frame->setZValue(0);
    m_chart->setZValue(1);
    m_lines->setZValue(2);
    m_overlay->setZValue(3);
    refresh();
}

ChartScene::~ChartScene()
{
    // Items refer to members that are gone by the time QGraphicsScene would delete them.
    clear();
}

void ChartScene::setData(const ChartData &data)
{
    if (data == m_data)
        return;
    m_data = data;
    refresh();
}

void ChartScene::setTheme(const Theme &theme)
{
    m_theme = theme;
    refresh();
}

void ChartScene::setSize(const QSizeF &size)
{
    if (size == m_size || size.isEmpty())
        return;
    m_size = size;
    refresh();
}

void ChartScene::setHeaderReserve(double pixels)
{
    m_headerReserve = pixels;
    refresh();
}

void ChartScene::setGutters(const ChartGutters &least)
{
    if (least == m_gutters)
        return;
    m_gutters = least;
    refresh();
}

void ChartScene::setPointBudget(std::size_t points)
{
    m_pointBudget = points;
    refresh();
}

void ChartScene::setCrosshair(std::optional<double> x, bool withValues)
{
    m_overlay->setCrosshair(x, withValues);
}

std::optional<double> ChartScene::crosshair() const
{
    return m_overlay->crosshair();
}

std::optional<double> ChartScene::xNear(const QPointF &position) const
{
    const QRectF plot = m_layout.plot;
    if (m_data.isEmpty() || !plot.adjusted(-6, -6, 6, 6).contains(position))
        return std::nullopt;
    return nearestX(m_data, m_layout.axes.x.valueAt((position.x() - plot.left()) / plot.width()));
}

void ChartScene::refresh()
{
    m_layout = layoutChart(m_data, m_size, m_headerReserve, m_gutters);
    setSceneRect(QRectF(QPointF(0, 0), m_size));
    m_chart->setVisible(!m_data.isEmpty());
    m_chart->resize(m_size);
    if (m_chart->plotArea() != m_layout.plot)
        m_chart->setPlotArea(m_layout.plot);
    const std::ptrdiff_t drawn =
        std::count_if(m_data.series.begin(), m_data.series.end(),
                      [](const ChartSeries &series) { return series.style != SeriesStyle::Bars; });
    const std::size_t budget = m_pointBudget / static_cast<std::size_t>(std::max<std::ptrdiff_t>(drawn, 1));
    m_series.update(m_data, m_layout.axes, m_theme, budget);
    m_lines->setLines(chartLines(m_data, m_layout, m_theme, budget));
    m_frame->refresh();
    m_overlay->refresh();
}

} // namespace weir
