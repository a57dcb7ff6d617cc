// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/newscenario.h"

#include "scenario/edit/elements.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace weir {

namespace {

/// Those of the default scenario, the templates and the sample (resources/samples).
constexpr std::array scenarioNames{
    QT_TRANSLATE_NOOP("weir::NewScenario", "Untitled"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Baseline"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Concurrent"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Open rate"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Steps"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Spike"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Mixed load"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Soak"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Drill"),
    QT_TRANSLATE_NOOP("weir::NewScenario", "Sample: a chat service under steady load")};
constexpr std::array targetNames{QT_TRANSLATE_NOOP("weir::NewScenario", "service"),
                                 QT_TRANSLATE_NOOP("weir::NewScenario", "reference service")};

QString spoken(const char *name)
{
    return QCoreApplication::translate("weir::NewScenario", name);
}

/// In the window's language, where it is one of `known`.
template <std::size_t count>
QString spokenName(const QString &name, const std::array<const char *, count> &known)
{
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&name](const char *one) { return name == QLatin1String(one); });
    return found == known.end() ? name : spoken(*found);
}

} // namespace

Scenario inWindowsLanguage(const Scenario &scenario)
{
    Scenario named = scenario;
    named.name = spokenName(scenario.name, scenarioNames);
    for (std::size_t i = 0; i < named.targets.size(); ++i) {
        const QString name = spokenName(named.targets[i].name, targetNames);
        // With what refers to it; nothing changes where the name is the same, or taken.
        (void)renameElement(named, ElementList::Targets, static_cast<int>(i), name);
    }
    return named;
}

bool isNameOfWeir(const QString &name)
{
    return std::any_of(scenarioNames.begin(), scenarioNames.end(), [&name](const char *one) {
        return name == QLatin1String(one) || name == spoken(one);
    });
}

} // namespace weir
