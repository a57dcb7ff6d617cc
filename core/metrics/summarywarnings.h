// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a summary's figures should know about them, read off the figures themselves.
#pragma once

#include "metrics/summary.h"

namespace weir {

/// Requests that took more than one attempt, with what that cost their users, and a share of cached input
/// tokens above 20 %. `summary` has all its figures; its verdict and warnings are not looked at.
Messages warningsOf(const Summary &summary);

} // namespace weir
