// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/replicacells.h"

#include "service/replicasmodel.h"
#include "service/servicewords.h"
#include "theme/themesource.h"

#include <QPainter>

#include <algorithm>

namespace weir {

namespace {

constexpr double margin = 8;
constexpr double barHeight = 3;
constexpr double dot = 8;

void paintBar(QPainter &painter, const QRectF &cell, double share, const Theme &theme)
{
    const QRectF track(cell.left() + margin, cell.bottom() - barHeight - 3, cell.width() - 2 * margin,
                       barHeight);
    painter.setBrush(theme.surface2);
    painter.drawRoundedRect(track, barHeight / 2, barHeight / 2);
    QRectF filled = track;
    filled.setWidth(track.width() * std::clamp(share, 0.0, 1.0));
    painter.setBrush(theme.seriesColor(SeriesRole::Median));
    if (filled.width() >= 1)
        painter.drawRoundedRect(filled, barHeight / 2, barHeight / 2);
}

} // namespace

ReplicaCells::ReplicaCells(ThemeSource &themes, QObject *parent)
    : QStyledItemDelegate(parent), m_themes(themes)
{
}

void ReplicaCells::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant bar = index.data(ReplicasModel::BarRole);
    const QVariant phase = index.data(ReplicasModel::PhaseRole);
    QStyleOptionViewItem moved = option;
    if (phase.isValid())
        moved.rect.setLeft(option.rect.left() + int(dot + margin / 2));
    QStyledItemDelegate::paint(painter, moved, index);
    if (!bar.isValid() && !phase.isValid())
        return;
    const Theme &theme = m_themes.theme();
    const QRectF cell(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (bar.isValid())
        paintBar(*painter, cell, bar.toDouble(), theme);
    if (phase.isValid()) {
        painter->setBrush(phaseColor(static_cast<ReplicaPhase>(phase.toInt()), theme));
        painter->drawEllipse(QPointF(cell.left() + margin + dot / 2 - 2, cell.center().y()), dot / 2,
                             dot / 2);
    }
    painter->restore();
}

} // namespace weir
