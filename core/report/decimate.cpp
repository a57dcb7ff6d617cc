// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/decimate.h"

#include <algorithm>
#include <cmath>

namespace weir {

std::vector<QPointF> finitePoints(const std::vector<QPointF> &points)
{
    std::vector<QPointF> kept;
    kept.reserve(points.size());
    for (const QPointF &point : points) {
        if (std::isfinite(point.x()) && std::isfinite(point.y()))
            kept.push_back(point);
    }
    return kept;
}

bool isGap(double left, double right, double stretch)
{
    // Half a stretch more than one: places in time are not exact, and the next one would be a whole more.
    return stretch > 0 && right - left > 1.5 * stretch;
}

std::vector<std::vector<QPointF>> unbrokenParts(const std::vector<QPointF> &points, double stretch)
{
    std::vector<std::vector<QPointF>> parts;
    bool isBroken = true;
    for (const QPointF &point : points) {
        if (!std::isfinite(point.x()) || !std::isfinite(point.y())) {
            isBroken = true;
            continue;
        }
        if (isBroken || isGap(parts.back().back().x(), point.x(), stretch))
            parts.emplace_back();
        parts.back().push_back(point);
        isBroken = false;
    }
    return parts;
}

std::vector<QPointF> decimate(const std::vector<QPointF> &points, std::size_t budget)
{
    budget = std::max<std::size_t>(budget, 4);
    if (points.size() <= budget)
        return points;
    const std::size_t columns = (budget - 2) / 2;
    const std::size_t inner = points.size() - 2;
    std::vector<QPointF> kept;
    kept.reserve(budget);
    kept.push_back(points.front());
    for (std::size_t column = 0; column < columns; ++column) {
        const auto begin = points.begin() + 1 + static_cast<std::ptrdiff_t>(column * inner / columns);
        const auto end = points.begin() + 1 + static_cast<std::ptrdiff_t>((column + 1) * inner / columns);
        const auto lower = [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); };
        const auto [smallest, largest] = std::minmax_element(begin, end, lower);
        kept.push_back(*std::min(smallest, largest));
        if (smallest != largest)
            kept.push_back(*std::max(smallest, largest));
    }
    kept.push_back(points.back());
    return kept;
}

} // namespace weir
