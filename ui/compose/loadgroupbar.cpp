// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadgroupbar.h"

#include "scenario/edit/elements.h"
#include "theme/flatbutton.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>

namespace weir {

LoadGroupBar::LoadGroupBar(ScenarioDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_tabs(new QTabBar(this))
{
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->setAccessibleName(tr("Load groups"));
    m_tabs->setToolTip(tr("The groups run side by side. The fields below edit the chosen one."));
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tabs);
    layout->addWidget(makeButton(tr("+ Add a parallel group"),
                                 tr("Add a load that runs beside this one, with its own requests and shape"),
                                 &LoadGroupBar::addGroup));
    m_duplicate =
        makeButton(tr("Duplicate"), tr("Duplicate the chosen group"), &LoadGroupBar::duplicateGroup);
    m_remove = makeButton(tr("Remove"), tr("Remove the chosen group"), &LoadGroupBar::removeGroup);
    layout->addWidget(m_duplicate);
    layout->addWidget(m_remove);
    layout->addStretch();
    connect(m_tabs, &QTabBar::currentChanged, this, &LoadGroupBar::select);
    refresh();
}

QToolButton *LoadGroupBar::makeButton(const QString &text, const QString &tip, void (LoadGroupBar::*act)())
{
    QToolButton *button = makeFlatButton(text, tip, this);
    connect(button, &QToolButton::clicked, this, act);
    return button;
}

void LoadGroupBar::edit(const QString &text, const std::function<void(Scenario &)> &change)
{
    m_document.endMerge();
    m_document.edit(text, {}, change);
}

void LoadGroupBar::addGroup()
{
    int added = 0;
    edit(tr("Add a load group"),
         [&](Scenario &scenario) { added = addElement(scenario, ElementList::LoadGroups); });
    select(added);
}

void LoadGroupBar::duplicateGroup()
{
    int copy = m_current;
    edit(tr("Duplicate a load group"),
         [&](Scenario &scenario) { copy = duplicateElement(scenario, ElementList::LoadGroups, m_current); });
    select(copy);
}

void LoadGroupBar::removeGroup()
{
    edit(tr("Remove a load group"),
         [&](Scenario &scenario) { removeElement(scenario, ElementList::LoadGroups, m_current); });
    select(std::min(m_current, int(m_document.scenario().load.groups.size()) - 1));
}

void LoadGroupBar::select(int group)
{
    const int count = int(m_document.scenario().load.groups.size());
    const int chosen = std::clamp(group, 0, std::max(count - 1, 0));
    const bool changed = chosen != m_current;
    m_current = chosen;
    refresh();
    if (changed)
        Q_EMIT currentChanged();
}

void LoadGroupBar::refresh()
{
    const std::vector<LoadGroup> &groups = m_document.scenario().load.groups;
    const int count = int(groups.size());
    const int before = m_current;
    m_current = std::clamp(m_current, 0, std::max(count - 1, 0));
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > count)
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < count)
        m_tabs->addTab({});
    for (int i = 0; i < count; ++i) {
        const QString name = groups[std::size_t(i)].name;
        m_tabs->setTabText(i, name.isEmpty() ? tr("Group %1").arg(i + 1)
                                             : QString(name).replace(u'&', QStringLiteral("&&")));
    }
    m_tabs->setCurrentIndex(m_current);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_tabs, m_duplicate, m_remove})
        widget->setVisible(count > 1);
    if (before != m_current)
        Q_EMIT currentChanged();
}

} // namespace weir
