// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios that come with Weir: the files resources/samples/*.weir, compiled in.
#pragma once

#include "base/message.h"
#include "scenario/scenario.h"

#include <QString>

#include <optional>
#include <vector>

namespace weir {

/// A ready-made scenario to start from.
struct ScenarioTemplate
{
    QString name;        ///< "baseline" stands in template-baseline.weir.
    Message title;       ///< A few words, for a menu.
    Message description; ///< What it shows, one sentence; in English it is the file's own.
};

/// All of them, the plainest first. Any thread.
std::vector<ScenarioTemplate> scenarioTemplates();
/// The scenario of a template, which runs as it is against the built-in service; nothing when none has that
/// name.
std::optional<Scenario> templateScenario(const QString &name);
/// The sample that the welcome page runs; against the built-in service, too.
Scenario sampleScenario();

} // namespace weir
