// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario as a JSON object, for the parts of scenario/ that work on members instead of text.
#pragma once

#include "base/orderedjson.h"
#include "scenario/scenariojson.h"

#include <QJsonObject>

namespace weir {

enum class Defaults
{
    Omitted, ///< The project file's form.
    Written, ///< Every member of the format is there; what is not set is null.
};

/// The whole scenario, `weir` first.
OrderedJson scenarioToObject(const Scenario &scenario, Defaults defaults);

/// Reads an object of the current version.
ScenarioReading scenarioFromObject(const QJsonObject &object);

} // namespace weir
