// SPDX-License-Identifier: GPL-3.0-or-later
// The project file's JSON: reading with all problems found, writing in a form that reads well in a diff.
#pragma once

#include "base/problem.h"
#include "scenario/scenario.h"

#include <QByteArray>
#include <QJsonObject>

namespace weir {

/// What reading a scenario gave: the best scenario that could be made of it, and everything that is wrong
/// with it.
struct ScenarioReading
{
    Scenario scenario;
    Problems problems; ///< From the JSON's form: syntax (with line and column), types, ranges, unknown keys,
                       ///< version.
    bool isTaken = true; ///< False: nothing of the file was, so there is nothing to look into any further.
};

/// Reads the JSON text of a project file of this version or an older one. Never fails as a whole: look at
/// `problems`. Any value that a member's type can hold is taken; whether it makes sense is for check() to say
/// (scenario/check.h). Of broken JSON and of newer versions nothing is taken. The format:
/// docs/scenario-format.md.
ScenarioReading scenarioFromJson(const QByteArray &json);

/// Canonical JSON: keys in a fixed order, members that equal their default left out, two spaces, final
/// newline. scenarioFromJson(scenarioToJson(s)) gives s back.
QByteArray scenarioToJson(const Scenario &scenario);

} // namespace weir
