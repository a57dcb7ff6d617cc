// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarycollector.h"

#include "base/units.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostErrorDetails = 100;
constexpr double chunkedTokens =
    1.1; ///< More tokens in a chunk than this make gaps no longer gaps between tokens.

constexpr double leastDriftNs = 1e6; ///< Below 1 ms a change tells of this machine rather than the service.

quint64 saturatingSum(quint64 a, quint64 b)
{
    return a > std::numeric_limits<quint64>::max() - b ? std::numeric_limits<quint64>::max() : a + b;
}

} // namespace

SummaryCollector::SummaryCollector(const RunFacts &facts, const Window &window,
                                   const std::vector<Window> &plateaus)
    : m_facts(facts), m_headline(facts, window), m_ttftDrift(window), m_e2eDrift(window)
{
    m_summary.scenario = facts.scenario;
    m_summary.run = facts.run;
    m_summary.seed = facts.seed;
    m_summary.transport = facts.transport;
    m_summary.interrupted = facts.interrupted;
    m_summary.simulated = facts.simulated;
    m_summary.window = window;
    for (const Window &plateau : plateaus)
        m_plateaus.emplace_back(facts, plateau);
}

void SummaryCollector::add(const RequestRecord &record, bool isDeciding)
{
    const DerivedFigures figures = derive(record);
    addTotals(record);
    m_summary.totalOutputTokens = saturatingSum(m_summary.totalOutputTokens, figures.outputTokens);
    m_headline.add(record, figures, isDeciding);
    for (WindowCollector &plateau : m_plateaus) {
        if (plateau.isTouchedBy(record))
            plateau.add(record, figures, isDeciding);
    }
    if (!isDeciding)
        return;
    addStanding(record);
    addDrift(record, figures);
}

