// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/windowcollector.h"

#include "base/units.h"
#include "metrics/survivalcurve.h"

#include <algorithm>

namespace weir {

namespace {

/// The end of a request's time: the complete answer, or the end of the exchange where there was none.
Stamp endOf(const RequestRecord &record)
{
    const Stamp answered = answeredAt(record);
    return answered ? answered : record.closed;
}

std::size_t blockIndex(quint16 block)
{
    return std::min<std::size_t>(block, timeBlockCount - 1);
}

void addIntervals(const SampleIntervals &from, Distribution &to)
{
    to.meanInterval = from.mean;
    to.weak.clear();
    for (std::size_t i = 0; i < to.ranks.size(); ++i) {
        to.ranks[i].interval = from.ranks[i].interval;
        if (isWeak(to.ranks[i].percentile, from.ranks[i].effectiveCount))
            to.weak.append(percentileName(to.ranks[i].percentile));
    }
}

} // namespace

/// A run of millions keeps all processors busy for seconds; threads for a small one would cost more than they
/// save.
void forEachFigure(quint64 requests, const std::function<Worker()> &makeWorker)
{
    constexpr quint64 worthThreads = 20'000;
    if (requests >= worthThreads) {
        forEachByWorkers(figureCount, makeWorker);
        return;
    }
    const Worker work = makeWorker();
    for (std::size_t figure = 0; figure < figureCount; ++figure)
        work(figure);
}

Distribution distributionWithIntervals(const Samples &samples, CurveMemory &memory)
{
    Distribution result = samples.distribution();
    if (!result.isEmpty())
        addIntervals(sampleIntervals(samples.sorted(), summaryPercentiles, memory), result);
    return result;
}

WindowCollector::WindowCollector(const RunFacts &facts, const Window &window, Sampling sampling)
    : m_facts(facts), m_window(window), m_timeBlocks(window.from, window.to), m_sampling(sampling)
{
}

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
    if (value && m_sampling == Sampling::Own)
        m_samples.of(figure).add(static_cast<double>(value->count()), m_block, m_parts);
}

void WindowCollector::sampleTokens(Figure figure, quint64 tokens)
{
    if (m_sampling == Sampling::Own)
        m_samples.of(figure).add(static_cast<double>(tokens), m_block, m_parts);
}

void WindowCollector::bound(Figure figure, const std::optional<Nanoseconds> &value)
{
    if (value && m_sampling == Sampling::Own)
        m_samples.of(figure).addCensored(static_cast<double>(value->count()), m_block, m_parts);
}

void WindowCollector::add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding)
{
    const bool isInside = isInWindow(record.intended);
    m_block = m_timeBlocks.of(record.intended - m_facts.start);
    m_parts = PartTags(record, static_cast<quint64>(m_facts.groupNames.size()));
    if (isInside)
        sample(Figure::ScheduleSlip, figures.scheduleSlip);
    if (!isDeciding)
        return;
    const OutcomeClass outcome = record.outcome.outcome;
    const bool succeeded = outcome == OutcomeClass::Success;
    const bool isGood = succeeded && m_facts.slo.isMetBy(figures);
    if (standingOf(outcome) != Standing::Failed)
        addTokens(record, figures, isGood);
    if (succeeded)
        addRates(record, isGood);
    if (!isInside)
        return;
    addStanding(record);
    if (isGood) {
        ++m_totals.good;
        ++m_blocks.good[blockIndex(m_block)];
    }
    if (record.openLoad && record.started)
        sample(Figure::CapWait, record.capWait);
    if (succeeded || isCensored(outcome)) {
        ++m_totals.measured;
        addSamples(record, figures);
        addGaps(record, figures);
    }
    if (succeeded)
        addUsage(record, figures);
    else if (isCensored(outcome))
        addBounds(record, figures);
}

void WindowCollector::expect(quint64 requests)
{
    // What is never filled is never touched, and so no memory; a file that lies must not ask for too much.
    constexpr quint64 most = 20'000'000;
    for (Samples &samples : m_samples.samples)
        samples.reserve(std::min(requests, most));
}

void WindowCollector::addDropped(TimePoint intended)
{
    if (!isInWindow(intended))
        return;
    ++m_totals.dropped;
    ++m_blocks.planned[blockIndex(m_timeBlocks.of(intended - m_facts.start))];
}

