// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/windowcollector.h"

#include "base/units.h"

#include <algorithm>

namespace weir {

bool WindowCollector::isInWindow(TimePoint at) const
{
    const Nanoseconds since = at - m_facts.start;
    return since >= m_window.from && (since < m_window.to || (m_window.holdsEnd && since == m_window.to));
}

bool WindowCollector::isTouchedBy(const RequestRecord &record) const
{
    const Nanoseconds from =
        std::min(record.intended, record.started.value_or(record.intended)) - m_facts.start;
    // Chunks of a record without an end may lie anywhere behind its start.
    return from <= m_window.to && (!record.closed || *record.closed - m_facts.start >= m_window.from);
}

void WindowCollector::sample(Figure figure, const std::optional<Nanoseconds> &value)
{
    if (value)
        m_samples.of(figure).add(static_cast<double>(value->count()));
}

void WindowCollector::add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding)
{
    const bool isInside = isInWindow(record.intended);
    if (isInside)
        sample(Figure::ScheduleSlip, figures.scheduleSlip);
    if (!isDeciding)
        return;
    const bool succeeded = record.outcome.outcome == OutcomeClass::Success;
    if (succeeded)
        addRates(record, figures);
    if (!isInside)
        return;
    addStanding(record);
    if (record.openLoad && record.started)
        sample(Figure::CapWait, record.capWait);
    if (succeeded || isCensored(record.outcome.outcome)) {
        addSamples(record, figures);
        addGaps(record);
    }
    if (succeeded)
        addUsage(record, figures);
    else if (isCensored(record.outcome.outcome))
        addBounds(record, figures);
}

void WindowCollector::addStanding(const RequestRecord &record)
{
    ++m_totals.requests;
    m_totals.kernelStamped += record.kernelStamps ? 1 : 0;
    m_totals.longestBody = std::max(m_totals.longestBody, record.bytesSent);
    switch (standingOf(record.outcome.outcome)) {
    case Standing::Succeeded:
        ++m_totals.succeeded;
        return;
    case Standing::Failed:
        ++m_totals.failed;
        break;
    case Standing::Cut:
        ++m_totals.cut;
        break;
    }
    ++m_totals.errors[record.outcome.outcome];
}

void WindowCollector::addSamples(const RequestRecord &record, const DerivedFigures &figures)
{
    sample(Figure::Connect, figures.connect);
    sample(Figure::Upload, figures.upload);
    sample(Figure::Headers, figures.headers);
    sample(Figure::Ttfb, figures.ttfb);
    sample(Figure::Ttft, figures.ttft);
    sample(Figure::Ttfa, figures.ttfa);
    sample(Figure::ResponseTtft, figures.responseTtft);
    sample(Figure::LongestGap, figures.longestGap);
    if (record.outcome.outcome != OutcomeClass::Success)
        return;
    sample(Figure::E2e, figures.e2e);
    sample(Figure::ResponseE2e, figures.responseE2e);
    sample(Figure::Tpot, figures.tpot);
    sample(Figure::TpotAfterFirst, figures.tpotAfterFirst);
    sample(Figure::InferenceTime, figures.inferenceTime);
    sample(Figure::Queue, record.server.queue);
    sample(Figure::Prefill, record.server.prefill);
    sample(Figure::Decode, record.server.decode);
    sample(Figure::OutsideServer, figures.outsideServer);
    m_samples.of(Figure::OutputTokens).add(static_cast<double>(figures.outputTokens));
    if (record.usage.input)
        m_samples.of(Figure::InputTokens).add(static_cast<double>(*record.usage.input));
}

void WindowCollector::addBounds(const RequestRecord &record, const DerivedFigures &figures)
{
    const auto bound = [this](Figure figure, const std::optional<Nanoseconds> &value) {
        if (value)
            m_samples.of(figure).addCensored(static_cast<double>(value->count()));
    };
    bound(Figure::E2e, figures.closedAfter);
    bound(Figure::Tpot, figures.tpot);
    bound(Figure::TpotAfterFirst, figures.tpotAfterFirst);
    // A stamp that was not reached lies beyond the end of what was seen.
    if (!figures.ttfb)
        bound(Figure::Ttfb, figures.closedAfter);
    if (record.streamed && !figures.ttft)
        bound(Figure::Ttft, figures.closedAfter);
    if (record.streamed && !figures.ttfa)
        bound(Figure::Ttfa, figures.closedAfter);
    if (!record.openLoad || !record.closed)
        return;
    const Nanoseconds waited = *record.closed - record.intended;
    bound(Figure::ResponseE2e, waited);
    if (record.streamed && !figures.responseTtft)
        bound(Figure::ResponseTtft, waited);
}

