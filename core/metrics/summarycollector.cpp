// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarycollector.h"

#include "base/units.h"
#include "metrics/summarywarnings.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostErrorDetails = 100;
constexpr double chunkedTokens =
    1.1; ///< More tokens in a chunk than this make gaps no longer gaps between tokens.

constexpr double leastDriftNs = 1e6; ///< Below 1 ms a change tells of this machine rather than the service.

/// More parts than this are not told apart: each costs the memory of a headline.
constexpr qsizetype mostParts = 1000;

/// Collectors for the parts of the headline's window; none where one part is all there is.
std::vector<WindowCollector> collectorsOf(const QStringList &names, const RunFacts &facts,
                                          const Window &window)
{
    if (names.size() < 2)
        return {};
    return std::vector<WindowCollector>(static_cast<std::size_t>(std::min(names.size(), mostParts)),
                                        WindowCollector(facts, window));
}

quint64 saturatingSum(quint64 a, quint64 b)
{
    return a > std::numeric_limits<quint64>::max() - b ? std::numeric_limits<quint64>::max() : a + b;
}

} // namespace

SummaryCollector::SummaryCollector(const RunFacts &facts, const Window &window,
                                   const std::vector<Window> &plateaus)
    : m_facts(facts)
    , m_headline(facts, window)
    , m_templates(collectorsOf(facts.templateNames, facts, window))
    , m_targets(collectorsOf(facts.targetNames, facts, window))
    , m_runBlocks(Nanoseconds{0}, facts.end - facts.start)
{
    m_summary.scenario = facts.scenario;
    m_summary.run = facts.run;
    m_summary.seed = facts.seed;
    m_summary.transport = facts.transport;
    m_summary.interrupted = facts.ending == RunEnding::Interrupted;
    m_summary.simulated = facts.simulated;
    m_summary.origin = facts.origin;
    m_summary.window = window;
    for (const Window &plateau : plateaus)
        m_plateaus.emplace_back(facts, plateau);
    for (TimePoint dropped : facts.droppedAt) {
        m_headline.addDropped(dropped);
        for (WindowCollector &plateau : m_plateaus)
            plateau.addDropped(dropped);
    }
}

void SummaryCollector::add(const RequestRecord &record, bool isDeciding)
{
    const DerivedFigures figures = derive(record);
    addTotals(record);
    m_absences.add(record);
    m_summary.totalOutputTokens = saturatingSum(m_summary.totalOutputTokens, figures.outputTokens);
    m_headline.add(record, figures, isDeciding);
    for (WindowCollector &plateau : m_plateaus) {
        if (plateau.isTouchedBy(record))
            plateau.add(record, figures, isDeciding);
    }
    addToPart(m_templates, record.requestTemplate.value(), record, figures, isDeciding);
    addToPart(m_targets, record.target.value(), record, figures, isDeciding);
    addStream(record, figures);
    if (!isDeciding)
        return;
    addStanding(record);
}

void SummaryCollector::addToPart(Parts &parts, std::size_t index, const RequestRecord &record,
                                 const DerivedFigures &figures, bool isDeciding) const
{
    if (index < parts.size())
        parts[index].add(record, figures, isDeciding);
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
    if (record.outcome.outcome == OutcomeClass::LocalError && record.outcome.detail == memoryGuardDetail)
        ++m_endedByMemoryGuard;
}

void SummaryCollector::addStream(const RequestRecord &record, const DerivedFigures &figures)
{
    m_summary.coalescedRequests += figures.coalesced ? 1 : 0;
    m_summary.lingeredConnections += record.lingered ? 1 : 0;
    m_usageSetRight += figures.usageFault == UsageFault::WithoutReasoning ? 1 : 0;
    m_usageSetAside += isSetAside(figures.usageFault) ? 1 : 0;
    if (record.tokenReadCount == 0)
        return;
    m_tokenChunks += record.chunkCount;
    m_tokenReads += record.tokenReadCount;
}

