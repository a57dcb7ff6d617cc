// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/waterfall.h"

#include "base/units.h"
#include "theme/themesource.h"

#include <QPainter>

#include <algorithm>

namespace weir {

namespace {

constexpr int rowHeight = 26;
constexpr int nameWidth = 130;
constexpr int timeWidth = 80;
constexpr int barHeight = 12;

} // namespace

std::vector<WaterfallBar> waterfallBars(const RequestRecord &record)
{
    std::vector<WaterfallBar> bars;
    if (!record.started)
        return bars;
    Stamp from = record.started;
    const auto add = [&](const QString &name, const Stamp &to) {
        if (!to || *to < *from)
            return;
        bars.push_back({name, *from - *record.started, *to - *record.started});
        from = to;
    };
    add(Waterfall::tr("Connect"), record.connected);
    add(Waterfall::tr("TLS"), record.tlsDone);
    add(Waterfall::tr("Send"), record.sent);
    add(Waterfall::tr("Wait for headers"), record.headers);
    add(Waterfall::tr("Wait for token"), record.firstToken());
    add(Waterfall::tr("Tokens"), record.lastToken);
    add(Waterfall::tr("Close"), record.closed);
    return bars;
}

Waterfall::Waterfall(ThemeSource &themes, QWidget *parent) : QWidget(parent), m_themes(themes)
{
    setAccessibleName(tr("Waterfall of the request"));
    connect(&themes, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void Waterfall::setRecord(const RequestRecord &record)
{
    m_bars = waterfallBars(record);
    m_chunks.clear();
    if (record.started) {
        for (const ChunkStamp &chunk : record.chunks)
            m_chunks.push_back(chunk.at - *record.started);
    }
    m_end = Nanoseconds{1};
    QStringList spoken;
    for (const WaterfallBar &bar : m_bars) {
        m_end = std::max(m_end, bar.to);
        spoken.append(Waterfall::tr("%1 %2").arg(bar.name, formatTime(bar.to - bar.from)));
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {640, rowHeight * std::max(1, int(m_bars.size()))};
}

QSize Waterfall::minimumSizeHint() const
{
    return {360, sizeHint().height()};
}

void Waterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_themes.theme();
    const double width = this->width() - nameWidth - timeWidth;
    const double perNanosecond = width / double(m_end.count());
    for (std::size_t row = 0; row < m_bars.size(); ++row) {
        const WaterfallBar &bar = m_bars[row];
        const double top = double(row) * rowHeight;
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, top, nameWidth - 12, rowHeight), Qt::AlignVCenter | Qt::AlignLeft,
                         bar.name);
        const QRectF lane(nameWidth, top + (rowHeight - barHeight) / 2.0, width, barHeight);
        const QRectF box(lane.left() + double(bar.from.count()) * perNanosecond, lane.top(),
                         std::max(2.0, double((bar.to - bar.from).count()) * perNanosecond), barHeight);
        const bool isTokens = bar.name == Waterfall::tr("Tokens");
        QColor color = theme.seriesColor(isTokens ? SeriesRole::Throughput : SeriesRole::Median);
        color.setAlphaF(isTokens ? 0.35F : 0.85F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(box, 3, 3);
        if (isTokens)
            paintChunks(painter, lane, perNanosecond);
        painter.setPen(theme.text);
        painter.drawText(QRectF(this->width() - timeWidth, top, timeWidth, rowHeight),
                         Qt::AlignVCenter | Qt::AlignRight, formatTime(bar.to - bar.from));
    }
}

void Waterfall::paintChunks(QPainter &painter, const QRectF &lane, double perNanosecond) const
{
    painter.setPen(QPen(m_themes.theme().seriesColor(SeriesRole::Throughput), 1));
    for (const Nanoseconds at : m_chunks) {
        const double x = lane.left() + double(at.count()) * perNanosecond;
        painter.drawLine(QPointF(x, lane.top()), QPointF(x, lane.bottom()));
    }
}

} // namespace weir
