// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/undobar.h"

#include "theme/widgetlook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace weir {

UndoBar::UndoBar(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_button(new QPushButton(tr("Undo"), this))
{
    makeCard(*this);
    m_text->setTextFormat(Qt::PlainText);
    m_button->setToolTip(tr("Take back what was just done"));
    m_button->setAccessibleName(tr("Undo"));
    QPushButton *dismiss = new QPushButton(tr("Dismiss"), this);
    setButtonLook(*dismiss, ButtonLook::Flat);
    dismiss->setToolTip(tr("Hide this line"));
    dismiss->setAccessibleName(tr("Dismiss"));
    QHBoxLayout *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(dismiss);
    hide();
    connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (const std::function<void()> undo = std::exchange(m_undo, nullptr))
            undo();
    });
}

void UndoBar::offer(const QString &text, std::function<void()> undo)
{
    m_text->setText(text);
    m_undo = std::move(undo);
    show();
}

} // namespace weir
