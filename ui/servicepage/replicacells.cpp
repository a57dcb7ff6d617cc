// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/replicacells.h"

#include "servicepage/replicasmodel.h"
#include "servicepage/servicewords.h"
#include "theme/themesource.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace weir {

namespace {

constexpr double margin = 8;
constexpr double barHeight = 3;
constexpr int dot = 8;

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

void ReplicaCells::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant phase = index.data(ReplicasModel::PhaseRole);
    if (!phase.isValid())
        return;
    QPixmap pixmap(QSize(dot, dot) * 2); // sharp on dense screens, too
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(phaseColor(static_cast<ReplicaPhase>(phase.toInt()), m_themes.theme()));
    painter.drawEllipse(0, 0, dot, dot);
    painter.end();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = QIcon(pixmap);
    option->decorationSize = {dot, dot};
}

void ReplicaCells::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant bar = index.data(ReplicasModel::BarRole);
    if (!bar.isValid())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    paintBar(*painter, QRectF(option.rect), bar.toDouble(), m_themes.theme());
    painter->restore();
}

} // namespace weir
