// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of the table of replicas: a bar under a share, a dot before a phase.
#pragma once

#include <QStyledItemDelegate>

namespace weir {

class ThemeSource;

/// For views of a ReplicasModel. GUI thread.
class ReplicaCells : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `themes` outlives the delegate.
    explicit ReplicaCells(ThemeSource &themes, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    ThemeSource &m_themes;
};

} // namespace weir
