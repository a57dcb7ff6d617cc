// SPDX-License-Identifier: GPL-3.0-or-later
// Requests on which a service hung: the run's end cut them after a silence that none of its answers knows.
#pragma once

#include "metrics/derived.h"
#include "metrics/histogram.h"

#include <map>
#include <vector>

namespace weir {

/// Counts them. A cut request is no failure: streams may well be longer than the run. But one that was silent
/// for longer than twice the p99 of what answers usually take, and for longer than the stall limit, was not
/// going to be answered, and a run must not pass because its drain was shorter than the timers that would
/// have told. The rule is that of docs/metrics.md, "Verdict". A value; memory is that of the cut requests and
/// of three coarse histograms a template. Not thread-safe.
class HangingCuts
{
public:
    /// A request by its deciding attempt, of any outcome.
    void add(const RequestRecord &record, const DerivedFigures &figures);

    /// After the last add(). `stallLimit`: the least silence that is one.
    [[nodiscard]] quint64 count(Nanoseconds stallLimit) const;

private:
    /// What a request was waiting for when it was cut.
    enum class Awaited : quint8
    {
        FirstToken,
        NextToken,
        WholeAnswer
    };
    struct Cut
    {
        quint32 requestTemplate = 0;
        Awaited awaited = Awaited::FirstToken;
        Nanoseconds silence{0};
    };
    /// How long successes took.
    struct Usual
    {
        Histogram firstToken{Histogram::Precision::Coarse};
        Histogram longestGap{Histogram::Precision::Coarse};
        Histogram answer{Histogram::Precision::Coarse};

        [[nodiscard]] const Histogram &of(Awaited awaited) const;
    };

    void addCut(const RequestRecord &record, quint32 requestTemplate);
    [[nodiscard]] Nanoseconds usualWait(quint32 requestTemplate, Awaited awaited) const;

    std::map<quint32, Usual> m_usual; ///< By template.
    Usual m_pooled;                   ///< Of all templates, for those that had no success.
    std::vector<Cut> m_cuts;
};

} // namespace weir
