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

MessageBar::MessageBar(QWidget &over)
    : QFrame(&over)
    , m_over(over)
    , m_text(new QLabel(this))
    , m_unfold(new QPushButton(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QPushButton(this))
{
    makeCard(*this);
    setAutoFillBackground(true);
    over.installEventFilter(this);
    m_text->setTextFormat(Qt::PlainText); // it may hold what a service said
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    setButtonLook(*m_unfold, ButtonLook::Flat);
    connect(m_unfold, &QPushButton::clicked, this, [this] { setUnfolded(!m_isUnfolded); });
    setButtonLook(*m_close, ButtonLook::Flat);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 5, 10, 5);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_unfold);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
    setWords();
}

void MessageBar::setWords()
{
    m_text->setAccessibleName(tr("Message"));
    m_unfold->setText(m_isUnfolded ? tr("Less") : tr("More"));
    m_unfold->setToolTip(m_isUnfolded ? tr("Fold the message into a line") : tr("Show all of the message"));
    m_unfold->setAccessibleName(m_unfold->toolTip());
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close the message"));
}

/// What it says was said, and stays.
void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setUnfolded(m_isUnfolded); // with other words the buttons have another width
    QFrame::changeEvent(event);
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
    m_message = text;
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
    setUnfolded(false);
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

void MessageBar::setUnfolded(bool unfolded)
{
    m_isUnfolded = unfolded;
    setWords();
    place();
}

/// All of the message where a line holds it or the user asked for it, else its beginning.
void MessageBar::showText()
{
    const QMargins margins = layout()->contentsMargins();
    int room = m_over.width() - margins.left() - margins.right() - 2 * frameWidth();
    const auto leaveRoomFor = [this, &room](const QPushButton *button) {
        room -= button->sizeHint().width() + layout()->spacing();
    };
    leaveRoomFor(m_close);
    for (const QPushButton *button : m_choices)
        leaveRoomFor(button);
    m_text->ensurePolished();
    const QFontMetrics metrics = m_text->fontMetrics();
    const QString line = m_message.simplified();
    const bool isLong = metrics.horizontalAdvance(line) > room || m_message.contains(u'\n');
    if (isLong)
        leaveRoomFor(m_unfold);
    m_unfold->setVisible(isLong);
    const bool isFolded = isLong && !m_isUnfolded;
    m_text->setWordWrap(!isFolded);
    m_text->setText(isFolded ? metrics.elidedText(line, Qt::ElideRight, std::max(room, 0)) : m_message);
    m_text->setAccessibleDescription(m_message);
}

/// Along the lower edge, as high as its text needs: over the status line rather than over what a page shows.
void MessageBar::place()
{
    const int width = m_over.width();
    showText();
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
