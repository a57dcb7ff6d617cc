// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of one window, collected from the records that touch it.
#pragma once

#include "base/parallel.h"
#include "metrics/derived.h"
#include "metrics/intervals.h"
#include "metrics/summarybuilder.h"

namespace weir {

/// What is counted in a window.
struct WindowTotals
{
    quint64 requests = 0; ///< Those whose intended time lies inside, as of all that follows but the rates.
    quint64 measured = 0; ///< Succeeded or censored: those that the samples are of.
    quint64 good = 0;     ///< Succeeded and met every service level.
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 cut = 0;
    quint64 dropped = 0;
    std::map<OutcomeClass, quint64> errors;
    quint64 stalls = 0;                          ///< Gaps over the stall limit, open ones included.
    std::map<TokenSource, quint64> tokenSources; ///< Of successes.
    quint64 withUsage = 0;                       ///< Successes whose count rests on what the service told.
    quint64 withoutUsage = 0;                    ///< Successes of which it told none; the rest was set aside.
    quint64 withoutUsageCounted = 0;             ///< Of these, those that a tokenizer counted.
    quint64 aboveUsage = 0;    ///< Successes with usage: more token-bearing chunks than streamed tokens.
    quint64 kernelStamped = 0; ///< Requests whose stamps are the kernel's.
    quint64 longestBody = 0;   ///< Of the requests, bytes.
    double usageTokens = 0;    ///< Streamed tokens by usage, over ...
    double usageChunks = 0;    ///< ... the chunks of the same requests.
    quint8 unmeasured = 0xff;  ///< Service levels that had nothing to measure on any success, see Slo.
    double shares = 0;         ///< Successes, each by the share of its time that lies in the window.
    double goodShares = 0;
    quint64 completions = 0; ///< Successes that ended in the window.
    double tokens = 0;       ///< Of successes and cut requests, whose chunks lie in the window.
    double goodTokens = 0;
};

/// The same by time block, as far as chance is to be told.
struct WindowBlocks
{
    BlockTotals planned{};  ///< By intended time, dropped ones included.
    BlockTotals requests{}; ///< By intended time, as the next two.
    BlockTotals failed{};
    BlockTotals good{};
    BlockTotals shares{}; ///< By the time that a request took.
    BlockTotals goodShares{};
    BlockTotals completions{}; ///< By their end.
    BlockTotals tokens{};      ///< Evenly from the first to the last.
    quint64 sharing = 0;       ///< Requests with a part in `shares`.
    quint64 goodSharing = 0;
    quint64 bringing = 0;     ///< Requests with a part in `tokens`.
    BlockTotals goodTokens{}; ///< The part of `tokens` that good requests brought.
    quint64 goodBringing = 0;
};

/// Where the samples of a window are.
enum class Sampling : quint8
{
    Own,    ///< In the collector.
    InWhole ///< Of a part of the requests: among those of the whole window, see Samples::split().
};

/// Gives the number of each figure to a worker of `makeWorker`, on all processors where a window of so many
/// requests is worth it.
void forEachFigure(quint64 requests, const std::function<Worker()> &makeWorker);

/// Of sorted samples, with intervals; weak by effective samples.
Distribution distributionWithIntervals(const Samples &samples, CurveMemory &memory);

/// Fed with records, then finished once. `facts` must outlive it.
class WindowCollector
{
public:
    WindowCollector(const RunFacts &facts, const Window &window, Sampling sampling = Sampling::Own);

    /// Whether the record can have a part in this window's figures; add() ignores others at a higher price.
    [[nodiscard]] bool isTouchedBy(const RequestRecord &record) const;
    /// `isDeciding`: this attempt is the last of its request and decides how that is counted.
    void add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding);
    /// Makes room for the samples of so many requests.
    void expect(quint64 requests);
    /// A request that was planned and never started.
    void addDropped(TimePoint intended);
    /// After the last add(), before what follows.
    void finish();

    [[nodiscard]] bool isInWindow(TimePoint at) const;
    [[nodiscard]] const Window &window() const { return m_window; } ///< Weak or not: after finish().
    [[nodiscard]] const WindowTotals &totals() const { return m_totals; }
    [[nodiscard]] const WindowBlocks &blocks() const { return m_blocks; }
    [[nodiscard]] FigureSamples &samples() { return m_samples; }
    [[nodiscard]] const FigureSamples &samples() const { return m_samples; }
    /// Any figure with its intervals, weak by effective samples. Of a part only that of the pooled gaps.
    [[nodiscard]] Distribution distribution(Figure figure, CurveMemory &memory) const;
    /// Of the rates and shares, by their key in JSON. `error_rate` is that of the window.
    [[nodiscard]] std::map<QString, Interval> intervals() const;
    [[nodiscard]] std::optional<double> goodputShare() const;
    /// Of perSecond(goodTokens); nothing where there is no goodput.
    [[nodiscard]] std::optional<Interval> goodTokensInterval() const;
    /// The window as an entry of Summary::windows.
    [[nodiscard]] WindowSummary summary() const;
    /// The same without distributions.
    [[nodiscard]] WindowSummary counts() const;
    /// Whether the window is too short for answers that took so long.
    [[nodiscard]] bool isWeakFor(const Distribution &e2e) const;
    /// A total over the window's length in seconds; 0 for an empty window.
    [[nodiscard]] double perSecond(double total) const;

private:
    void sample(Figure figure, const std::optional<Nanoseconds> &value);
    void sampleTokens(Figure figure, quint64 tokens);
    void bound(Figure figure, const std::optional<Nanoseconds> &value);
    void addStanding(const RequestRecord &record);
    void addSamples(const RequestRecord &record, const DerivedFigures &figures);
    void addBounds(const RequestRecord &record, const DerivedFigures &figures);
    void addGaps(const RequestRecord &record, const DerivedFigures &figures);
    void addTokens(const RequestRecord &record, const DerivedFigures &figures, bool isGood);
    void addRates(const RequestRecord &record, bool isGood);
    void addUsage(const RequestRecord &record, const DerivedFigures &figures);
    /// Adds the tokens that came in the window to their blocks, those of a good request to both kinds. How
    /// many they are.
    double placeTokens(const RequestRecord &record, const DerivedFigures &figures, bool isGood);
    [[nodiscard]] double lengthInSeconds() const;

    const RunFacts &m_facts;
    Window m_window;
    TimeBlocks m_timeBlocks;
    WindowTotals m_totals;
    WindowBlocks m_blocks;
    Sampling m_sampling;
    FigureSamples m_samples;
    BlockedGaps m_gaps;
    quint16 m_block = 0; ///< Of the record that is being added, as the next.
    PartTags m_parts;
};

} // namespace weir
