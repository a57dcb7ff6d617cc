// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/hangingcuts.h"

#include <algorithm>

namespace weir {

namespace {

/// Templates that are told apart; a damaged file could name any number.
constexpr quint32 mostTemplates = 1000;
constexpr double usualPercentile = 99;
/// So many times the usual wait is unusual: among a few dozen answers the longest is their p99.
constexpr int patience = 2;

} // namespace

const Histogram &HangingCuts::Usual::of(Awaited awaited) const
{
    const Histogram &own = awaited == Awaited::FirstToken  ? firstToken
                           : awaited == Awaited::NextToken ? longestGap
                                                           : answer;
    // Without stamps of chunks there are no gaps, but none was longer than its answer.
    return own.isEmpty() ? answer : own;
}

void HangingCuts::add(const RequestRecord &record, const DerivedFigures &figures)
{
    const quint32 requestTemplate =
        static_cast<quint32>(std::min<quint64>(record.requestTemplate.value(), mostTemplates));
    if (record.outcome.outcome == OutcomeClass::CutByTestEnd)
        return addCut(record, requestTemplate);
    if (record.outcome.outcome != OutcomeClass::Success)
        return;
    for (Usual *usual : {&m_usual[requestTemplate], &m_pooled}) {
        if (figures.ttft)
            usual->firstToken.record(*figures.ttft);
        if (figures.longestGap)
            usual->longestGap.record(*figures.longestGap);
        if (figures.e2e)
            usual->answer.record(*figures.e2e);
    }
}

void HangingCuts::addCut(const RequestRecord &record, quint32 requestTemplate)
{
    if (!record.started || !record.closed) // the service never had it
        return;
    const Awaited awaited = !record.streamed   ? Awaited::WholeAnswer
                            : record.lastToken ? Awaited::NextToken
                                               : Awaited::FirstToken;
    const TimePoint since = awaited == Awaited::NextToken ? *record.lastToken : *record.started;
    m_cuts.push_back({requestTemplate, awaited, *record.closed - since});
}

Nanoseconds HangingCuts::usualWait(quint32 requestTemplate, Awaited awaited) const
{
    const auto own = m_usual.find(requestTemplate);
    const Histogram &waits = (own == m_usual.end() ? m_pooled : own->second).of(awaited);
    return waits.isEmpty() ? Nanoseconds{0} : waits.percentile(usualPercentile);
}

quint64 HangingCuts::count(Nanoseconds stallLimit) const
{
    std::map<std::pair<quint32, Awaited>, Nanoseconds> limits;
    quint64 hanging = 0;
    for (const Cut &cut : m_cuts) {
        const auto [limit, isNew] = limits.try_emplace({cut.requestTemplate, cut.awaited}, Nanoseconds{0});
        if (isNew)
            limit->second = std::max(stallLimit, patience * usualWait(cut.requestTemplate, cut.awaited));
        hanging += cut.silence > limit->second ? 1 : 0;
    }
    return hanging;
}

} // namespace weir
