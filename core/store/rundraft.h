// SPDX-License-Identifier: GPL-3.0-or-later
// A run file in its first moment: whole under another name before it gets its own, so that a kill on the way
// leaves nothing that the next run of that name would meet.
#pragma once

#include "base/result.h"
#include "store/runrows.h"
#include "store/runstatements.h"

#include <QString>

namespace weir {

/// Makes the file with all its tables and the header's rows, and names it `path`, unless something is there.
/// Connects `statements` to the draft and closes them again. On failure nothing is left.
Result<void> makeRunFile(const QString &path, const RunHeader &header, RunStatements &statements,
                         RunRows &rows);

} // namespace weir
