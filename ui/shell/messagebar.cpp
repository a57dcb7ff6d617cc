// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/messagebar.h"

#include "theme/widgetlook.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace weir {

namespace {

constexpr int mostWidth = 900;
constexpr int distance = 12; ///< From the edges of what it lies over.

} // namespace

MessageBar::MessageBar(QWidget &over)
    : QFrame(&over), m_over(over), m_text(new QLabel(this)), m_buttons(new QHBoxLayout)
{
    makeCard(*this);
    setAutoFillBackground(true);
    over.installEventFilter(this);
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
    layout->setContentsMargins(16, 10, 10, 10);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(close);
    hide();
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

/// At the right of the lower edge, as high as its text needs.
void MessageBar::place()
{
    const int width = std::min(mostWidth, m_over.width() - 2 * distance);
    layout()->activate();
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry(m_over.width() - distance - width, m_over.height() - distance - height, width, height);
}

bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_over && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace weir
