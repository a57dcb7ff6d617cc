// SPDX-License-Identifier: GPL-3.0-or-later
// The second pass over a run's records: counts, samples and rates, then thresholds, verdict and warnings.
#pragma once

#include "metrics/absence.h"
#include "metrics/failureexamples.h"
#include "metrics/hangingcuts.h"
#include "metrics/partscollector.h"
#include "metrics/summarywarnings.h"

#include <functional>
#include <span>

namespace weir {

/// Fed with every record, then finished once. `facts` must outlive it.
class SummaryCollector
{
public:
    /// `window` is the headline's; `plateaus` get figures of their own. `records`: how many will come, about.
    SummaryCollector(const RunFacts &facts, const Window &window, const std::vector<Window> &plateaus,
                     quint64 records);

    /// Many at a time go to the parts on all processors. `isDeciding`, asked in this thread: the attempt is
    /// the last of its request and decides how that is counted.
    void add(std::span<const RequestRecord> records,
             const std::function<bool(const RequestRecord &)> &isDeciding);
    SummaryWithSamples finish();

private:
    /// A record and what follows from it.
    struct Item
    {
        const RequestRecord *record;
        DerivedFigures figures;
        bool isDeciding;
    };
    using Items = std::span<const Item>;

    void addToWindows(Items items);
    void addToParts(Items items);
    void addToRun(Items items);
    void addTotals(const RequestRecord &record);
    void addStream(const RequestRecord &record, const DerivedFigures &figures);
    void addStanding(const RequestRecord &record);

    void finishFigures();
    void finishParts();
    std::vector<PartSummary> partSummaries(PartsCollector &parts, const QStringList &names,
                                           std::map<QString, FigureSamples> &samples);
    void finishCounts();
    void finishRates();
    void finishGenerator();
    void append(const Messages &warnings);
    void judge();

    const RunFacts &m_facts;
    Summary m_summary;
    WindowCollector m_headline;
    WindowSummary m_whole; ///< Of m_headline, made once: the intervals of a million requests take seconds.
    std::vector<WindowCollector> m_plateaus;
    std::optional<WindowCollector> m_leftOut; ///< Before a steady window.
    PartsCollector m_templates;
    PartsCollector m_targets;
    PartsCollector m_groups;
    PartsCollector m_turns;
    std::vector<Item> m_items; ///< Of one call of add(), kept for its memory.
    PartSamples m_partSamples;
    TimeBlocks m_runBlocks; ///< Of the whole run, for what covers it.
    BlockTotals m_runStarted{};
    BlockTotals m_runFailed{};
    BlockTotals m_runInput{}; ///< Tokens, of all attempts, as the next.
    BlockTotals m_runCachedInput{};
    quint64 m_withInput = 0; ///< Attempts that told input tokens.
    AbsenceFinder m_absences;
    HangingCuts m_hangingCuts;
    FailureExamples m_failures;
    quint64 m_events = 0;
    quint64 m_reads = 0;
    quint64 m_resends = 0;
    StreamEvidence m_streams;
    quint64 m_endedByMemoryGuard = 0;
    quint64 m_closedRequests = 0; ///< Started by users, not by a plan of arrivals.
};

} // namespace weir
