// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/formcard.h"

#include "theme/widgetlook.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int labelWidth = 108;
constexpr int rowHeight = 30;

void describe(QWidget *field, const QString &name, const QString &tip)
{
    for (QWidget *widget : {field, field->focusProxy()}) {
        if (!widget)
            continue;
        widget->setAccessibleName(name);
        widget->setToolTip(tip);
    }
}

} // namespace

FormCard::FormCard(const QString &title, QWidget *parent) : QFrame(parent), m_form(new QFormLayout)
{
    makeCard(*this);
    QLabel *heading = new QLabel(title, this);
    setTextLook(*heading, TextLook::Title);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(m_form);
    layout->addStretch(); // beside a taller card the fields stay at the top
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
}

void FormCard::addField(const QString &label, QWidget *field, const QString &tip)
{
    QLabel *text = new QLabel(label, this);
    setTextLook(*text, TextLook::Muted);
    text->setMinimumWidth(labelWidth);
    text->setFixedHeight(rowHeight); // as tall as a field, so that label and first line stand level
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    text->setBuddy(field);
    text->setToolTip(tip);
    describe(field, label, tip);
    if (label.isEmpty())
        field->setFixedHeight(rowHeight); // a check box, level with the fields around it
    m_form->addRow(text, field);
}

void FormCard::addWide(QWidget *field, const QString &name, const QString &tip)
{
    describe(field, name, tip);
    m_form->addRow(field);
}

QLabel *FormCard::addHint(const QString &text)
{
    QLabel *hint = new QLabel(text, this);
    setTextLook(*hint, TextLook::Muted);
    hint->setWordWrap(true);
    QLabel *space = new QLabel(this);
    space->setMinimumWidth(labelWidth);
    m_form->addRow(space, hint);
    return hint;
}

void FormCard::setFieldVisible(QWidget *field, bool visible)
{
    if (QWidget *label = m_form->labelForField(field))
        label->setVisible(visible);
    field->setVisible(visible);
}

} // namespace weir
