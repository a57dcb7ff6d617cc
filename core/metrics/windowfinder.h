// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a run's records: which attempt decides each request, and which window the figures
// cover.
#pragma once

#include "metrics/steadycut.h"
#include "metrics/summarybuilder.h"

#include <unordered_map>

namespace weir {

/// Fed with every record, then asked.
class WindowFinder
{
public:
    explicit WindowFinder(const RunFacts &facts);

    /// Looks at no more of it than the columns of visitWindowColumns() in store/recordcolumns.h, and at
    /// chunks where it has some.
    void add(const RequestRecord &record);
    /// True for the last attempt of its request. Requests of one attempt cost no memory.
    [[nodiscard]] bool isDeciding(const RequestRecord &record) const;
    [[nodiscard]] quint64 records() const { return m_records; } ///< How many it was fed with.
    /// The headline window.
    [[nodiscard]] Window window() const;
    /// Every plateau of a stepped load that the run reached, as far as it did.
    [[nodiscard]] std::vector<Window> plateaus() const;

private:
    [[nodiscard]] Window all() const;
    [[nodiscard]] Window steady() const;
    [[nodiscard]] Stamp lastStart() const;

    const RunFacts &m_facts;
    TimePoint m_base; ///< Warm-up and ramp have ended.
    std::unordered_map<RequestId, AttemptNumber> m_lastAttempts;
    SteadyCut m_cut;
    Stamp m_lastIntended;
    quint64 m_records = 0;
};

} // namespace weir
