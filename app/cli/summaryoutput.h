// SPDX-License-Identifier: GPL-3.0-or-later
// How `run` and `simulate` tell their figures.
#pragma once

#include "base/result.h"
#include "commands.h"
#include "metrics/summary.h"

#include <CLI/CLI.hpp>

#include <string>

namespace weir::cli {

/// As typed.
struct SummaryOptions
{
    std::string summary, junit;
    bool quiet = false;
    bool noColor = false;

    /// Adds all but --quiet, which means something else to each command. This object must outlive `command`.
    void addTo(CLI::App &command);
};

/// The exit code of a run with this verdict.
ExitCode exitCodeOf(const Summary &summary);

/// Prints and writes the summary as asked for: the readable one goes where the JSON does not.
Result<void> printSummary(const Summary &summary, const SummaryOptions &options);

} // namespace weir::cli
