// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runsnapshot.h"

#include "metrics/derived.h"
#include "store/runsummary.h"

#include <algorithm>

namespace weir {

namespace {

/// Collects what a snapshot holds beyond the stored series.
class SnapshotBuilder
{
public:
    SnapshotBuilder(const RunFileReader &reader)
        : m_start(reader.milestones().start)
        , m_slo(sloOf(reader.header().scenario.goals.serviceLevel))
        , m_series(reader.series(Histogram::Precision::Coarse))
        , m_seriesEnd(m_series.width() * static_cast<qint64>(m_series.points().size()))
    {
    }

    void add(const RequestRecord &record)
    {
        m_lastSeen = std::max(m_lastSeen, record.closed.value_or(record.intended));
        ++m_counts.attempts;
        addUsage(record);
        // Only the last attempt decides how its request is counted.
        if (record.retried)
            return;
        ++m_counts.started;
        const OutcomeClass outcome = record.outcome.outcome;
        if (outcome == OutcomeClass::Success) {
            ++m_counts.succeeded;
            addServerTimes(record);
        } else {
            ++(standingOf(outcome) == Standing::Cut ? m_counts.cut : m_counts.failed);
            ++m_snapshot.errors[outcome];
            ++m_snapshot.errorDetails[record.outcome.key()];
        }
        if (record.phase == RunPhase::Measure)
            addMeasured(record);
    }

    SnapshotPtr finish(const RunFileReader &reader)
    {
        const RunMilestones milestones = reader.milestones();
        m_counts.planned = std::max(milestones.planned, m_counts.started + milestones.dropped);
        m_counts.dropped = milestones.dropped;
        m_snapshot.phase = RunPhase::Done;
        m_snapshot.elapsed = std::max(milestones.end.value_or(m_lastSeen) - m_start, Nanoseconds{0});
        m_snapshot.requests = m_counts;
        m_snapshot.ttft = std::make_shared<const Histogram>(std::move(m_ttft));
        m_snapshot.e2e = std::make_shared<const Histogram>(std::move(m_e2e));
        m_snapshot.itl = std::make_shared<const Histogram>(std::move(m_itl));
        m_snapshot.tpot = std::make_shared<const Histogram>(std::move(m_tpot));
        m_snapshot.responseTtft = std::make_shared<const Histogram>(std::move(m_responseTtft));
        m_snapshot.series = std::make_shared<const TimeSeries>(std::move(m_series));
        m_snapshot.tokensAreChunks = !m_hasUsage;
        const quint64 finished = m_counts.succeeded + m_counts.failed + m_counts.cut;
        if (finished > 0)
            m_snapshot.errorShare = static_cast<double>(m_counts.failed) / static_cast<double>(finished);
        if (m_measured > 0)
            m_snapshot.goodputShare = static_cast<double>(m_good) / static_cast<double>(m_measured);
        m_snapshot.health = reader.health();
        m_snapshot.notes = reader.notes();
        return std::make_shared<const Snapshot>(std::move(m_snapshot));
    }

private:
    void addMeasured(const RequestRecord &record)
    {
        const DerivedFigures figures = derive(record);
        if (record.outcome.outcome == OutcomeClass::Success || isCensored(record.outcome.outcome)) {
            if (figures.ttft)
                m_ttft.record(*figures.ttft);
            if (figures.responseTtft)
                m_responseTtft.record(*figures.responseTtft);
            forEachGap(record, [this](Nanoseconds gap, const ChunkStamp &) { m_itl.record(gap); });
        }
        ++m_measured;
        if (record.outcome.outcome != OutcomeClass::Success)
            return;
        m_good += m_slo.isMetBy(figures) ? 1 : 0;
        if (figures.e2e)
            m_e2e.record(*figures.e2e);
        if (figures.tpot)
            m_tpot.record(*figures.tpot);
    }

    void addServerTimes(const RequestRecord &record)
    {
        if (record.server == ServerTiming())
            return;
        const Nanoseconds at = record.terminator.value_or(record.closed.value_or(record.intended)) - m_start;
        if (isOnTimeLine(at))
            m_series.at(at).server.add(record, derive(record));
    }

    /// A stamp outside of the run's time line must not stretch it.
    [[nodiscard]] bool isOnTimeLine(Nanoseconds at) const { return at.count() >= 0 && at < m_seriesEnd; }

    /// The stored series knows chunks alone, since it is written before usage is known.
    void addUsage(const RequestRecord &record)
    {
        if (record.chunks.empty() || !countsTokens(countTokens(record).source))
            return;
        m_hasUsage = true;
        const std::vector<quint64> tokens = spreadTokens(record);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const Nanoseconds at = record.chunks[i].at - m_start;
            if (!isOnTimeLine(at))
                continue;
            quint64 &counted = m_series.at(at).outputTokens;
            counted = tokens[i] == 0 ? counted - std::min<quint64>(counted, 1) : counted + (tokens[i] - 1);
        }
    }

    TimePoint m_start;
    Slo m_slo;
    TimeSeries m_series;
    Nanoseconds m_seriesEnd;
    TimePoint m_lastSeen = m_start;
    RequestCounts m_counts;
    Histogram m_ttft;
    Histogram m_e2e;
    Histogram m_itl;
    Histogram m_tpot;
    Histogram m_responseTtft;
    quint64 m_measured = 0;
    quint64 m_good = 0;
    bool m_hasUsage = false;
    Snapshot m_snapshot;
};

} // namespace

Result<SnapshotPtr> snapshotOf(const RunFileReader &reader)
{
    SnapshotBuilder builder(reader);
    const Result<void> read =
        reader.forEachRecord(RecordQuery{}, [&builder](const RequestRecord &record) { builder.add(record); });
    if (!read)
        return read.error();
    return builder.finish(reader);
}

} // namespace weir
