// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does while nothing that it asks can be reached: its users pause, and after a while it ends.
#pragma once

#include "metrics/absence.h"
#include "metrics/batch.h"

#include <unordered_map>

namespace weir {

/// How long users pause who could not reach their target: 100 ms, doubling with each failure on end up to
/// 5 s. Without, a user of a closed load would ask a dead target thousands of times a second. Whoever asks by
/// a clock pays no heed. Lives in one thread.
class UnreachedPause
{
public:
    /// The pause after a request of that user that ended so; zero for whoever met somebody.
    Nanoseconds after(UserIndex user, OutcomeClass outcome);

private:
    std::unordered_map<UserIndex, quint32> m_failures; ///< On end; only of those who have failed.
};

/// Notices while a run lasts that for `longestAbsence` every connection has failed and not a byte has come.
/// The verdict goes by each target (AbsenceFinder); this is about all of them, since a run is worth going on
/// with as long as one target is there. Lives in one thread.
class UnreachedWatch
{
public:
    void add(const WorkerBatch &batch);
    /// For how long nothing has been reached, as soon as that is too long.
    [[nodiscard]] std::optional<Nanoseconds> goneFor() const;

private:
    Stamp m_there; ///< When something last was.
    Stamp m_goneFrom;
    TimePoint m_goneTo;
};

} // namespace weir
