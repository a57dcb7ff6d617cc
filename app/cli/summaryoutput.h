// SPDX-License-Identifier: GPL-3.0-or-later
// How `run` and `simulate` tell their figures.
#pragma once

#include "base/result.h"
#include "commands.h"
#include "metrics/summary.h"
#include "outputs.h"

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

/// Prints and writes the summary as asked for. The readable one goes to standard error where standard output
/// is taken.
Result<void> printSummary(const Summary &summary, const SummaryOptions &options);
/// True when one of the files asked for is standard output.
bool takesStandardOutput(const SummaryOptions &options);
std::vector<Output> outputsOf(const SummaryOptions &options);
/// Writes both, the second one too where the first can't be written.
Result<void> writeOutputs(const SummaryOptions &options, const QByteArray &json, const QByteArray &junit);

} // namespace weir::cli
