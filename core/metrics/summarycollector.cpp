// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarycollector.h"

#include "base/parallel.h"
#include "metrics/thresholdcertainty.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

constexpr std::size_t mostErrorDetails = 100;

quint64 saturatingSum(quint64 a, quint64 b)
{
    return a > std::numeric_limits<quint64>::max() - b ? std::numeric_limits<quint64>::max() : a + b;
}

} // namespace

SummaryCollector::SummaryCollector(const RunFacts &facts, const Window &window,
                                   const std::vector<Window> &plateaus, quint64 records)
    : m_facts(facts)
    , m_headline(facts, window)
    , m_templates(PartKind::Request, facts.templateNames, facts, window)
    , m_targets(PartKind::Target, facts.targetNames, facts, window)
    , m_groups(PartKind::Group, facts.groupNames, facts, window)
    , m_turns(PartKind::Turn, facts.turnNames, facts, window)
    , m_runBlocks(Nanoseconds{0}, facts.end - facts.start)
{
    m_headline.expect(records);
    m_summary.scenario = facts.scenario;
    m_summary.run = facts.run;
    m_summary.seed = facts.seed;
    m_summary.transport = facts.transport;
    m_summary.interrupted = facts.ending == RunEnding::Interrupted;
    m_summary.simulated = facts.simulated;
    m_summary.requestTag = facts.requestTag;
    m_summary.origin = facts.origin;
    m_summary.window = window;
    for (const Window &plateau : plateaus)
        m_plateaus.emplace_back(facts, plateau);
    if (window.leftOut > Nanoseconds{0})
        m_leftOut.emplace(
            facts,
            Window{
                Window::Kind::Custom, window.from - window.leftOut, window.from, false, {}, false, {}, {}});
    for (TimePoint dropped : facts.droppedAt) {
        m_headline.addDropped(dropped);
        for (WindowCollector &plateau : m_plateaus)
            plateau.addDropped(dropped);
    }
}

void SummaryCollector::add(std::span<const RequestRecord> records,
                           const std::function<bool(const RequestRecord &)> &isDeciding)
{
    // A thread's start costs as much as some hundred records.
    constexpr std::size_t worthThreads = 1000;
    m_items.clear();
    m_items.reserve(records.size());
    for (const RequestRecord &record : records)
        m_items.push_back({&record, derive(record), isDeciding(record)});
    const Items items(m_items);
    // None of the three touches what another does.
    const std::array<std::function<void()>, 3> works{[&] { addToParts(items); }, [&] { addToWindows(items); },
                                                     [&] { addToRun(items); }};
    if (records.size() < worthThreads) {
        for (const std::function<void()> &work : works)
            work();
        return;
    }
    forEachInParallel(works.size(), [&works](std::size_t i) { works[i](); });
}

void SummaryCollector::addToWindows(Items items)
{
    for (const Item &item : items) {
        m_headline.add(*item.record, item.figures, item.isDeciding);
        for (WindowCollector &plateau : m_plateaus) {
            if (plateau.isTouchedBy(*item.record))
                plateau.add(*item.record, item.figures, item.isDeciding);
        }
        if (m_leftOut && m_leftOut->isTouchedBy(*item.record))
            m_leftOut->add(*item.record, item.figures, item.isDeciding);
    }
}

void SummaryCollector::addToParts(Items items)
{
    for (const Item &item : items) {
        for (PartsCollector *parts : {&m_templates, &m_targets, &m_groups, &m_turns})
            parts->add(*item.record, item.figures, item.isDeciding);
    }
}

/// What covers the whole run.
void SummaryCollector::addToRun(Items items)
{
    for (const Item &item : items) {
        addTotals(*item.record);
        m_absences.add(*item.record);
        m_summary.totalOutputTokens = saturatingSum(m_summary.totalOutputTokens, item.figures.outputTokens);
        addStream(*item.record, item.figures);
        if (!item.isDeciding)
            continue;
        addStanding(*item.record);
        m_hangingCuts.add(*item.record, item.figures);
    }
}