void SummaryCollector::addTotals(const RequestRecord &record)
{
    ++m_summary.requests.attempts;
    m_summary.bytesReceived += record.bytesReceived;
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
    m_closedRequests += record.openLoad ? 0 : 1;
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

void SummaryCollector::addDrift(const RequestRecord &record, const DerivedFigures &figures)
{
    const OutcomeClass outcome = record.outcome.outcome;
    if (!m_headline.isInWindow(record.intended))
        return;
    const Nanoseconds at = record.intended - m_facts.start;
    if (figures.ttft && (outcome == OutcomeClass::Success || isCensored(outcome)))
        m_ttftDrift.add(at, static_cast<double>(figures.ttft->count()));
    if (figures.e2e && outcome == OutcomeClass::Success)
        m_e2eDrift.add(at, static_cast<double>(figures.e2e->count()));
}

void SummaryCollector::finishCounts()
{
    const WindowTotals &totals = m_headline.totals();
    RequestCounts &counts = m_summary.requests;
    counts.dropped = m_facts.dropped;
    counts.planned = m_facts.planned.value_or(counts.started + counts.dropped);
    if (counts.started > 0)
        m_summary.errorRate = static_cast<double>(counts.failed) / static_cast<double>(counts.started);
    m_summary.tokenSource = totals.withUsage > 0 ? TokenSource::Usage : TokenSource::Chunks;
    m_summary.tokensPerChunk = totals.usageChunks > 0 ? totals.usageTokens / totals.usageChunks : 0;
    m_summary.stalls = totals.stalls;
    m_summary.longestBody = totals.longestBody;
    if (totals.requests > 0)
        m_summary.kernelStampShare =
            static_cast<double>(totals.kernelStamped) / static_cast<double>(totals.requests);
}

void SummaryCollector::finishRates()
{
    const WindowTotals &totals = m_headline.totals();
    m_summary.tokensPerSecond = m_headline.perSecond(totals.tokens);
    m_summary.goodputTokensPerSecond = m_headline.perSecond(totals.goodTokens);
    m_summary.requestsPerSecond = m_headline.perSecond(totals.completions);
    m_summary.goodputPerSecond = m_headline.perSecond(totals.goodCompletions);
    if (totals.requests > 0)
        m_summary.goodputShare = static_cast<double>(totals.good) / static_cast<double>(totals.requests);
}

void SummaryCollector::finishFigures()
{
    m_headline.finish();
    const FigureSamples &samples = m_headline.samples();
    for (const FigureInfo &info : allFigures())
        m_summary.*info.member = samples.of(info.figure).distribution();
    m_summary.itl = distributionOf(samples.itl);
    for (WindowCollector &plateau : m_plateaus) {
        plateau.finish();
        m_summary.windows.push_back(plateau.summary());
    }
}

void SummaryCollector::finishGenerator()
{
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

void SummaryCollector::addWeakWarning()
{
    // Answers that were not streamed have no first token.
    const bool isStreamed = !m_summary.ttft.isEmpty();
    const Distribution &figure = isStreamed ? m_summary.ttft : m_summary.e2e;
    if (!figure.isEmpty() && !figure.weak.isEmpty())
        m_summary.warnings.push_back(
            Message(WEIR_TEXT("summary.weak_percentiles",
                              "Weak percentiles: %1 rests on %2 requests, too few for %3."),
                    isStreamed ? QStringLiteral("ttft") : QStringLiteral("e2e"),
                    formatCount(figure.count + figure.censored), figure.weak.join(QStringLiteral(", "))));
}

void SummaryCollector::addDriftWarning(const QString &name, const DriftFinder &finder)
{
    if (const std::optional<Drift> drift = finder.find(leastDriftNs))
        m_summary.warnings.push_back(Message(
            WEIR_TEXT(
                "summary.drift",
                "Drift: the median %1 was %2 in the first third of the window and %3 in the last, so no "
                "single figure describes it."),
            name, formatTime(Nanoseconds{static_cast<qint64>(drift->early)}),
            formatTime(Nanoseconds{static_cast<qint64>(drift->late)})));
}

void SummaryCollector::finishWarnings()
{
    const WindowTotals &totals = m_headline.totals();
    Messages &warnings = m_summary.warnings;
    warnings = m_facts.warnings;
    if (m_facts.interrupted)
        warnings.push_back(Message(
            WEIR_TEXT("summary.interrupted", "The run was interrupted; the figures cover what was saved.")));
    if (totals.withUsage < totals.succeeded)
        warnings.push_back(Message(
            WEIR_TEXT("summary.no_usage",
                      "The service reported no usage on %1 of %2 successful requests; their chunks are "
                      "counted as tokens."),
            formatCount(totals.succeeded - totals.withUsage), formatCount(totals.succeeded)));
    if (m_summary.tokensPerChunk > chunkedTokens)
        warnings.push_back(Message(
            WEIR_TEXT("summary.tokens_per_chunk",
                      "Chunks carry %1 tokens on average, so itl is the gap between chunks, not tokens."),
            formatFigure(m_summary.tokensPerChunk)));
    if (m_summary.generator.eventsPerRead > chunkedTokens)
        warnings.push_back(
            Message(WEIR_TEXT("summary.events_per_read",
                              "%1 events arrived in one read on average; gaps below that grain are lost."),
                    formatFigure(m_summary.generator.eventsPerRead)));
    addWeakWarning();
    addDriftWarning(QStringLiteral("ttft"), m_ttftDrift);
    addDriftWarning(QStringLiteral("e2e"), m_e2eDrift);
}

void SummaryCollector::judge()
{
    for (const Threshold &threshold : m_facts.thresholds)
        m_summary.thresholds.push_back(evaluate(threshold, m_summary, m_headline.samples()));
    ValidityInputs inputs;
    // A closed group plans a request by starting it, and drops none.
    const quint64 notArrivals = m_closedRequests + m_facts.droppedByCap;
    inputs.plannedArrivals = m_summary.requests.planned - std::min(notArrivals, m_summary.requests.planned);
    inputs.startedArrivals = m_summary.requests.started - m_closedRequests;
    inputs.started = m_summary.requests.started;
    inputs.succeeded = m_summary.requests.succeeded;
    inputs.plannedUsers = m_facts.plannedUsers;
    inputs.meanBusyUsers = m_facts.meanBusyUsers;
    inputs.slipP99 = m_summary.generator.slipP99;
    inputs.loopLagP99 = m_summary.generator.loopLagP99;
    inputs.silentResends = m_summary.generator.silentResends;
    inputs.hostBusyFor = m_summary.generator.hostBusyFor;
    inputs.throttledShare = m_summary.generator.throttledShare;
    inputs.requestsWithUsage = m_headline.totals().withUsage;
    inputs.requestsAboveUsage = m_headline.totals().aboveUsage;
    inputs.capReached = m_facts.capReached;
    Judgement judgement = decide(inputs, m_facts.limits, m_summary.thresholds);
    m_summary.verdict = judgement.verdict;
    m_summary.reasons = std::move(judgement.reasons);
}

SummaryWithSamples SummaryCollector::finish()
{
    finishFigures();
    finishCounts();
    finishRates();
    finishGenerator();
    finishWarnings();
    judge();
    return {std::move(m_summary), std::move(m_headline.samples())};
}

} // namespace weir
