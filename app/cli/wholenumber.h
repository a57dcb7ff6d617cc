// SPDX-License-Identifier: GPL-3.0-or-later
// Checks options that hold a number, before the parser reads them.
#pragma once

#include <QtGlobal>

#include <CLI/CLI.hpp>

#include <limits>

namespace weir::cli {

/// Lets through decimal digits from `least` to `most`. CLI11 reads such numbers with strtoull(), which takes
/// "-1" for the largest one and everything too large as well, so that `--requests -1` would never end.
CLI::Validator wholeNumber(quint64 least = 0, quint64 most = std::numeric_limits<quint64>::max());

/// Lets through what is a number above 0 and at most `most`.
CLI::Validator numberAboveZero(double most);

} // namespace weir::cli
