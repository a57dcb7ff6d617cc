// SPDX-License-Identifier: GPL-3.0-or-later
// How cells of a table are edited in place.
#pragma once

#include <QList>
#include <QString>
#include <QStyledItemDelegate>

#include <utility>

namespace weir {

/// Offers choices in a combo box. The item keeps the value as its edit role; where it is one of the choices
/// the delegate shows its text, else the item's own. GUI thread.
class ChoiceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Choices = QList<std::pair<QString, QString>>; ///< Value and text.

    explicit ChoiceDelegate(Choices choices, QObject *parent = nullptr);
    void setChoices(const Choices &choices) { m_choices = choices; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    QString displayText(const QVariant &value, const QLocale &locale) const override;

private:
    Choices m_choices;
};

/// A line edit that grows over the cells beside it with what is typed: a text is seen as a whole as far as
/// the table is wide. GUI thread.
class GrowingDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

} // namespace weir
