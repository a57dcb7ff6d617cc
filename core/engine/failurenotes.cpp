// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/failurenotes.h"

#include <algorithm>

namespace weir {

namespace {

Message noteOf(const RequestRecord &record)
{
    const QString key = record.outcome.key();
    if (record.outcome.message.isEmpty())
        return Message(WEIR_TEXT("run.first_failure", "The first %1, request %2."), key,
                       record.request.value());
    return Message(WEIR_TEXT("run.first_failure_said", "The first %1, request %2: %3"), key,
                   record.request.value(), record.outcome.message);
}

} // namespace

std::vector<FailureNote> FailureNotes::firstOf(const WorkerBatch &batch)
{
    std::vector<FailureNote> notes;
    for (const RequestRecord &record : batch.finished) {
        const Outcome &outcome = record.outcome;
        if (standingOf(outcome.outcome) != Standing::Failed || m_seen.size() > mostKinds ||
            m_seen.contains(outcome.key()))
            continue;
        m_seen.insert(outcome.key());
        const bool isLast = m_seen.size() > mostKinds;
        notes.push_back({record.closed.value_or(batch.at),
                         isLast ? Message(WEIR_TEXT("run.more_failures",
                                                    "Failures of further kinds came; the table of requests "
                                                    "has them all."))
                                : noteOf(record)});
    }
    std::stable_sort(notes.begin(), notes.end(),
                     [](const FailureNote &a, const FailureNote &b) { return a.at < b.at; });
    return notes;
}

} // namespace weir
