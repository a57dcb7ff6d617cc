// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/welcomepage.h"

#include "shell/templatemenu.h"
#include "theme/applytheme.h"
#include "theme/icons.h"
#include "theme/widgetlook.h"

#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int cardWidth = 520;
constexpr int iconSize = 48;

QPushButton *makeButton(const QString &text, const QString &tip, ButtonLook look)
{
    QPushButton *button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    setButtonLook(*button, look);
    button->setAutoDefault(true); // Enter presses the focused button, as a newcomer expects of a start page
    return button;
}

QLabel *makeLabel(const QString &text, TextLook look)
{
    QLabel *label = new QLabel(text);
    setTextLook(*label, look);
    label->setWordWrap(true);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent), m_recent(new QVBoxLayout), m_recentBox(new QWidget)
{
    QFrame *card = new QFrame;
    makeCard(*card);
    card->setFixedWidth(cardWidth);
    QLabel *icon = new QLabel;
    icon->setPixmap(appIcon().pixmap(iconSize, iconSize));
    QLabel *title = new QLabel(tr("Weir"));
    title->setFont(uiFont(22, QFont::DemiBold));
    QPushButton *sample =
        makeButton(tr("Run the sample"),
                   tr("8 requests a second for 20 s against the built-in service: no key, no network"),
                   ButtonLook::Primary);
    QPushButton *create =
        makeButton(tr("New"), tr("Start a project from a template (Ctrl+N: the baseline)"), {});
    QPushButton *open = makeButton(tr("Open…"), tr("Open a project or a run (Ctrl+O)"), {});
    connect(sample, &QPushButton::clicked, this, &WelcomePage::runSampleClicked);
    QMenu *templates = new QMenu(create);
    addTemplates(*templates, [this](const QString &name) { Q_EMIT newChosen(name); });
    create->setMenu(templates);
    create->setText(create->text() + QStringLiteral(" ▾"));
    connect(open, &QPushButton::clicked, this, &WelcomePage::openClicked);
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(sample);
    buttons->addWidget(create);
    buttons->addWidget(open);
    buttons->addStretch();
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(0);
    m_recentBox->setLayout(m_recent);

    QVBoxLayout *column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(12);
    column->addWidget(icon);
    column->addWidget(title);
    column->addWidget(makeLabel(
        tr("Load-tests services that stream tokens: time to first token, throughput and errors, live. "
           "The sample needs no key and no network."),
        TextLook::Muted));
    column->addSpacing(4);
    column->addLayout(buttons);
    column->addWidget(m_recentBox);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    // Stretches and not an alignment: only so the card's height is that of its texts wrapped at its own
    // width.
    QHBoxLayout *centred = new QHBoxLayout;
    centred->addStretch();
    centred->addWidget(card);
    centred->addStretch();
    layout->addLayout(centred);
    layout->addStretch(3);
    setFocusProxy(sample);
    setRecent({});
}

void WelcomePage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentBox->setVisible(!paths.isEmpty());
    if (paths.isEmpty())
        return;
    m_recent->addWidget(makeLabel(tr("Recent projects"), TextLook::Title));
    for (const QString &path : paths) {
        QPushButton *entry = makeButton(QFileInfo(path).fileName(), path, ButtonLook::Flat);
        connect(entry, &QPushButton::clicked, this, [this, path] { Q_EMIT recentClicked(path); });
        m_recent->addWidget(entry, 0, Qt::AlignLeft);
    }
}

} // namespace weir
