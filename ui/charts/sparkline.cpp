// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/sparkline.h"

#include "report/decimate.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace weir {

void paintSparkline(QPainter &painter, const QRectF &box, const std::vector<double> &values,
                    const QColor &color)
{
    std::vector<QPointF> points;
    points.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        points.emplace_back(static_cast<double>(i), values[i]);
    points = decimate(finitePoints(points), static_cast<std::size_t>(std::max(4.0, 2 * box.width())));
    if (points.size() < 2)
        return;
    double low = 0;
    double high = 0;
    for (const QPointF &point : points) {
        low = std::min(low, point.y());
        high = std::max(high, point.y());
    }
    const double scale = high > low ? box.height() / (high - low) : 0;
    const double step = box.width() / static_cast<double>(values.size() - 1);
    QPolygonF line;
    for (const QPointF &point : points)
        line << QPointF(box.left() + point.x() * step, box.bottom() - (point.y() - low) * scale);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color, 1.5);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace weir
