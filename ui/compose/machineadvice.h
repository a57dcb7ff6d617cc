// SPDX-License-Identifier: GPL-3.0-or-later
// What a load needs of this machine, in words. The estimate itself is core's: engine/machinelimits.h.
#pragma once

#include "engine/machinelimits.h"

#include <QString>

#include <optional>

namespace weir {

/// For the user: what the load needs, and whether that is there.
QString adviceText(const MachineNeeds &needs, const MachineFacts &facts);

/// Output tokens of `requests` requests at the most, by the templates' weights; nothing when one sets no
/// limit.
std::optional<double> mostOutputTokens(const Scenario &scenario, double requests);

} // namespace weir
