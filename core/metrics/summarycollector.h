// SPDX-License-Identifier: GPL-3.0-or-later
// The second pass over a run's records: counts, samples and rates, then thresholds, verdict and warnings.
#pragma once

#include "metrics/summarybuilder.h"

namespace weir {

/// Fed with every record, then finished once. `facts` must outlive it.
class SummaryCollector
{
public:
    SummaryCollector(const RunFacts &facts, const Window &window);

    /// `isDeciding`: this attempt is the last of its request and decides how that is counted.
    void add(const RequestRecord &record, bool isDeciding);
    SummaryWithSamples finish();

private:
    void addTotals(const RequestRecord &record, const DerivedFigures &figures);
    void addStanding(const RequestRecord &record);
    void addSamples(const RequestRecord &record, const DerivedFigures &figures);
    void addBounds(const RequestRecord &record, const DerivedFigures &figures);
    void addGaps(const RequestRecord &record);
    void addRates(const RequestRecord &record, const DerivedFigures &figures);
    void addUsage(const RequestRecord &record, const DerivedFigures &figures);
    void addDrift(const RequestRecord &record, const DerivedFigures &figures);
    void sample(Figure figure, const std::optional<Nanoseconds> &value);
    [[nodiscard]] bool isInWindow(TimePoint at) const;
    [[nodiscard]] double tokensInWindow(const RequestRecord &record, const DerivedFigures &figures) const;

    void finishCounts();
    /// The part of a request's time, from its start to its answer, that lies in the window: 0 to 1.
    [[nodiscard]] double shareInWindow(const RequestRecord &record) const;
    void finishRates();
    void finishGenerator();
    void finishWarnings();
    void judge();

    const RunFacts &m_facts;
    Summary m_summary;
    FigureSamples m_samples;
    Samples m_earlyTtft; ///< First half of the window, for the drift warning.
    Samples m_lateTtft;
    quint64 m_windowRequests = 0;
    quint64 m_windowGood = 0;
    double m_completions = 0; ///< Successes, each by the share of its time that lies in the window.
    double m_goodCompletions = 0;
    double m_windowTokens = 0;
    double m_goodTokens = 0;
    quint64 m_successes = 0; ///< Of the window, as the next three.
    quint64 m_withUsage = 0;
    quint64 m_aboveUsage = 0;
    double m_usageTokens = 0; ///< Streamed tokens by usage, over chunks of the same requests.
    double m_usageChunks = 0;
    quint64 m_events = 0;
    quint64 m_reads = 0;
    quint64 m_resends = 0;
};

} // namespace weir
