// SPDX-License-Identifier: GPL-3.0-or-later
// One finding of check(): what is wrong in a file that a user wrote, and where.
#pragma once

#include "base/message.h"

#include <vector>

namespace weir {

enum class Severity
{
    Error,   ///< The scenario can't run.
    Warning, ///< It runs, but the figures may not mean what the user thinks.
};

/// A problem and the place it is at.
struct Problem
{
    Severity severity = Severity::Error;
    QString path; ///< RFC 6901 JSON pointer into the file, e.g. "/targets/0/url"; empty for the whole file.
    Message message; ///< What is wrong and what to do, for the user.

    friend bool operator==(const Problem &, const Problem &) = default;
};

using Problems = std::vector<Problem>;

/// True when at least one of them keeps the scenario from running.
bool hasErrors(const Problems &problems);

/// The problem as one sentence: "path: message", without a path where it has none.
Message placed(const Problem &problem);
/// The warnings among them, each with its place, in their order.
Messages placedWarnings(const Problems &problems);
/// The errors among them, a line each, with their places. Empty when there is none.
Message errorLines(const Problems &problems);

} // namespace weir
