// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navrail.h"

#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QButtonGroup>
#include <QKeySequence>
#include <QToolButton>
#include <QVBoxLayout>

namespace weir {

namespace {
constexpr int railWidth = 72;
constexpr int entryHeight = 60;
constexpr int iconSize = 22;
} // namespace

NavRail::NavRail(ThemeSource &themes, QWidget *parent)
    : QFrame(parent), m_themes(themes), m_group(new QButtonGroup(this)), m_layout(new QVBoxLayout(this))
{
    setBarLook(*this, BarLook::Rail);
    setFixedWidth(railWidth);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, 8, 1, 8);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &NavRail::chosen);
    connect(&themes, &ThemeSource::changed, this, &NavRail::paintIcons);
}

void NavRail::addEntry(const QString &title, Icon icon, const QKeySequence &shortcut)
{
    QToolButton *button = new QToolButton(this);
    button->setText(title);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({iconSize, iconSize});
    button->setFixedSize(railWidth - 1, entryHeight);
    setButtonLook(*button, ButtonLook::Rail);
    button->setAccessibleName(title);
    button->setToolTip(tr("%1 (%2)").arg(title, shortcut.toString(QKeySequence::NativeText)));
    button->setFocusPolicy(Qt::TabFocus);
    m_group->addButton(button, int(m_buttons.size()));
    m_layout->insertWidget(int(m_buttons.size()), button);
    m_buttons.push_back(button);
    m_icons.push_back(icon);
    connect(button, &QToolButton::toggled, this, &NavRail::paintIcons);
    paintIcons();
}

void NavRail::setCurrent(int index)
{
    m_group->setExclusive(false); // an exclusive group never lets go of its last choice
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(int(i) == index);
    m_group->setExclusive(true);
}

void NavRail::paintIcons()
{
    const Theme &theme = m_themes.theme();
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setIcon(themedIcon(m_icons[i], m_buttons[i]->isChecked() ? theme.text : theme.muted));
}

} // namespace weir