void SummaryCollector::addTotals(const RequestRecord &record)
{
    ++m_summary.requests.attempts;
    m_summary.bytesReceived += record.bytesReceived;
    m_summary.totalInputTokens = saturatingSum(m_summary.totalInputTokens, inputTokens(record).value_or(0));
    m_summary.totalCachedInputTokens =
        saturatingSum(m_summary.totalCachedInputTokens, cachedTokens(record.usage).value_or(0));
    const quint16 block = m_runBlocks.of(record.intended - m_facts.start);
    m_runInput[block] += static_cast<double>(record.usage.input.value_or(0));
    m_runCachedInput[block] += static_cast<double>(cachedTokens(record.usage).value_or(0));
    m_withInput += record.usage.input.value_or(0) > 0 ? 1 : 0;
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
    if (figures.usageFault != UsageFault::None)
        ++m_streams.usageFaults[figures.usageFault];
    m_streams.cachedAboveInput += isCachedAboveInput(record.usage) ? 1 : 0;
    m_summary.staleConnections += record.staleConnection ? 1 : 0;
    m_summary.reuseGivenUp += record.reuseGivenUp ? 1 : 0;
    if (record.tokenReadCount == 0)
        return;
    m_streams.chunks += record.chunkCount;
    m_streams.reads += record.tokenReadCount;
}

/// A message that a success has. What it says may come from the service, so the kinds are bounded.
static void countOdd(const Message &message, std::map<QString, quint64> &odd)
{
    constexpr std::size_t mostKinds = 64;
    if (message.isEmpty())
        return;
    const QString kind = message.stored();
    if (odd.size() < mostKinds || odd.contains(kind))
        ++odd[kind];
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
        countOdd(record.outcome.message, m_summary.oddAnswers);
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
    const QString counted = hasRoom ? key : QStringLiteral("other");
    ++details[counted];
    m_failures.add(counted, record);
}

void SummaryCollector::finishCounts()
{
    const WindowTotals &totals = m_headline.totals();
    RequestCounts &counts = m_summary.requests;
    counts.dropped = m_facts.dropped;
    counts.planned = m_facts.planned.value_or(counts.started + counts.dropped);
    if (counts.started > 0)
        m_summary.errorRate = static_cast<double>(counts.failed) / static_cast<double>(counts.started);
    m_summary.errorExamples = m_failures.commonest();
    m_summary.hanging = m_hangingCuts.count(m_facts.stallLimit);
    m_summary.tokenSources = totals.tokenSources;
    m_summary.tokenSource = commonSource(totals.tokenSources);
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
    if (const std::optional<Interval> goodTokens = m_headline.goodTokensInterval())
        m_summary.intervals[u"goodput_tokens_per_second"_qs] = *goodTokens;
    // Errors are those of the whole run, as the counts are.
    m_summary.intervals.erase(u"error_rate"_qs);
    if (const std::optional<Interval> errors = shareInterval(m_runFailed, m_runStarted))
        m_summary.intervals[u"error_rate"_qs] = *errors;
    if (const std::optional<Interval> cached = shareInterval(m_runCachedInput, m_runInput, m_withInput))
        m_summary.intervals[u"cached_share"_qs] = *cached;
}

void SummaryCollector::finishFigures()
{
    m_headline.finish();
    m_summary.window = m_headline.window();
    m_whole = m_headline.summary();
    static_cast<FigureSet &>(m_summary) = m_whole;
    // A million requests' samples are kept only where a threshold looks at them.
    const bool isAsked = std::any_of(m_facts.thresholds.begin(), m_facts.thresholds.end(),
                                     [](const Threshold &threshold) { return threshold.level.has_value(); });
    for (WindowCollector &plateau : m_plateaus) {
        plateau.finish();
        m_summary.windows.push_back(plateau.summary());
        if (isAsked)
            m_partSamples.byLevel.push_back(std::move(plateau.samples()));
    }
}

