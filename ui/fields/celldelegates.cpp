// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/celldelegates.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace weir {

namespace {

/// Frame, padding and cursor of a line edit beside its text.
constexpr int aroundText = 28;

/// As wide as its text, at least as the cell, at most to the edge of the table.
void fitWidth(QLineEdit &edit, int leastWidth)
{
    const int room = edit.parentWidget()->width() - edit.x();
    const int wanted = edit.fontMetrics().horizontalAdvance(edit.text()) + aroundText;
    edit.resize(std::max(leastWidth, std::min(wanted, room)), edit.height());
}

} // namespace

ChoiceDelegate::ChoiceDelegate(Choices choices, QObject *parent)
    : QStyledItemDelegate(parent), m_choices(std::move(choices))
{
}

QWidget *ChoiceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &) const
{
    QComboBox *box = new QComboBox(parent);
    for (const auto &[value, text] : m_choices)
        box->addItem(text, value);
    return box;
}

void ChoiceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    QComboBox *box = static_cast<QComboBox *>(editor);
    box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void ChoiceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData());
}

QString ChoiceDelegate::displayText(const QVariant &value, const QLocale &) const
{
    for (const auto &[known, text] : m_choices) {
        if (known == value.toString())
            return text;
    }
    return value.toString();
}

QWidget *GrowingDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (QLineEdit *edit = qobject_cast<QLineEdit *>(editor))
        connect(edit, &QLineEdit::textChanged, edit,
                [edit, width = option.rect.width()] { fitWidth(*edit, width); });
    return editor;
}

void GrowingDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &) const
{
    editor->setGeometry(option.rect);
    if (QLineEdit *edit = qobject_cast<QLineEdit *>(editor))
        fitWidth(*edit, option.rect.width());
}

} // namespace weir
