// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/accentrowdelegate.h"

#include "theme/themesource.h"

#include <QPainter>

namespace weir {

namespace {

constexpr int rowHeight = 28;
constexpr int barWidth = 3;

} // namespace

AccentRowDelegate::AccentRowDelegate(ThemeSource &themes, QObject *parent)
    : QStyledItemDelegate(parent), m_themes(themes)
{
}

void AccentRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    // Only the first column: the bar belongs to the row.
    if ((option.state & QStyle::State_Selected) && index.column() == 0)
        painter->fillRect(QRect(0, option.rect.top(), barWidth, option.rect.height()),
                          m_themes.theme().accent);
}

QSize AccentRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, rowHeight));
}

} // namespace weir
