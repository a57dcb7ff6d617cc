// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/templatemenu.h"

#include "scenario/templates.h"

#include <QAction>
#include <QMenu>

namespace weir {

void addTemplates(QMenu &menu, const std::function<void(const QString &name)> &choose)
{
    menu.setToolTipsVisible(true);
    for (const ScenarioTemplate &which : scenarioTemplates()) {
        QAction *action = menu.addAction(which.title.text());
        action->setToolTip(which.description.text());
        action->setStatusTip(which.description.text());
        QObject::connect(action, &QAction::triggered, &menu, [choose, name = which.name] { choose(name); });
    }
}

} // namespace weir
