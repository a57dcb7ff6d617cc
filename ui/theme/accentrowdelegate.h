// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of trees and lists as the look draws them: 28 pixels high, the selected one with an accent bar at the
// view's left edge.
#pragma once

#include <QStyledItemDelegate>

namespace weir {

class ThemeSource;

/// A style sheet can't do it: it draws its border once for every level of a tree.
class AccentRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `themes` outlives the delegate. GUI thread.
    explicit AccentRowDelegate(ThemeSource &themes, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    ThemeSource &m_themes;
};

} // namespace weir
