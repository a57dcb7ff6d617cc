// SPDX-License-Identifier: GPL-3.0-or-later
// The second pass over a run's records: counts, samples and rates, then thresholds, verdict and warnings.
#pragma once

#include "metrics/absence.h"
#include "metrics/drift.h"
#include "metrics/windowcollector.h"

namespace weir {

/// Fed with every record, then finished once. `facts` must outlive it.
class SummaryCollector
{
public:
    /// `window` is the headline's; `plateaus` get figures of their own.
    SummaryCollector(const RunFacts &facts, const Window &window, const std::vector<Window> &plateaus);

    /// `isDeciding`: this attempt is the last of its request and decides how that is counted.
    void add(const RequestRecord &record, bool isDeciding);
    SummaryWithSamples finish();

private:
    void addTotals(const RequestRecord &record);
    void addStanding(const RequestRecord &record);
    void addDrift(const RequestRecord &record, const DerivedFigures &figures);

    void finishFigures();
    void finishCounts();
    void finishRates();
    void finishGenerator();
    void finishWarnings();
    void addWeakWarning();
    void addDriftWarning(const QString &name, const DriftFinder &finder);
    void judge();

    const RunFacts &m_facts;
    Summary m_summary;
    WindowCollector m_headline;
    std::vector<WindowCollector> m_plateaus;
    DriftFinder m_ttftDrift;
    DriftFinder m_e2eDrift;
    AbsenceFinder m_absences;
    quint64 m_events = 0;
    quint64 m_reads = 0;
    quint64 m_chunks = 0;     ///< Token-bearing, of attempts that tell their reads, over ...
    quint64 m_tokenReads = 0; ///< ... the reads that brought them.
    quint64 m_resends = 0;
    quint64 m_closedRequests = 0; ///< Started by users, not by a plan of arrivals.
};

} // namespace weir
