// SPDX-License-Identifier: GPL-3.0-or-later
// What the log of a run says of its failures: the first of each kind, when it came.
#pragma once

#include "metrics/batch.h"

#include <QSet>

#include <vector>

namespace weir {

/// One moment for the log.
struct FailureNote
{
    TimePoint at;
    Message text;
};

/// Bounded: a service that answers every request with another code fills no log. Lives in one thread.
class FailureNotes
{
public:
    static constexpr qsizetype mostKinds = 40; ///< The next kind is told without its name, the others not.

    /// Those of a kind (Outcome::key()) that has not been seen before, by their time. Attempts that are
    /// followed by another count, requests that the end of the run cut do not.
    std::vector<FailureNote> firstOf(const WorkerBatch &batch);

private:
    QSet<QString> m_seen;
};

} // namespace weir
