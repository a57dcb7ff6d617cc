// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chartcsv.h"

#include "report/decimate.h"

#include <QLocale>
#include <QStringList>

#include <cmath>
#include <map>
#include <optional>

namespace weir {

namespace {

QString quoted(QString text)
{
    static const QString special = QStringLiteral(",\"\r\n");
    bool needed = false;
    for (const QChar character : special)
        needed = needed || text.contains(character);
    if (!needed)
        return text;
    text.replace(u'"', QStringLiteral("\"\""));
    return u'"' + text + u'"';
}

QString heading(const Message &name, const QString &unit)
{
    return quoted(unit.isEmpty() ? name.english() : QStringLiteral("%1 (%2)").arg(name.english(), unit));
}

QString number(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

QByteArray toCsv(const ChartData &data)
{
    const std::size_t markerColumn = data.series.size() + data.limits.size();
    const std::size_t columns = markerColumn + (data.markers.empty() ? 0 : 1);
    std::map<double, std::vector<QString>> rows;
    const auto cell = [&](double x, std::size_t column) -> QString & {
        std::vector<QString> &row = rows[x];
        row.resize(columns);
        return row[column];
    };
    QStringList header{heading(data.xName, data.xUnit)};
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        header << heading(data.series[i].name, data.series[i].unit.english());
        std::optional<double> before;
        for (const QPointF &point : data.series[i].points) {
            if (!std::isfinite(point.x()))
                continue;
            cell(point.x(), i) = std::isfinite(point.y()) ? number(point.y()) : QString();
            // Or whoever draws the table would bridge the gap.
            if (before && data.series[i].style != SeriesStyle::Bars &&
                isGap(*before, point.x(), data.stretch))
                cell(*before + data.stretch, i);
            before = point.x();
        }
    }
    for (const ChartLimit &limit : data.limits)
        header << quoted(limit.label.english());
    if (!data.markers.empty())
        header << QStringLiteral("marker");
    for (const ChartMarker &marker : data.markers) {
        if (!std::isfinite(marker.x))
            continue;
        QString &text = cell(marker.x, markerColumn);
        text += (text.isEmpty() ? QString() : QStringLiteral("; ")) + marker.label.english();
    }
    for (auto &[x, cells] : rows) {
        for (std::size_t i = 0; i < data.limits.size(); ++i)
            cells[data.series.size() + i] = number(data.limits[i].y);
    }
    QString csv = header.join(u',') + QStringLiteral("\r\n");
    for (const auto &[x, cells] : rows) {
        csv += number(x);
        for (const QString &text : cells)
            csv += u',' + quoted(text);
        csv += QStringLiteral("\r\n");
    }
    return csv.toUtf8();
}

} // namespace weir
