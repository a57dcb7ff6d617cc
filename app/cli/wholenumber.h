// SPDX-License-Identifier: GPL-3.0-or-later
// Checks options that hold a whole number of 64 bits.
#pragma once

#include <CLI/CLI.hpp>

namespace weir::cli {

/// Lets through 0 to 18446744073709551615 in decimal digits. CLI11 reads such numbers with strtoull(), which
/// takes "-1" for the largest one and everything too large as well, so that `--requests -1` would never end.
CLI::Validator wholeNumber();

} // namespace weir::cli
