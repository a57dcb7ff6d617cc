// SPDX-License-Identifier: GPL-3.0-or-later
// Finds members of a configuration that are fine each by itself and make no sense together.
#pragma once

#include "base/problem.h"
#include "service/config/serviceconfig.h"

namespace weir {

/// Appends a problem, at its JSON path, for each contradiction. Every member is taken to be in its range. Any
/// thread.
void findContradictions(const ServiceConfig &config, Problems &problems);

} // namespace weir
