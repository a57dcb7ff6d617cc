// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the model of targets that name none, before anything else is sent.
#pragma once

#include "base/message.h"
#include "commands.h"
#include "scenario/scenario.h"

#include <optional>

namespace weir::cli {

/// Fills the models in and tells them on standard error; `warnings` gets what stays unnamed. Returns the code
/// to end with where there is no going on. Only after blockSignals(): a signal ends the asking.
std::optional<ExitCode> findModels(Scenario &scenario, const QString &baseFolder, Messages &warnings);

} // namespace weir::cli
