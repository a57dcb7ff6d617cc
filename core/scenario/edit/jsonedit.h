// SPDX-License-Identifier: GPL-3.0-or-later
// Setting one member of a scenario by its place in the project file: for the command line's --set.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

/// Sets the member at an RFC 6901 pointer or dotted path ("load.users", "/targets/0/url") of the scenario's
/// JSON to `value` (JSON; text without quotes is taken as a string). Members that are left out of the file
/// can be set too. An error, with the nearest name as advice, when the path does not exist in the format, or
/// when the value does not fit. Setting "load.model" replaces the members of the old model by the defaults of
/// the new one.
Result<Scenario> withJsonValue(const Scenario &scenario, const QString &path, const QString &value);

} // namespace weir
