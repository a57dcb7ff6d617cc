// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/messagebar.h"

#include "theme/widgetlook.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace weir {

MessageBar::MessageBar(QWidget *parent) : QFrame(parent), m_text(new QLabel(this)), m_buttons(new QHBoxLayout)
{
    setBarLook(*this, BarLook::Top);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_text->setAccessibleName(tr("Message"));
    QPushButton *close = new QPushButton(tr("Close"), this);
    setButtonLook(*close, ButtonLook::Flat);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close the message"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 8, 6);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(close);
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::showMessage(Kind kind, const QString &text, const std::vector<Choice> &choices)
{
    for (QPushButton *button : m_choices)
        button->deleteLater();
    m_choices.clear();
    static constexpr TextLook looks[] = {TextLook::Plain, TextLook::Warn, TextLook::Fail};
    setTextLook(*m_text, looks[static_cast<int>(kind)]);
    m_text->setText(text);
    for (const auto &[label, act] : choices) {
        QPushButton *button = new QPushButton(label, this);
        button->setToolTip(label);
        button->setAccessibleName(label);
        m_buttons->addWidget(button);
        m_choices.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, act = act] {
            hide();
            act();
        });
    }
    show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace weir
