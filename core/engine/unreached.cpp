// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/unreached.h"

#include "metrics/validity.h"

#include <algorithm>

namespace weir {

namespace {

constexpr Nanoseconds firstPause = std::chrono::milliseconds{100};
constexpr Nanoseconds longestPause = std::chrono::seconds{5};
constexpr quint32 doublings = 6; ///< So many reach the longest one.

bool isThere(const WorkerBatch &batch)
{
    return batch.bytes > 0 ||
           std::any_of(batch.finished.begin(), batch.finished.end(), [](const RequestRecord &record) {
               return record.headers.has_value() || record.firstByte.has_value();
           });
}

} // namespace

Nanoseconds UnreachedPause::after(UserIndex user, OutcomeClass outcome)
{
    if (!failedToConnect(outcome) && outcome != OutcomeClass::TlsFailure) {
        m_failures.erase(user);
        return Nanoseconds{0};
    }
    quint32 &failures = m_failures[user];
    const Nanoseconds doubled = firstPause * (qint64{1} << failures);
    failures = std::min(failures + 1, doublings);
    return std::min(doubled, longestPause);
}

void UnreachedWatch::add(const WorkerBatch &batch)
{
    if (isThere(batch)) {
        m_there = batch.at;
        m_goneFrom.reset();
    }
    for (const RequestRecord &record : batch.finished) {
        if (!failedToConnect(record.outcome.outcome) || !record.closed)
            continue;
        const TimePoint asked = record.started.value_or(*record.closed);
        const TimePoint from = std::max(asked, m_there.value_or(asked));
        if (from > *record.closed)
            continue;
        m_goneTo = m_goneFrom ? std::max(m_goneTo, *record.closed) : *record.closed;
        m_goneFrom = std::min(from, m_goneFrom.value_or(from));
    }
}

std::optional<Nanoseconds> UnreachedWatch::goneFor() const
{
    if (!m_goneFrom || m_goneTo - *m_goneFrom < longestAbsence)
        return std::nullopt;
    return m_goneTo - *m_goneFrom;
}

} // namespace weir
