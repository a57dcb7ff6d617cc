// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `run` and `once` that make or change a load.
#pragma once

#include "base/result.h"
#include "scenario/load.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace weir::cli {

/// As typed; empty or unset where the option was not given.
struct LoadOptions
{
    std::optional<quint32> vus, cap;
    std::optional<double> rate;
    std::optional<quint64> requests;
    std::string arrivals, duration, ramp, warmUp;

    /// Adds the options to a subcommand: how high the load is. This object must outlive `command`.
    void addLevelTo(CLI::App &command);
    /// The same for how it gets there and when it ends.
    void addEndTo(CLI::App &command);
    /// Changes the one group of `load`. Fails for values that can't be parsed, for options that exclude each
    /// other, and when `load` has several groups, of which no option says the one it means.
    Result<void> apply(Load &load) const;

private:
    [[nodiscard]] bool isGiven() const;
    Result<void> applyModel(LoadGroup &group) const;
    Result<void> applyOpen(LoadGroup &group) const;
    Result<void> applyEnd(LoadGroup &group) const;
    Result<void> applyRamp(LoadGroup &group) const;
    Result<void> applyWarmUp(Load &load) const;
};

} // namespace weir::cli
