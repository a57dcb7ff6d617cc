// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a command line, in Weir's words instead of its parser's.
#pragma once

#include "base/result.h"

#include <CLI/CLI.hpp>

namespace weir::cli {

/// `error` is what `app` threw when it parsed. Not for calls for help and the version, which are no errors.
Error usageError(const CLI::App &app, const CLI::ParseError &error);

} // namespace weir::cli
