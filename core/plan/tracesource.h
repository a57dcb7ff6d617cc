// SPDX-License-Identifier: GPL-3.0-or-later
// The arrivals of a recorded trace.
#pragma once

#include "plan/arrivalsource.h"
#include "plan/grouptimes.h"
#include "plan/tracereader.h"

namespace weir {

/// Replays rows at their recorded distance, times the speed. Steering draws for each row how often it is
/// replayed, from the seed and the row's position, so that the same rows stay whatever came before.
class TraceSource final : public ArrivalSource
{
public:
    /// Fails when the trace can't be opened or has no column of times. A row that can't be read ends the
    /// replay: inspectTrace() finds it before.
    static Result<std::unique_ptr<ArrivalSource>> open(const TraceLoad &trace, const LoadGroup &group,
                                                       const GroupTimes &times, quint64 seed,
                                                       const QString &baseFolder);

    [[nodiscard]] std::unique_ptr<ArrivalSource> clone() const override;
    std::optional<NumberedArrival> next(const FactorChanges &changes) override;

private:
    TraceSource(TraceReader reader, const TraceLoad &trace, const LoadGroup &group, const GroupTimes &times,
                quint64 seed);

    /// Reads a row, which may have no copies; false: there are no more.
    bool takeRow(const FactorChanges &changes);
    void place(Nanoseconds offset, const TraceLengths &lengths, const FactorChanges &changes);

    TraceReader m_reader;
    TraceLoad m_trace;
    Nanoseconds m_begin;
    std::optional<Nanoseconds> m_cut;
    std::optional<quint64> m_left; ///< Requests that may still come.
    quint64 m_seed;
    NumberedArrival m_row;    ///< Read last; `number` is that of the next arrival.
    quint64 m_copies = 0;     ///< Of the row that are still to come.
    quint64 m_rows = 0;       ///< Read so far.
    std::size_t m_heeded = 0; ///< Changes of the factor heeded so far.
    double m_factor = 1;
    bool m_hasEnded = false;
};

} // namespace weir
