// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario as a JSON object, for the parts of scenario/ that work on members instead of text.
#pragma once

#include "base/fields/fieldwriting.h"
#include "scenario/scenariojson.h"

#include <QJsonObject>

namespace weir {

/// The whole scenario, `weir` first.
OrderedJson scenarioToObject(const Scenario &scenario, Defaults defaults);

/// Reads an object of the current version.
ScenarioReading scenarioFromObject(const QJsonObject &object);

} // namespace weir
