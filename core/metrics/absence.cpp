// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/absence.h"

#include <QStringList>

#include <algorithm>

namespace weir {

bool failedToConnect(OutcomeClass outcome)
{
    return outcome == OutcomeClass::DnsFailure || outcome == OutcomeClass::ConnectRefused ||
           outcome == OutcomeClass::ConnectTimeout || outcome == OutcomeClass::ConnectFailed;
}

void AbsenceFinder::add(const RequestRecord &record)
{
    Evidence &evidence = m_targets[record.target];
    if (failedToConnect(record.outcome.outcome)) {
        if (record.closed)
            evidence.missed.push_back(
                {std::min(record.started.value_or(record.intended), *record.closed), *record.closed});
        return;
    }
    if (const Stamp answered = record.firstByte ? record.firstByte : record.headers)
        evidence.there.push_back(*answered);
    if (record.lastToken)
        evidence.there.push_back(*record.lastToken);
}

std::optional<AbsenceFinder::Failure> AbsenceFinder::longestIn(Evidence &evidence)
{
    std::sort(evidence.there.begin(), evidence.there.end());
    std::sort(evidence.missed.begin(), evidence.missed.end(),
              [](const Failure &a, const Failure &b) { return a.to < b.to; });
    std::optional<Failure> longest;
    std::optional<Failure> current;
    auto there = evidence.there.begin();
    std::optional<TimePoint> lastThere;
    for (const Failure &failure : evidence.missed) {
        for (; there != evidence.there.end() && *there <= failure.to; ++there) {
            lastThere = *there;
            current.reset();
        }
        const TimePoint from = lastThere ? std::max(failure.from, *lastThere) : failure.from;
        current = Failure{current ? std::min(current->from, from) : from, failure.to};
        if (!longest || current->to - current->from > longest->to - longest->from)
            longest = current;
    }
    return longest;
}

std::vector<Absence> AbsenceFinder::longest(TimePoint start, const QStringList &names)
{
    std::vector<Absence> absences;
    for (auto &[target, evidence] : m_targets) {
        if (evidence.missed.empty())
            continue;
        if (const std::optional<Failure> found = longestIn(evidence))
            absences.push_back({names.value(static_cast<qsizetype>(target.value())), found->from - start,
                                found->to - start});
    }
    return absences;
}

} // namespace weir