void WindowCollector::addStanding(const RequestRecord &record)
{
    ++m_totals.requests;
    ++m_blocks.requests[blockIndex(m_block)];
    ++m_blocks.planned[blockIndex(m_block)];
    m_totals.kernelStamped += record.kernelStamps ? 1 : 0;
    m_totals.longestBody = std::max(m_totals.longestBody, record.bytesSent);
    switch (standingOf(record.outcome.outcome)) {
    case Standing::Succeeded:
        ++m_totals.succeeded;
        return;
    case Standing::Failed:
        ++m_totals.failed;
        ++m_blocks.failed[blockIndex(m_block)];
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
    // A gap that was still open when the stream was cut is longer than what was seen of it.
    if (figures.openGap && *figures.openGap > figures.longestGap.value_or(Nanoseconds{-1}))
        bound(Figure::LongestGap, figures.openGap);
    else
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
    sampleTokens(Figure::OutputTokens, figures.outputTokens);
    if (const std::optional<quint64> input = inputTokens(record))
        sampleTokens(Figure::InputTokens, *input);
}

void WindowCollector::addBounds(const RequestRecord &record, const DerivedFigures &figures)
{
    bound(Figure::E2e, figures.closedAfter);
    // A stamp that was not reached lies beyond the end of what was seen.
    if (!figures.ttfb)
        bound(Figure::Ttfb, figures.closedAfter);
    if (record.streamed && !figures.ttft)
        bound(Figure::Ttft, figures.closedAfter);
    if (record.streamed && !figures.ttfa)
        bound(Figure::Ttfa, figures.closedAfter);
    const Stamp from = waitedFrom(record);
    if (!from || !record.closed)
        return;
    const Nanoseconds waited = *record.closed - *from;
    bound(Figure::ResponseE2e, waited);
    if (record.streamed && !figures.responseTtft)
        bound(Figure::ResponseTtft, waited);
}

void WindowCollector::addGaps(const RequestRecord &record, const DerivedFigures &figures)
{
    forEachGap(record, [this](Nanoseconds gap, const ChunkStamp &) {
        m_gaps.add(m_block, gap);
        if (gap > m_facts.stallLimit)
            ++m_totals.stalls;
    });
    if (!figures.openGap)
        return;
    m_gaps.addCensored(m_block, *figures.openGap);
    if (*figures.openGap > m_facts.stallLimit)
        ++m_totals.stalls;
}

double WindowCollector::placeTokens(const RequestRecord &record, const DerivedFigures &figures, bool isGood)
{
    double sum = 0;
    TimeBlocks::Stretch stretch; // a stream's chunks mostly lie in one block
    const auto place = [this, &sum, &stretch, isGood](TimePoint at, quint64 tokens) {
        if (tokens == 0 || !isInWindow(at))
            return;
        const double count = static_cast<double>(tokens);
        if (!stretch.holds(at - m_facts.start))
            stretch = m_timeBlocks.stretchOf(at - m_facts.start);
        sum += count;
        m_blocks.tokens[stretch.block] += count;
        if (isGood)
            m_blocks.goodTokens[stretch.block] += count;
    };
    if (!record.streamed || record.chunks.empty()) {
        if (const Stamp answered = answeredAt(record))
            place(*answered, figures.outputTokens);
        return sum;
    }
    // Reasoning that was not streamed has no stamp of its own; it was there when the first chunk came.
    place(record.chunks.front().at, figures.outputTokens - figures.streamedTokens);
    if (figures.streamedTokens == record.chunks.size()) { // one each, as of most requests: nothing to spread
        for (const ChunkStamp &chunk : record.chunks)
            place(chunk.at, 1);
        return sum;
    }
    const std::vector<quint64> tokens = spreadTokens(record);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        place(record.chunks[i].at, tokens[i]);
    return sum;
}

void WindowCollector::addTokens(const RequestRecord &record, const DerivedFigures &figures, bool isGood)
{
    const double tokens = placeTokens(record, figures, isGood);
    m_totals.tokens += tokens;
    m_blocks.bringing += tokens > 0 ? 1 : 0;
    if (!isGood)
        return;
    m_totals.goodTokens += tokens;
    m_blocks.goodBringing += tokens > 0 ? 1 : 0;
}

void WindowCollector::addRates(const RequestRecord &record, bool isGood)
{
    const Stamp end = endOf(record);
    if (!end)
        return;
    if (isInWindow(*end)) {
        ++m_totals.completions;
        ++m_blocks.completions[blockIndex(m_timeBlocks.of(*end - m_facts.start))];
    }
    // The part of the request's time that lies in the window: 0 to 1.
    const TimePoint started = record.started.value_or(record.intended);
    const TimePoint from = std::max(started, m_facts.start + m_window.from);
    const TimePoint to = std::min(*end, m_facts.start + m_window.to);
    double share = isInWindow(*end) ? 1 : 0;
    if (*end > started)
        share = to <= from ? 0 : toSeconds(to - from) / toSeconds(*end - started);
    if (share == 0)
        return;
    m_totals.shares += share;
    ++m_blocks.sharing;
    m_timeBlocks.spread(m_blocks.shares, started - m_facts.start, *end - m_facts.start, 1);
    if (!isGood)
        return;
    m_totals.goodShares += share;
    ++m_blocks.goodSharing;
    m_timeBlocks.spread(m_blocks.goodShares, started - m_facts.start, *end - m_facts.start, 1);
}

void WindowCollector::addUsage(const RequestRecord &record, const DerivedFigures &figures)
{
    ++m_totals.tokenSources[figures.tokenSource];
    m_totals.unmeasured &= m_facts.slo.unmeasuredBy(figures);
    m_totals.withoutUsage += record.usage.output || isSetAside(figures.usageFault) ? 0 : 1;
    m_totals.withoutUsageCounted +=
        !record.usage.output && figures.tokenSource == TokenSource::Tokenizer ? 1 : 0;
    const bool isUsage = restsOnUsage(figures.tokenSource);
    m_totals.withUsage += isUsage ? 1 : 0;
    if (!record.streamed || !countsTokens(figures.tokenSource))
        return;
    if (isUsage && record.chunkCount > figures.streamedTokens)
        ++m_totals.aboveUsage;
    m_totals.usageTokens += static_cast<double>(figures.streamedTokens);
    m_totals.usageChunks += record.chunkCount;
}

double WindowCollector::lengthInSeconds() const
{
    return toSeconds(m_window.to - m_window.from);
}

double WindowCollector::perSecond(double total) const
{
    const double length = lengthInSeconds();
    return length > 0 ? total / length : 0;
}

void WindowCollector::finish()
{
    forEachFigure(m_totals.requests, [this]() -> Worker {
        return [this](std::size_t figure) { m_samples.samples[figure].sort(); };
    });
    m_samples.itl = m_gaps.known();
    m_samples.itlBounds = m_gaps.bounds();
    m_window.isWeak = isWeakFor(m_samples.of(Figure::E2e).distribution());
}

bool WindowCollector::isWeakFor(const Distribution &e2e) const
{
    return !e2e.isEmpty() &&
           static_cast<double>((m_window.to - m_window.from).count()) < 3 * e2e.rank(95).value;
}

Distribution WindowCollector::distribution(Figure figure, CurveMemory &memory) const
{
    if (figure != Figure::Itl)
        return distributionWithIntervals(m_samples.of(figure), memory);
    Distribution result = distributionOf(m_samples.itl, m_samples.itlBounds);
    if (!result.isEmpty())
        addIntervals(m_gaps.intervals(summaryPercentiles), result);
    return result;
}

std::map<QString, Interval> WindowCollector::intervals() const
{
    std::map<QString, Interval> found;
    const auto put = [&found](const QString &key, const std::optional<Interval> &interval) {
        if (interval)
            found[key] = *interval;
    };
    const double seconds = lengthInSeconds();
    if (seconds > 0) {
        put(u"requests_per_second"_qs, rateInterval(m_blocks.shares, seconds, m_blocks.sharing));
        put(u"completions_per_second"_qs, rateInterval(m_blocks.completions, seconds, m_totals.completions));
        put(u"tokens_per_second"_qs, rateInterval(m_blocks.tokens, seconds, m_blocks.bringing));
        if (goodputShare())
            put(u"goodput_per_second"_qs, rateInterval(m_blocks.goodShares, seconds, m_blocks.goodSharing));
    }
    if (goodputShare())
        put(u"goodput_share"_qs, shareInterval(m_blocks.good, m_blocks.planned));
    put(u"error_rate"_qs, shareInterval(m_blocks.failed, m_blocks.requests));
    return found;
}

std::optional<Interval> WindowCollector::goodTokensInterval() const
{
    const double seconds = lengthInSeconds();
    return seconds > 0 && goodputShare() ? rateInterval(m_blocks.goodTokens, seconds, m_blocks.goodBringing)
                                         : std::nullopt;
}

std::optional<double> WindowCollector::goodputShare() const
{
    const quint64 planned = m_totals.requests + m_totals.dropped;
    if (planned == 0 || (m_totals.succeeded > 0 && m_totals.unmeasured != 0))
        return std::nullopt;
    return static_cast<double>(m_totals.good) / static_cast<double>(planned);
}

WindowSummary WindowCollector::counts() const
{
    WindowSummary summary;
    summary.window = m_window;
    summary.requests = m_totals.requests;
    summary.measured = m_totals.measured;
    summary.succeeded = m_totals.succeeded;
    summary.failed = m_totals.failed;
    summary.cut = m_totals.cut;
    summary.dropped = m_totals.dropped;
    summary.errors = m_totals.errors;
    if (m_totals.requests > 0)
        summary.errorRate = static_cast<double>(m_totals.failed) / static_cast<double>(m_totals.requests);
    summary.goodputShare = goodputShare();
    summary.requestsPerSecond = perSecond(m_totals.shares);
    summary.completionsPerSecond = perSecond(static_cast<double>(m_totals.completions));
    summary.goodputPerSecond = perSecond(m_totals.goodShares);
    summary.tokensPerSecond = perSecond(m_totals.tokens);
    summary.intervals = intervals();
    return summary;
}

WindowSummary WindowCollector::summary() const
{
    WindowSummary summary = counts();
    forEachFigure(m_totals.requests, [this, &summary]() -> Worker {
        return [this, &summary, memory = CurveMemory()](std::size_t figure) mutable {
            const FigureInfo &info = allFigures()[figure];
            summary.*info.member = distribution(info.figure, memory);
        };
    });
    return summary;
}

} // namespace weir