std::vector<PartSummary> SummaryCollector::partSummaries(PartsCollector &parts, const QStringList &names,
                                                         std::map<QString, FigureSamples> &samples)
{
    // A million requests' samples are kept only where a threshold looks at them.
    const bool isAsked =
        std::any_of(m_facts.thresholds.begin(), m_facts.thresholds.end(), [](const Threshold &threshold) {
            return threshold.request || threshold.target || threshold.group || threshold.turn;
        });
    if (!parts.isEmpty())
        return parts.finish(m_headline.samples(), isAsked ? &samples : nullptr);
    if (names.isEmpty() || m_summary.requests.started == 0)
        return {};
    if (isAsked)
        samples[names.front()] = m_headline.samples();
    return {{names.front(), m_whole}};
}

void SummaryCollector::finishParts()
{
    m_summary.byRequest = partSummaries(m_templates, m_facts.templateNames, m_partSamples.byRequest);
    m_summary.byTarget = partSummaries(m_targets, m_facts.targetNames, m_partSamples.byTarget);
    if (!m_groups.isEmpty()) // a group alone needs no name
        m_summary.byGroup = partSummaries(m_groups, m_facts.groupNames, m_partSamples.byGroup);
    if (!m_turns.isEmpty())
        m_summary.byTurn = partSummaries(m_turns, m_facts.turnNames, m_partSamples.byTurn);
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

void SummaryCollector::append(const Messages &warnings)
{
    m_summary.warnings.insert(m_summary.warnings.end(), warnings.begin(), warnings.end());
}

void SummaryCollector::judge()
{
    const bool isWhole = m_facts.ending == RunEnding::ByPlan;
    for (const Threshold &threshold : m_facts.thresholds) {
        ThresholdResult result = evaluate(threshold, m_summary, m_headline.samples(), m_partSamples);
        result.isDecided = isWhole || isCertain(result, threshold, m_summary, m_whole);
        m_summary.thresholds.push_back(std::move(result));
    }
    ValidityInputs inputs;
    // A closed group plans a request by starting it, and drops none.
    const quint64 notArrivals = m_closedRequests + m_facts.droppedByCap;
    inputs.plannedArrivals = m_summary.requests.planned - std::min(notArrivals, m_summary.requests.planned);
    inputs.startedArrivals = m_summary.requests.started - m_closedRequests;
    inputs.started = m_summary.requests.started;
    inputs.succeeded = m_summary.requests.succeeded;
    inputs.failed = m_summary.requests.failed;
    inputs.hanging = m_summary.hanging;
    inputs.errorBudget = m_facts.errorBudget;
    inputs.ending = m_facts.ending;
    inputs.plannedUsers = m_facts.plannedUsers;
    inputs.meanBusyUsers = m_facts.meanBusyUsers;
    inputs.slipP99 = m_summary.generator.slipP99;
    inputs.loopLagP99 = m_summary.generator.loopLagP99;
    inputs.silentResends = m_summary.generator.silentResends;
    inputs.chunksPerRead = m_streams.chunksPerRead();
    inputs.endedByMemoryGuard = m_endedByMemoryGuard;
    inputs.hostBusyFor = m_summary.generator.hostBusyFor;
    inputs.throttledShare = m_summary.generator.throttledShare;
    inputs.requestsWithUsage = m_headline.totals().withUsage;
    inputs.requestsAboveUsage = m_headline.totals().aboveUsage;
    inputs.capReached = m_facts.capReached;
    inputs.cappingFileLimit = m_facts.cappingFileLimit;
    inputs.absences = m_absences.longest(m_facts.start, m_facts.targetNames);
    Judgement judgement = decide(inputs, m_facts.limits, m_summary.thresholds);
    m_summary.verdict = judgement.verdict;
    m_summary.reasons = std::move(judgement.reasons);
    append(warningsOf(m_summary));
    append(judgement.warnings);
}

SummaryWithSamples SummaryCollector::finish()
{
    finishFigures();
    finishParts();
    finishCounts();
    finishRates();
    finishGenerator();
    m_summary.warnings = m_facts.warnings;
    if (m_leftOut) {
        m_leftOut->finish();
        if (std::optional<Message> sentence = leftOutSentence(*m_leftOut, m_headline))
            m_summary.warnings.push_back(std::move(*sentence));
    }
    append(figureWarnings(m_summary, m_headline, m_streams));
    judge();
    return {std::move(m_summary), std::move(m_headline.samples())};
}

} // namespace weir
