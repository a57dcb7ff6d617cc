// SPDX-License-Identifier: GPL-3.0-or-later
// `--repeat N` of `run` and `simulate`: the same scenario several times, one run after the other.
#pragma once

#include "base/result.h"
#include "commands.h"
#include "metrics/summary.h"
#include "summaryoutput.h"

#include <QString>

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>

namespace weir::cli {

/// As typed.
struct RepeatOptions
{
    std::optional<quint32> runs;

    /// This object must outlive `command`.
    void addTo(CLI::App &command);
};

/// What came of one run. Errors have been printed.
struct OneRun
{
    ExitCode code = ExitCode::InternalError; ///< Where there is no summary.
    std::optional<Summary> summary;
    QString path; ///< Of its file; empty: none is kept.
};

/// Which of the runs it is.
struct RunPlace
{
    quint64 seed = 0;
    QString out;   ///< Where `--out` says that its file goes; empty: the default place, or none.
    QString title; ///< "run 2 of 5, "; empty for a run by itself.
};
using RunMaker = std::function<OneRun(const RunPlace &)>;

/// Where run `number`, from 1, of several goes: "soak.weirrun" becomes "soak-2.weirrun". No path stays none.
QString numberedPath(const QString &path, quint32 number);

/// An error where a file of the runs is there already, since runs are never overwritten.
Result<void> checkOut(const QString &out, const RepeatOptions &repeat);

/// The code to end with where what is asked for can't be written, or not all of it; printed. Asked before
/// anything is sent.
std::optional<ExitCode> refusedOutputs(const SummaryOptions &summary);

/// Makes the run, or all of them with the seeds `seed`, `seed` + 1 and so on, prints and writes what was
/// asked for, and tells the exit code: the worst of the runs'. A signal ends them all. Call blockSignals()
/// before.
ExitCode makeRuns(const RepeatOptions &repeat, quint64 seed, const QString &out,
                  const SummaryOptions &summary, const RunMaker &maker);

} // namespace weir::cli
