// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the part of the requests that a threshold names exists in its scenario.
#pragma once

#include "base/message.h"
#include "metrics/threshold.h"
#include "scenario/scenario.h"

#include <optional>

namespace weir {

/// What is wrong with the threshold's filters, for the user, with the name that was likely meant: no such
/// request or target, requests that never go to that target, or a level of
/// a load without steps. Nothing when they are right.
std::optional<Message> partProblem(const Threshold &threshold, const Scenario &scenario);

} // namespace weir
