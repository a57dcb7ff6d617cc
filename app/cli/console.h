// SPDX-License-Identifier: GPL-3.0-or-later
// Writing to the terminal: what was asked for to standard output, everything else to standard error.
#pragma once

#include "base/problem.h"
#include "base/result.h"

#include <QString>

namespace weir::cli {

/// Writes a line to standard output, so that scripts see it at once.
void printOut(const QString &line);
/// Why a line for standard output was lost, as on a full disk; empty when none was. A reader that closed its
/// end is no loss: it had enough.
Message whyOutputIsLost();
/// Writes a line to standard error.
void printError(const QString &line);
/// "weir-cli: what went wrong" to standard error, without the control characters that a file may have put
/// there.
void printError(const Error &error);
/// One line a problem: "error /targets/0/url: message", without control characters.
QString describe(const Problem &problem);
/// The refusal to write over a run that is there.
Error runFileExists(const QString &path);
/// Whether colours make sense on standard error / standard output: a terminal, NO_COLOR unset.
bool wantsColor(int fileDescriptor, bool noColor);

} // namespace weir::cli
