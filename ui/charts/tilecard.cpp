// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/tilecard.h"

#include "charts/sparkline.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir {

namespace {

// The border of one pixel included, so that titles stand in line with those of charts.
constexpr double margin = 13;
constexpr int figureSize = 22;
constexpr std::size_t trendPoints = 120;
constexpr int heightWithoutRange = 86;
constexpr int rangeHeight = 15;

/// The values of the newest points, with nothing (NaN) where stretches without a value lie between them.
std::vector<double> spacedOut(const std::vector<QPointF> &points)
{
    const std::size_t first = points.size() - std::min(points.size(), trendPoints);
    double step = std::numeric_limits<double>::infinity();
    for (std::size_t i = first + 1; i < points.size(); ++i)
        step = std::min(step, points[i].x() - points[i - 1].x());
    std::vector<double> values;
    for (std::size_t i = first; i < points.size(); ++i) {
        const double missing = i == first ? 0 : std::round((points[i].x() - points[i - 1].x()) / step) - 1;
        if (missing > 0)
            values.insert(values.end(), static_cast<std::size_t>(std::min<double>(missing, trendPoints)),
                          std::numeric_limits<double>::quiet_NaN());
        values.push_back(points[i].y());
    }
    if (values.size() > trendPoints)
        values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(trendPoints));
    return values;
}

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

bool operator==(const TileData &a, const TileData &b)
{
    return a.label == b.label && a.figure == b.figure && a.unit == b.unit && a.range == b.range &&
           a.note == b.note && a.role == b.role && a.explanation == b.explanation && a.isWeak == b.isWeak &&
           std::equal(a.trend.begin(), a.trend.end(), b.trend.begin(), b.trend.end(), isSame);
}

TileData tileOf(const QString &label, const QString &unit, SeriesRole role, const std::vector<QPointF> &trend,
                const QString &explanation)
{
    TileData data;
    data.label = label;
    data.figure = QStringLiteral("–");
    data.unit = unit;
    data.role = role;
    data.explanation = explanation;
    data.trend = spacedOut(trend);
    return data;
}

TileCard::TileCard(ThemeSource &themes, QWidget *parent) : QFrame(parent), m_themes(themes)
{
    makeCard(*this);
    // Those without a range are as tall as those beside them.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&m_themes, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void TileCard::setData(const TileData &data)
{
    if (data == m_data)
        return;
    const bool changesHeight = data.range.isEmpty() != m_data.range.isEmpty();
    m_data = data;
    if (changesHeight)
        updateGeometry();
    const QString figure = data.range.isEmpty() ? data.unit : data.unit + u' ' + data.range;
    QString spoken = QStringLiteral("%1 %2; %3").arg(data.figure, figure, data.note);
    if (data.isWeak)
        spoken += QStringLiteral("; ") + tr("too few samples");
    // Setting them tells screen readers, so only when they are new.
    if (accessibleName() != data.label)
        setAccessibleName(data.label);
    if (accessibleDescription() != spoken)
        setAccessibleDescription(spoken);
    if (toolTip() != data.explanation)
        setToolTip(data.explanation);
    update();
}

QSize TileCard::sizeHint() const
{
    return {180, heightWithoutRange + (m_data.range.isEmpty() ? 0 : rangeHeight)};
}

QSize TileCard::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void TileCard::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::TextAntialiasing);
    const double right = width() - margin;
    const QFont small = uiFont(12);
    const QFontMetricsF metrics(small);

    const double labelWidth = std::min(metrics.horizontalAdvance(m_data.label), right - margin);
    painter.setPen(theme.muted);
    painter.setFont(small);
    const QRectF labelBox(margin, 10, right - margin, 18);
    painter.drawText(labelBox, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_data.label, Qt::ElideRight, labelBox.width()));

    const QFont big = uiFont(figureSize, QFont::DemiBold);
    const double figureWidth = tabularWidth(big, m_data.figure);
    painter.setPen(theme.text);
    drawTabular(painter, big, QRectF(margin, 30, figureWidth, 28), Qt::AlignLeft, m_data.figure);
    painter.setPen(theme.muted);
    const double bigBaseline = 44 + (QFontMetricsF(big).ascent() - QFontMetricsF(big).descent()) / 2;
    painter.setFont(small);
    painter.drawText(QPointF(margin + figureWidth + 4, bigBaseline),
                     m_data.isWeak ? m_data.unit + QStringLiteral(" ?") : m_data.unit);

    const QFont tiny = uiFont(11);
    painter.setFont(tiny);
    double top = 58;
    const auto drawLine = [&](const QString &text) {
        const QRectF box(margin, top, right - margin, 18);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetricsF(tiny).elidedText(text, Qt::ElideRight, box.width()));
        top += rangeHeight;
    };
    if (!m_data.range.isEmpty())
        drawLine(m_data.range);
    drawLine(m_data.note);

    // The sparkline stays in the row of the label: a longer figure must neither shrink nor hide it while a
    // run goes on.
    const double lineWidth = std::min(64.0, right - margin - labelWidth - 10);
    if (lineWidth >= 24)
        paintSparkline(painter, QRectF(right - lineWidth, 11, lineWidth, 16), m_data.trend,
                       theme.seriesColor(m_data.role));
}

} // namespace weir
