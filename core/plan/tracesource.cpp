// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/tracesource.h"

#include "base/random.h"
#include "plan/randomstreams.h"

#include <cmath>

namespace weir {

Result<std::unique_ptr<ArrivalSource>> TraceSource::open(const TraceLoad &trace, const LoadGroup &group,
                                                         const GroupTimes &times, quint64 seed,
                                                         const QString &baseFolder)
{
    Result<TraceReader> reader = TraceReader::open(trace, baseFolder);
    if (!reader)
        return reader.error();
    return std::unique_ptr<ArrivalSource>(
        new TraceSource(std::move(reader).value(), trace, group, times, mixSeed({seed, traceStream})));
}

TraceSource::TraceSource(TraceReader reader, const TraceLoad &trace, const LoadGroup &group,
                         const GroupTimes &times, quint64 seed)
    : m_reader(std::move(reader))
    , m_trace(trace)
    , m_begin(times.from)
    , m_cut(times.cut)
    , m_left(group.requests)
    , m_seed(seed)
{
}

std::unique_ptr<ArrivalSource> TraceSource::clone() const
{
    return std::unique_ptr<ArrivalSource>(new TraceSource(*this));
}

std::optional<NumberedArrival> TraceSource::next(const FactorChanges &changes)
{
    while (m_copies == 0 && !m_hasEnded)
        m_hasEnded = !takeRow(changes);
    if (m_hasEnded || m_left == 0)
        return std::nullopt;
    --m_copies;
    if (m_left)
        --*m_left;
    NumberedArrival arrival = m_row;
    ++m_row.number;
    return arrival;
}

bool TraceSource::takeRow(const FactorChanges &changes)
{
    const Result<std::optional<TraceRow>> row = m_reader.next();
    if (!row || !*row || isBehind(m_trace, (*row)->at))
        return false;
    ++m_rows;
    if ((*row)->isWithoutTokens())
        return true;
    const std::optional<Nanoseconds> offset = replayedAt(m_trace, (*row)->at);
    if (!offset)
        return true; // before the stretch: no copies
    if (*offset >= m_cut.value_or(furthest - m_begin))
        return false;
    place(*offset, (*row)->lengths, changes);
    return true;
}

void TraceSource::place(Nanoseconds offset, const TraceLengths &lengths, const FactorChanges &changes)
{
    m_row.at = m_begin + offset;
    m_row.lengths = lengths;
    while (m_heeded < changes.size() && changes[m_heeded].at <= m_row.at)
        m_factor = changes[m_heeded++].factor;
    const double whole = std::floor(m_factor);
    const bool oneMore = Random(mixSeed({m_seed, m_rows})).uniform() < m_factor - whole;
    m_copies = static_cast<quint64>(whole) + (oneMore ? 1 : 0);
}

} // namespace weir
