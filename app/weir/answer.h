// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop program says on standard output, where it shows no window.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace weir {

/// Writes `text`; the exit code. 1 where it could not be written, which standard error tells: a full disk, a
/// closed stream. A reader that closed its end had enough.
int printAnswer(const std::string &text);
/// Help, version, or what was wrong with the command line; the exit code.
int answer(const CLI::App &app, const CLI::ParseError &error);

/// Says `what` is wrong, without a full stop, and where help is; the exit code of wrong usage.
int refuseUsage(const CLI::App &app, const std::string &what);

} // namespace weir
