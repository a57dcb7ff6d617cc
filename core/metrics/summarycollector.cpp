// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarycollector.h"

#include "base/units.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostErrorDetails = 100;
constexpr double chunkedTokens =
    1.1; ///< More tokens in a chunk than this make gaps no longer gaps between tokens.
constexpr double notableDrift = 0.2;
constexpr quint64 leastDriftSamples = 20;

double count(const std::optional<quint64> &value)
{
    return static_cast<double>(value.value_or(0));
}

quint64 saturatingSum(quint64 a, quint64 b)
{
    return a > std::numeric_limits<quint64>::max() - b ? std::numeric_limits<quint64>::max() : a + b;
}

} // namespace

SummaryCollector::SummaryCollector(const RunFacts &facts, const Window &window) : m_facts(facts)
{
    m_summary.scenario = facts.scenario;
    m_summary.run = facts.run;
    m_summary.seed = facts.seed;
    m_summary.transport = facts.transport;
    m_summary.interrupted = facts.interrupted;
    m_summary.simulated = facts.simulated;
    m_summary.window = window;
}

bool SummaryCollector::isInWindow(TimePoint at) const
{
    const Nanoseconds since = at - m_facts.start;
    return since >= m_summary.window.from && since <= m_summary.window.to;
}

void SummaryCollector::sample(Figure figure, const std::optional<Nanoseconds> &value)
{
    if (value)
        m_samples.of(figure).add(static_cast<double>(value->count()));
}

void SummaryCollector::add(const RequestRecord &record, bool isDeciding)
{
    const DerivedFigures figures = derive(record);
    addTotals(record, figures);
    if (isInWindow(record.intended))
        sample(Figure::ScheduleSlip, figures.scheduleSlip);
    if (!isDeciding)
        return;
    addStanding(record);
    const bool succeeded = record.outcome.outcome == OutcomeClass::Success;
    if (succeeded)
        addRates(record, figures);
    if (!isInWindow(record.intended))
        return;
    ++m_windowRequests;
    if (m_facts.openLoad && record.started)
        sample(Figure::CapWait, record.capWait);
    if (succeeded || isCensored(record.outcome.outcome)) {
        addSamples(record, figures);
        addGaps(record);
        addDrift(record, figures);
    }
    if (succeeded)
        addUsage(record, figures);
    else if (isCensored(record.outcome.outcome))
        addBounds(record, figures);
}

void SummaryCollector::addTotals(const RequestRecord &record, const DerivedFigures &figures)
{
    ++m_summary.requests.attempts;
    m_summary.bytesReceived += record.bytesReceived;
    m_summary.totalOutputTokens = saturatingSum(m_summary.totalOutputTokens, figures.outputTokens);
    m_summary.totalInputTokens = saturatingSum(m_summary.totalInputTokens, record.usage.input.value_or(0));
    m_summary.totalCachedInputTokens =
        saturatingSum(m_summary.totalCachedInputTokens, record.usage.cachedInput.value_or(0));
    m_events += record.eventCount;
    m_reads += record.readCount;
    if (record.sendCount > 1)
        m_resends += record.sendCount - 1;
}

void SummaryCollector::addStanding(const RequestRecord &record)
{
    ++m_summary.requests.started;
    switch (standingOf(record.outcome.outcome)) {
    case Standing::Succeeded:
        ++m_summary.requests.succeeded;
        return;
    case Standing::Failed:
        ++m_summary.requests.failed;
        break;
    case Standing::Cut:
        ++m_summary.requests.cut;
        break;
    }
    ++m_summary.errors[record.outcome.outcome];
    // Details come from the service; without a bound a hostile one could fill the memory with codes.
    std::map<QString, quint64> &details = m_summary.errorDetails;
    const QString key = record.outcome.key();
    const bool hasRoom = details.contains(key) || details.size() < mostErrorDetails;
    ++details[hasRoom ? key : QStringLiteral("other")];
}

void SummaryCollector::addSamples(const RequestRecord &record, const DerivedFigures &figures)
{
    sample(Figure::Connect, figures.connect);
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
    sample(Figure::OutsideServer, figures.outsideServer);
    m_samples.of(Figure::OutputTokens).add(static_cast<double>(figures.outputTokens));
    if (record.usage.input)
        m_samples.of(Figure::InputTokens).add(count(record.usage.input));
}

