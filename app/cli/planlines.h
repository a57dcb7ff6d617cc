// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario plans, in a line for each load group.
#pragma once

#include "scenario/scenario.h"

#include <QStringList>

namespace weir::cli {

/// Like "plan of "browse": open, about 1,250 requests, up to 20/s, 1m30s". Traces are read from `baseFolder`
/// on. For a scenario without errors.
QStringList planLines(const Scenario &scenario, const QString &baseFolder);

} // namespace weir::cli
