// SPDX-License-Identifier: GPL-3.0-or-later
// What a program says when it can't go on: a sentence and exit code 1, where the C++ library would abort.
#pragma once

namespace weir {

/// From here on, memory that can't be had (`ulimit -v`, a full machine) and an exception that nobody catches,
/// in any thread, end the process with exit code 1 and "PROGRAM: why" on standard error. What a run has
/// committed stays. `program` lives as long as the process. Call it once, first thing in main().
void sayLastWords(const char *program);

} // namespace weir