void SummaryCollector::addBounds(const RequestRecord &record, const DerivedFigures &figures)
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
    if (!m_facts.openLoad || !record.closed)
        return;
    const Nanoseconds waited = *record.closed - record.intended;
    bound(Figure::ResponseE2e, waited);
    if (record.streamed && !figures.responseTtft)
        bound(Figure::ResponseTtft, waited);
}

void SummaryCollector::addGaps(const RequestRecord &record)
{
    forEachGap(record, [this](Nanoseconds gap, const ChunkStamp &) {
        m_samples.itl.record(gap);
        if (gap > m_facts.stallLimit)
            ++m_summary.stalls;
    });
}

double SummaryCollector::tokensInWindow(const RequestRecord &record, const DerivedFigures &figures) const
{
    const Stamp answered = answeredAt(record);
    if (!record.streamed || record.chunks.empty())
        return answered && isInWindow(*answered) ? static_cast<double>(figures.outputTokens) : 0;
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

void SummaryCollector::addRates(const RequestRecord &record, const DerivedFigures &figures)
{
    const bool isGood = m_facts.slo.isMetBy(figures);
    const double tokens = tokensInWindow(record, figures);
    m_windowTokens += tokens;
    if (isGood)
        m_goodTokens += tokens;
    const double share = shareInWindow(record);
    m_completions += share;
    if (isGood)
        m_goodCompletions += share;
    if (isGood && isInWindow(record.intended))
        ++m_windowGood;
}

void SummaryCollector::addUsage(const RequestRecord &record, const DerivedFigures &figures)
{
    ++m_successes;
    if (figures.tokenSource != TokenSource::Usage)
        return;
    ++m_withUsage;
    if (!record.streamed)
        return;
    if (record.chunkCount > figures.streamedTokens)
        ++m_aboveUsage;
    m_usageTokens += static_cast<double>(figures.streamedTokens);
    m_usageChunks += record.chunkCount;
}

void SummaryCollector::addDrift(const RequestRecord &record, const DerivedFigures &figures)
{
    if (!figures.ttft)
        return;
    const Nanoseconds middle = m_summary.window.from + (m_summary.window.to - m_summary.window.from) / 2;
    Samples &half = record.intended - m_facts.start < middle ? m_earlyTtft : m_lateTtft;
    half.add(static_cast<double>(figures.ttft->count()));
}

void SummaryCollector::finishCounts()
{
    RequestCounts &counts = m_summary.requests;
    counts.dropped = m_facts.dropped;
    counts.planned = m_facts.planned.value_or(counts.started + counts.dropped);
    if (counts.started > 0)
        m_summary.errorRate = static_cast<double>(counts.failed) / static_cast<double>(counts.started);
    m_summary.tokenSource = m_withUsage > 0 ? TokenSource::Usage : TokenSource::Chunks;
    m_summary.tokensPerChunk = m_usageChunks > 0 ? m_usageTokens / m_usageChunks : 0;
}

double SummaryCollector::shareInWindow(const RequestRecord &record) const
{
    const Stamp answered = answeredAt(record) ? answeredAt(record) : record.closed;
    if (!answered)
        return 0;
    const TimePoint started = record.started.value_or(record.intended);
    if (*answered <= started)
        return isInWindow(*answered) ? 1 : 0;
    const TimePoint from = std::max(started, m_facts.start + m_summary.window.from);
    const TimePoint to = std::min(*answered, m_facts.start + m_summary.window.to);
    return to <= from ? 0
                      : static_cast<double>((to - from).count()) /
                            static_cast<double>((*answered - started).count());
}

void SummaryCollector::finishRates()
{
    const double length = toSeconds(m_summary.window.to - m_summary.window.from);
    if (length > 0) {
        m_summary.tokensPerSecond = m_windowTokens / length;
        m_summary.goodputTokensPerSecond = m_goodTokens / length;
        m_summary.requestsPerSecond = m_completions / length;
        m_summary.goodputPerSecond = m_goodCompletions / length;
    }
    if (m_windowRequests > 0)
        m_summary.goodputShare = static_cast<double>(m_windowGood) / static_cast<double>(m_windowRequests);
}

void SummaryCollector::finishGenerator()
{
    for (Samples &samples : m_samples.samples)
        samples.sort();
    for (const FigureInfo &info : allFigures())
        m_summary.*info.member = m_samples.of(info.figure).distribution();
    m_summary.itl = distributionOf(m_samples.itl);
    m_summary.loopLag = distributionOf(m_facts.loopLag);

    GeneratorHealth &health = m_summary.generator;
    health = m_facts.health;
    health.silentResends = std::max(health.silentResends, m_resends);
    health.slipP99 = Nanoseconds{static_cast<qint64>(m_summary.scheduleSlip.rank(99).value)};
    if (!m_facts.loopLag.isEmpty())
        health.loopLagP99 = m_facts.loopLag.percentile(99);
    if (health.events == 0)
        health.events = m_events;
    if (health.eventsPerRead == 0 && m_reads > 0)
        health.eventsPerRead = static_cast<double>(m_events) / static_cast<double>(m_reads);
    if (m_facts.measuredEvents > 0)
        m_summary.cpuMicrosecondsPerEvent = static_cast<double>(m_facts.measuredProcessorTime.count()) / 1e3 /
                                            static_cast<double>(m_facts.measuredEvents);
}

void SummaryCollector::finishWarnings()
{
    QStringList &warnings = m_summary.warnings;
    warnings = m_facts.warnings;
    if (m_facts.interrupted)
        warnings << QStringLiteral("The run was interrupted; the figures cover what was saved.");
    if (m_successes > 0 && m_withUsage < m_successes)
        warnings << QStringLiteral(
                        "The service reported no usage on %1 of %2 successful requests; their chunks are "
                        "counted as tokens.")
                        .arg(formatCount(m_successes - m_withUsage), formatCount(m_successes));
    if (m_summary.tokensPerChunk > chunkedTokens)
        warnings << QStringLiteral(
                        "Chunks carry %1 tokens on average, so itl is the gap between chunks, not tokens.")
                        .arg(formatFigure(m_summary.tokensPerChunk));
    if (m_summary.generator.eventsPerRead > chunkedTokens)
        warnings << QStringLiteral(
                        "%1 events arrived in one read on average; gaps below that grain are lost.")
                        .arg(formatFigure(m_summary.generator.eventsPerRead));
    if (!m_summary.ttft.isEmpty() && !m_summary.ttft.weak.isEmpty())
        warnings << QStringLiteral("Weak percentiles: ttft rests on %1 requests, too few for %2.")
                        .arg(formatCount(m_summary.ttft.count + m_summary.ttft.censored),
                             m_summary.ttft.weak.join(QStringLiteral(", ")));
    m_earlyTtft.sort();
    m_lateTtft.sort();
    if (m_earlyTtft.values().size() < leastDriftSamples || m_lateTtft.values().size() < leastDriftSamples)
        return;
    const double early = m_earlyTtft.rank(50)->value;
    const double late = m_lateTtft.rank(50)->value;
    if (std::abs(late - early) > notableDrift * std::min(early, late))
        warnings << QStringLiteral(
                        "Drift: the median ttft was %1 in the first half of the window and %2 in the second.")
                        .arg(formatTime(Nanoseconds{static_cast<qint64>(early)}),
                             formatTime(Nanoseconds{static_cast<qint64>(late)}));
}

void SummaryCollector::judge()
{
    for (const Threshold &threshold : m_facts.thresholds)
        m_summary.thresholds.push_back(evaluate(threshold, m_summary, m_samples));
    ValidityInputs inputs;
    inputs.openLoad = m_facts.openLoad;
    const quint64 byCap = std::min(m_facts.droppedByCap, m_summary.requests.planned);
    inputs.planned = m_summary.requests.planned - byCap;
    inputs.started = m_summary.requests.started;
    inputs.succeeded = m_summary.requests.succeeded;
    inputs.plannedUsers = m_facts.plannedUsers;
    inputs.meanBusyUsers = m_facts.meanBusyUsers;
    inputs.slipP99 = m_summary.generator.slipP99;
    inputs.loopLagP99 = m_summary.generator.loopLagP99;
    inputs.silentResends = m_summary.generator.silentResends;
    inputs.hostBusyFor = m_summary.generator.hostBusyFor;
    inputs.throttledShare = m_summary.generator.throttledShare;
    inputs.requestsWithUsage = m_withUsage;
    inputs.requestsAboveUsage = m_aboveUsage;
    inputs.capReached = m_facts.capReached;
    Judgement judgement = decide(inputs, m_facts.limits, m_summary.thresholds);
    m_summary.verdict = judgement.verdict;
    m_summary.reasons = std::move(judgement.reasons);
}

SummaryWithSamples SummaryCollector::finish()
{
    finishCounts();
    finishRates();
    finishGenerator();
    finishWarnings();
    judge();
    return {std::move(m_summary), std::move(m_samples)};
}

} // namespace weir