void WindowCollector::addGaps(const RequestRecord &record)
{
    forEachGap(record, [this](Nanoseconds gap, const ChunkStamp &) {
        m_samples.itl.record(gap);
        if (gap > m_facts.stallLimit)
            ++m_totals.stalls;
    });
}

double WindowCollector::tokensInWindow(const RequestRecord &record, const DerivedFigures &figures) const
{
    const Stamp answered = answeredAt(record);
    if (!record.streamed || record.chunks.empty())
        return answered && isInWindow(*answered) ? static_cast<double>(figures.outputTokens) : 0;
    // Most requests lie in the window whole; which chunk has how many tokens does not matter then.
    if (std::all_of(record.chunks.begin(), record.chunks.end(),
                    [this](const ChunkStamp &chunk) { return isInWindow(chunk.at); }))
        return static_cast<double>(figures.outputTokens);
    const std::vector<quint64> tokens = spreadTokens(record);
    double sum = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (isInWindow(record.chunks[i].at))
            sum += static_cast<double>(tokens[i]);
    }
    // Reasoning that was not streamed has no stamp of its own; it was there when the first chunk came.
    if (isInWindow(record.chunks.front().at))
        sum += static_cast<double>(figures.outputTokens - figures.streamedTokens);
    return sum;
}

double WindowCollector::shareInWindow(const RequestRecord &record) const
{
    const Stamp answered = answeredAt(record) ? answeredAt(record) : record.closed;
    if (!answered)
        return 0;
    const TimePoint started = record.started.value_or(record.intended);
    if (*answered <= started)
        return isInWindow(*answered) ? 1 : 0;
    const TimePoint from = std::max(started, m_facts.start + m_window.from);
    const TimePoint to = std::min(*answered, m_facts.start + m_window.to);
    return to <= from ? 0
                      : static_cast<double>((to - from).count()) /
                            static_cast<double>((*answered - started).count());
}

void WindowCollector::addRates(const RequestRecord &record, const DerivedFigures &figures)
{
    const bool isGood = m_facts.slo.isMetBy(figures);
    const double tokens = tokensInWindow(record, figures);
    m_totals.tokens += tokens;
    if (isGood)
        m_totals.goodTokens += tokens;
    const double share = shareInWindow(record);
    m_totals.completions += share;
    if (isGood)
        m_totals.goodCompletions += share;
    if (isGood && isInWindow(record.intended))
        ++m_totals.good;
}

void WindowCollector::addUsage(const RequestRecord &record, const DerivedFigures &figures)
{
    if (figures.tokenSource != TokenSource::Usage)
        return;
    ++m_totals.withUsage;
    if (!record.streamed)
        return;
    if (record.chunkCount > figures.streamedTokens)
        ++m_totals.aboveUsage;
    m_totals.usageTokens += static_cast<double>(figures.streamedTokens);
    m_totals.usageChunks += record.chunkCount;
}

double WindowCollector::perSecond(double total) const
{
    const double length = toSeconds(m_window.to - m_window.from);
    return length > 0 ? total / length : 0;
}

void WindowCollector::finish()
{
    for (Samples &samples : m_samples.samples)
        samples.sort();
}

WindowSummary WindowCollector::summary() const
{
    WindowSummary summary;
    summary.window = m_window;
    summary.requests = m_totals.requests;
    summary.succeeded = m_totals.succeeded;
    summary.failed = m_totals.failed;
    summary.cut = m_totals.cut;
    summary.errors = m_totals.errors;
    if (m_totals.requests > 0) {
        const double requests = static_cast<double>(m_totals.requests);
        summary.errorRate = static_cast<double>(m_totals.failed) / requests;
        summary.goodputShare = static_cast<double>(m_totals.good) / requests;
    }
    summary.requestsPerSecond = perSecond(m_totals.completions);
    summary.goodputPerSecond = perSecond(m_totals.goodCompletions);
    summary.tokensPerSecond = perSecond(m_totals.tokens);
    summary.ttft = m_samples.of(Figure::Ttft).distribution();
    summary.itl = distributionOf(m_samples.itl);
    summary.tpot = m_samples.of(Figure::Tpot).distribution();
    summary.e2e = m_samples.of(Figure::E2e).distribution();
    summary.responseTtft = m_samples.of(Figure::ResponseTtft).distribution();
    summary.scheduleSlip = m_samples.of(Figure::ScheduleSlip).distribution();
    return summary;
}

} // namespace weir
