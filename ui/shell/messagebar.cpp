// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/messagebar.h"

#include "theme/widgetlook.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace weir {

MessageBar::MessageBar(QWidget &over)
    : QFrame(&over)
    , m_over(over)
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QPushButton(this))
{
    makeCard(*this);
    setAutoFillBackground(true);
    over.installEventFilter(this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    setButtonLook(*m_close, ButtonLook::Flat);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 5, 10, 5);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
    setWords();
}

void MessageBar::setWords()
{
    m_text->setAccessibleName(tr("Message"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close the message"));
}

/// What it says was said, and stays.
void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setWords();
    QFrame::changeEvent(event);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::showMessage(Kind kind, const QString &text, const std::vector<Choice> &choices, About about)
{
    m_about = about;
    for (QPushButton *button : m_choices) {
        m_buttons->removeWidget(button);
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
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
    place();
    show();
    raise();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::leaveProject()
{
    if (m_about == About::Project)
        hide();
}

/// Along the lower edge, as high as its text needs: over the status line rather than over what a page shows.
void MessageBar::place()
{
    const int width = m_over.width();
    layout()->activate();
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry(0, m_over.height() - height, width, height);
}

bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_over && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace weir
