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
    if (points.size() < 2)
        return;
    double low = 0;
    double high = 0;
    for (const QPointF &point : finitePoints(points)) {
        low = std::min(low, point.y());
        high = std::max(high, point.y());
    }
    const double scale = high > low ? box.height() / (high - low) : 0;
    const double step = box.width() / static_cast<double>(values.size() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color, 1.5);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const std::size_t budget = static_cast<std::size_t>(std::max(4.0, 2 * box.width()));
    for (const std::vector<QPointF> &part : unbrokenParts(points, 0)) {
        QPolygonF line;
        for (const QPointF &point : decimate(part, budget))
            line << QPointF(box.left() + point.x() * step, box.bottom() - (point.y() - low) * scale);
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else
            painter.drawPolyline(line);
    }
    painter.restore();
}

} // namespace weir
