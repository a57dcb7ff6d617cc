// SPDX-License-Identifier: GPL-3.0-or-later
// Computes the summary of a run from what is known about it and its records, at the end or years later.
#pragma once

#include "base/result.h"
#include "metrics/slo.h"
#include "metrics/summary.h"
#include "metrics/threshold.h"
#include "metrics/validity.h"

#include <functional>
#include <optional>
#include <vector>

namespace weir {

/// Which window the figures cover. Automatic: steady, or all where there is no plateau of 5 s.
using WindowChoice = std::variant<std::monostate, Window::Kind, WindowRange>;

/// What is known about a run besides its records. A value.
struct RunFacts
{
    QString scenario;
    QString run;
    quint64 seed = 0;
    QString transport;
    RunEnding ending = RunEnding::ByPlan;
    bool simulated = false;
    RunOrigin origin;

    TimePoint start;                   ///< The run's zero.
    TimePoint measureFrom;             ///< Warm-up ended.
    Stamp rampEnd;                     ///< Where the load ramps up.
    Stamp lastIntended;                ///< Last planned arrival or user start; null: the last of the records.
    TimePoint end;                     ///< Drain ended.
    std::vector<WindowRange> plateaus; ///< Of a stepped load; empty for a constant one.
    WindowChoice window;

    std::optional<quint64> planned; ///< Requests whose time came; null (a crash): started and dropped ones.
    quint64 dropped = 0;
    std::vector<TimePoint> droppedAt; ///< Intended times of dropped requests, in any order.
    quint64 droppedByCap = 0;         ///< The part of `dropped` that the cap on open streams is the cause of.
    bool capReached = false;
    std::optional<quint64> cappingFileLimit; ///< The limit on open files, where it set the cap.
    double plannedUsers = 0;  ///< Closed load: users planned less those thinking, mean; 0: unknown.
    double meanBusyUsers = 0; ///< Closed load: users with a request running, mean.

    Nanoseconds stallLimit = std::chrono::seconds{1};
    Slo slo;
    double errorBudget = 0.01; ///< Share of failed requests, 0 to 1, above which the run fails.
    QStringList templateNames; ///< By TemplateIndex.
    QStringList targetNames;   ///< By TargetIndex.
    QStringList groupNames;    ///< By group: a request's is its number modulo their count.
    QStringList turnNames;     ///< By turn of a conversation; empty: there are none.
    QString requestTag;        ///< See Summary::requestTag.
    ValidityLimits limits;
    std::vector<Threshold> thresholds;
    GeneratorHealth health;
    Histogram loopLag;
    Nanoseconds measuredProcessorTime{0}; ///< The process's, in the measured window.
    quint64 measuredEvents = 0;           ///< Stream events decoded in the same time.
    Messages warnings;                    ///< From elsewhere: repeated prompts, limits of the transport.
};

/// Calls its argument once for every record, each its own to keep, in any order; may be called twice, so it
/// must give the same records again.
using RecordSource = std::function<Result<void>(const std::function<void(RequestRecord &&)> &)>;

/// The summary and the exact values behind its distributions.
struct SummaryWithSamples
{
    Summary summary;
    FigureSamples samples;
};

/// Two passes over the records, which need not fit into memory; only one number for each figure and request
/// is kept. Fails only when the source fails. Pure otherwise; any thread.
class SummaryBuilder
{
public:
    /// `forWindow`: the same records as build()'s source, but of each only what WindowFinder looks at need be
    /// there. The first pass takes it where there is one, as it is cheaper.
    explicit SummaryBuilder(RunFacts facts, RecordSource forWindow = {});

    Result<SummaryWithSamples> build(const RecordSource &source) const;

private:
    RunFacts m_facts;
    RecordSource m_forWindow;
};

} // namespace weir