void SummaryCollector::addStanding(const RequestRecord &record)
{
    ++m_summary.requests.started;
    if (record.attempt > AttemptNumber{1})
        ++m_summary.requests.retried;
    const quint16 block = m_runBlocks.of(record.intended - m_facts.start);
    ++m_runStarted[block];
    m_closedRequests += record.openLoad ? 0 : 1;
    switch (standingOf(record.outcome.outcome)) {
    case Standing::Succeeded:
        ++m_summary.requests.succeeded;
        return;
    case Standing::Failed:
        ++m_summary.requests.failed;
        ++m_runFailed[block];
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

void SummaryCollector::finishCounts()
{
    const WindowTotals &totals = m_headline.totals();
    RequestCounts &counts = m_summary.requests;
    counts.dropped = m_facts.dropped;
    counts.planned = m_facts.planned.value_or(counts.started + counts.dropped);
    if (counts.started > 0)
        m_summary.errorRate = static_cast<double>(counts.failed) / static_cast<double>(counts.started);
    m_summary.tokenSources = totals.tokenSources;
    m_summary.tokenSource = totals.withUsage == 0                 ? TokenSource::Chunks
                            : totals.withUsage < totals.succeeded ? TokenSource::Mixed
                                                                  : TokenSource::Usage;
    m_summary.tokensPerChunk = totals.usageChunks > 0 ? totals.usageTokens / totals.usageChunks : 0;
    m_summary.stalls = totals.stalls;
    m_summary.windowRequests = totals.requests;
    m_summary.windowMeasured = totals.measured;
    m_summary.longestBody = totals.longestBody;
    if (totals.requests > 0)
        m_summary.kernelStampShare =
            static_cast<double>(totals.kernelStamped) / static_cast<double>(totals.requests);
}

void SummaryCollector::finishRates()
{
    const WindowTotals &totals = m_headline.totals();
    m_summary.tokensPerSecond = m_whole.tokensPerSecond;
    m_summary.goodputTokensPerSecond = m_headline.perSecond(totals.goodTokens);
    m_summary.requestsPerSecond = m_whole.requestsPerSecond;
    m_summary.completionsPerSecond = m_whole.completionsPerSecond;
    m_summary.goodputPerSecond = m_whole.goodputPerSecond;
    m_summary.goodputShare = m_whole.goodputShare;
    m_summary.intervals = m_whole.intervals;
    // Errors are those of the whole run, as the counts are.
    m_summary.intervals.erase(u"error_rate"_qs);
    if (const std::optional<Interval> errors = shareInterval(m_runFailed, m_runStarted))
        m_summary.intervals[u"error_rate"_qs] = *errors;
}

void SummaryCollector::finishFigures()
{
    m_headline.finish();
    m_summary.window = m_headline.window();
    m_whole = m_headline.summary();
    static_cast<FigureSet &>(m_summary) = m_whole;
    for (WindowCollector &plateau : m_plateaus) {
        plateau.finish();
        m_summary.windows.push_back(plateau.summary());
    }
}

std::vector<PartSummary> SummaryCollector::partSummaries(Parts &parts, const QStringList &names,
                                                         std::map<QString, FigureSamples> &samples)
{
    // A million requests' samples are copied only where a threshold looks at them.
    const bool isAsked =
        std::any_of(m_facts.thresholds.begin(), m_facts.thresholds.end(), [](const Threshold &threshold) {
            return threshold.request.has_value() || threshold.target.has_value();
        });
    std::vector<PartSummary> summaries;
    if (parts.empty()) {
        if (!names.isEmpty() && m_summary.requests.started > 0) {
            summaries.push_back({names.front(), m_whole});
            if (isAsked)
                samples[names.front()] = m_headline.samples();
        }
        return summaries;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].finish();
        if (parts[i].totals().requests == 0)
            continue;
        const QString &name = names.at(static_cast<qsizetype>(i));
        summaries.push_back({name, parts[i].summary()});
        samples[name] = std::move(parts[i].samples());
    }
    return summaries;
}

void SummaryCollector::finishParts()
{
    m_summary.byRequest = partSummaries(m_templates, m_facts.templateNames, m_partSamples.byRequest);
    m_summary.byTarget = partSummaries(m_targets, m_facts.targetNames, m_partSamples.byTarget);
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

double SummaryCollector::chunksPerRead() const
{
    return m_tokenReads > 0 ? static_cast<double>(m_tokenChunks) / static_cast<double>(m_tokenReads) : 0;
}

void SummaryCollector::addTokenWarnings()
{
    const WindowTotals &totals = m_headline.totals();
    if (totals.withoutUsage > 0)
        m_summary.warnings.push_back(Message(
            WEIR_TEXT("summary.no_usage",
                      "The service reported no usage on %1 of %2 successful requests; their chunks are "
                      "counted as tokens."),
            formatCount(totals.withoutUsage), formatCount(totals.succeeded)));
    if (m_summary.tokensPerChunk > chunkedTokens)
        m_summary.warnings.push_back(Message(
            WEIR_TEXT("summary.tokens_per_chunk",
                      "Chunks carry %1 tokens on average, so itl is the gap between chunks, not tokens."),
            formatFigure(m_summary.tokensPerChunk)));
}

void SummaryCollector::addStreamWarnings()
{
    Messages &warnings = m_summary.warnings;
    if (m_usageSetRight + m_usageSetAside > 0)
        warnings.push_back(Message(
            WEIR_TEXT("summary.usage_not_true",
                      "Usage that can't be true: on %1 requests the service left reasoning out of its output "
                      "tokens, and it was added; on %2 it told fewer tokens than it streamed, and their "
                      "chunks are counted as tokens."),
            formatCount(m_usageSetRight), formatCount(m_usageSetAside)));
    if (m_summary.coalescedRequests > 0)
        warnings.push_back(Message(
            WEIR_TEXT("summary.coalesced",
                      "The answers of %1 requests came in one piece or nearly so, as through a proxy that "
                      "buffers; itl, tpot and longest_gap leave them out."),
            formatCount(m_summary.coalescedRequests)));
    if (chunksPerRead() > chunkedTokens)
        warnings.push_back(
            Message(WEIR_TEXT("summary.chunks_per_read",
                              "%1 chunks with tokens arrived in one read on average; gaps below that grain "
                              "are lost."),
                    formatFigure(chunksPerRead())));
    if (m_summary.lingeredConnections > 0)
        warnings.push_back(Message(
            WEIR_TEXT("summary.lingered",
                      "The service kept %1 connections open after the end of their streams; Weir closed "
                      "each after 1 s, and no user waited for it."),
            formatCount(m_summary.lingeredConnections)));
}

void SummaryCollector::addWindowWarning()
{
    const Window &window = m_summary.window;
    if (!window.isWeak)
        return;
    const Distribution::Rank &p95 = m_summary.e2e.rank(95);
    const Nanoseconds needed{static_cast<qint64>(3 * p95.value)};
    const QString length = formatTime(window.to - window.from);
    const QString answers = formatTime(Nanoseconds{static_cast<qint64>(p95.value)});
    const QString run = formatTime(window.from + needed);
    m_summary.warnings.push_back(
        p95.lowerBound
            ? Message(WEIR_TEXT("summary.weak_window_bounded",
                                "The window of %1 is shorter than three times the p95 of e2e, which is above "
                                "%2, so all its figures are weak; it takes a run of more than %3."),
                      length, answers, run)
            : Message(
                  WEIR_TEXT("summary.weak_window",
                            "The window of %1 is shorter than three times the p95 of e2e (%2), so all its "
                            "figures are weak; it takes a run of at least %3."),
                  length, answers, run));
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

void SummaryCollector::addDriftWarnings()
{
    Messages &warnings = m_summary.warnings;
    for (const Figure figure : {Figure::Ttft, Figure::E2e}) {
        if (const auto drift = timeDrift(m_headline.samples().of(figure).sorted(), leastDriftNs))
            warnings.push_back(timeDriftWarning(infoOf(figure).name.toString(), *drift));
    }
    const double seconds = toSeconds(m_summary.window.to - m_summary.window.from);
    const WindowBlocks &blocks = m_headline.blocks();
    // Elsewhere the plan itself may change the rate.
    if (seconds > 0 && m_summary.window.kind == Window::Kind::Steady) {
        if (const auto drift = rateDrift(blocks.shares, seconds, blocks.sharing))
            warnings.push_back(rateDriftWarning(*drift));
    }
    if (const auto drift = shareDrift(blocks.failed, blocks.requests))
        warnings.push_back(errorDriftWarning(*drift));
}

void SummaryCollector::finishWarnings()
{
    Messages &warnings = m_summary.warnings;
    warnings = m_facts.warnings;
    addTokenWarnings();
    addStreamWarnings();
    addWindowWarning();
    addWeakWarning();
    addDriftWarnings();
}

void SummaryCollector::judge()
{
    for (const Threshold &threshold : m_facts.thresholds)
        m_summary.thresholds.push_back(evaluate(threshold, m_summary, m_headline.samples(), m_partSamples));
    ValidityInputs inputs;
    // A closed group plans a request by starting it, and drops none.
    const quint64 notArrivals = m_closedRequests + m_facts.droppedByCap;
    inputs.plannedArrivals = m_summary.requests.planned - std::min(notArrivals, m_summary.requests.planned);
    inputs.startedArrivals = m_summary.requests.started - m_closedRequests;
    inputs.started = m_summary.requests.started;
    inputs.succeeded = m_summary.requests.succeeded;
    inputs.failed = m_summary.requests.failed;
    inputs.errorBudget = m_facts.errorBudget;
    inputs.ending = m_facts.ending;
    inputs.plannedUsers = m_facts.plannedUsers;
    inputs.meanBusyUsers = m_facts.meanBusyUsers;
    inputs.slipP99 = m_summary.generator.slipP99;
    inputs.loopLagP99 = m_summary.generator.loopLagP99;
    inputs.silentResends = m_summary.generator.silentResends;
    inputs.endedByMemoryGuard = m_endedByMemoryGuard;
    inputs.chunksPerRead = chunksPerRead();
    inputs.hostBusyFor = m_summary.generator.hostBusyFor;
    inputs.throttledShare = m_summary.generator.throttledShare;
    inputs.requestsWithUsage = m_headline.totals().withUsage;
    inputs.requestsAboveUsage = m_headline.totals().aboveUsage;
    inputs.capReached = m_facts.capReached;
    inputs.absences = m_absences.longest(m_facts.start, m_facts.targetNames);
    Judgement judgement = decide(inputs, m_facts.limits, m_summary.thresholds);
    m_summary.verdict = judgement.verdict;
    m_summary.reasons = std::move(judgement.reasons);
    for (const Messages &warnings : {warningsOf(m_summary), judgement.warnings})
        m_summary.warnings.insert(m_summary.warnings.end(), warnings.begin(), warnings.end());
}

SummaryWithSamples SummaryCollector::finish()
{
    finishFigures();
    finishParts();
    finishCounts();
    finishRates();
    finishGenerator();
    finishWarnings();
    judge();
    return {std::move(m_summary), std::move(m_headline.samples())};
}

} // namespace weir
