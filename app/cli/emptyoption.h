// SPDX-License-Identifier: GPL-3.0-or-later
// Options that were given without a value, as by an unset variable of a shell.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace weir::cli {

/// The first option or positional of the chosen subcommand, as "--model", that was given an empty value;
/// empty where there is none. CLI11 reads some of these as if the option had not been given.
std::string emptyOption(const CLI::App &app);

} // namespace weir::cli
