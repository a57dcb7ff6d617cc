// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of one window, collected from the records that touch it.
#pragma once

#include "metrics/derived.h"
#include "metrics/summarybuilder.h"

namespace weir {

/// What is counted in a window.
struct WindowTotals
{
    quint64 requests = 0; ///< Those whose intended time lies inside, as of all that follows but the rates.
    quint64 good = 0;     ///< Succeeded and met every service level.
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 cut = 0;
    std::map<OutcomeClass, quint64> errors;
    quint64 stalls = 0;        ///< Gaps over the stall limit.
    quint64 kernelStamped = 0; ///< Requests whose stamps are the kernel's.
    quint64 longestBody = 0;   ///< Of the requests, bytes.
    quint64 withUsage = 0;     ///< Successes of which the service told the tokens.
    quint64 aboveUsage = 0;    ///< Of these: more token-bearing chunks than streamed tokens.
    double usageTokens = 0;    ///< Streamed tokens by usage, over ...
    double usageChunks = 0;    ///< ... the chunks of the same requests.
    double completions = 0;    ///< Successes, each by the share of its time that lies in the window.
    double goodCompletions = 0;
    double tokens = 0; ///< Of successes, whose chunks lie in the window.
    double goodTokens = 0;
};

/// Fed with records, then finished once. `facts` must outlive it.
class WindowCollector
{
public:
    WindowCollector(const RunFacts &facts, const Window &window) : m_facts(facts), m_window(window) {}

    /// Whether the record can have a part in this window's figures; add() ignores others at a higher price.
    [[nodiscard]] bool isTouchedBy(const RequestRecord &record) const;
    /// `isDeciding`: this attempt is the last of its request and decides how that is counted.
    void add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding);
    /// After the last add(), before what follows.
    void finish();

    [[nodiscard]] bool isInWindow(TimePoint at) const;
    [[nodiscard]] const Window &window() const { return m_window; }
    [[nodiscard]] const WindowTotals &totals() const { return m_totals; }
    [[nodiscard]] FigureSamples &samples() { return m_samples; }
    /// The window as an entry of Summary::windows.
    [[nodiscard]] WindowSummary summary() const;
    /// A total over the window's length in seconds; 0 for an empty window.
    [[nodiscard]] double perSecond(double total) const;

private:
    void sample(Figure figure, const std::optional<Nanoseconds> &value);
    void addStanding(const RequestRecord &record);
    void addSamples(const RequestRecord &record, const DerivedFigures &figures);
    void addBounds(const RequestRecord &record, const DerivedFigures &figures);
    void addGaps(const RequestRecord &record);
    void addRates(const RequestRecord &record, const DerivedFigures &figures);
    void addUsage(const RequestRecord &record, const DerivedFigures &figures);
    [[nodiscard]] double tokensInWindow(const RequestRecord &record, const DerivedFigures &figures) const;
    /// The part of a request's time, from its start to its answer, that lies in the window: 0 to 1.
    [[nodiscard]] double shareInWindow(const RequestRecord &record) const;

    const RunFacts &m_facts;
    Window m_window;
    WindowTotals m_totals;
    FigureSamples m_samples;
};

} // namespace weir
