// SPDX-License-Identifier: GPL-3.0-or-later
// Sums up what workers tell of the plan and of their users' time into the milestones of a run.
#pragma once

#include "metrics/batch.h"
#include "store/runfile.h"

namespace weir {

/// The same for live and for simulated runs. A value; one thread.
class MilestoneTally
{
public:
    /// `plannedLength`: of the load, warm-up included, where the plan knows it.
    explicit MilestoneTally(std::optional<Nanoseconds> plannedLength) : m_plannedLength(plannedLength) {}

    void add(const WorkerBatch &batch);
    /// The planned load is over; only the first call counts.
    void measureEnded(TimePoint at) { m_measureEnd = m_measureEnd.value_or(at); }
    /// Takes the users' time into account and the run to have gone on until `now`.
    void update(TimePoint now);

    RunMilestones milestones; ///< What add() and update() do not fill is for the owner to set.

private:
    std::optional<Nanoseconds> m_plannedLength;
    Stamp m_measureEnd;
    Nanoseconds m_userBusy{0};
    Nanoseconds m_userThinking{0};
    Nanoseconds m_userPlanned{0};
};

} // namespace weir
