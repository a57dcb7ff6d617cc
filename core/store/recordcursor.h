// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through the records of a run file in the order of id and attempt, one in memory at a time.
#pragma once

#include "store/runfile.h"
#include "store/sqlite.h"

#include <functional>

namespace weir {

/// What to walk over. `connection` outlives the call.
struct RecordWalk
{
    const SqliteConnection &connection;
    TimePoint zero;
    RecordQuery query;
};

/// Reads requests and their chunks with two ordered queries that advance together (a merge join), all in one
/// read transaction, so that a writer changes nothing under it. Then the open requests as `present` makes
/// them.
Result<void> walkRecords(const RecordWalk &walk, const std::function<void(RequestRecord &)> &present,
                         const RecordVisitor &visit);

} // namespace weir
