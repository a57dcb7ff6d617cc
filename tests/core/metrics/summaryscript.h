// SPDX-License-Identifier: GPL-3.0-or-later
// Facts and records of whole runs, and their summary.
#pragma once

#include "core/metrics/recordscript.h"
#include "metrics/summarybuilder.h"

namespace weir::test {

inline RunFacts factsOf(double endMs)
{
    RunFacts facts;
    facts.scenario = QStringLiteral("sample");
    facts.start = zero;
    facts.measureFrom = zero;
    facts.end = atMs(endMs);
    return facts;
}

inline RequestRecord request(quint64 id, double startMs, const QString &chunks, double closedMs,
                             OutcomeClass outcome = OutcomeClass::Success)
{
    RequestRecord record = scripted(chunks, startMs, closedMs);
    record.request = RequestId{id};
    record.openLoad = true;
    record.outcome.outcome = outcome;
    return record;
}

/// One request each 100 ms, answered with two chunks 50 and 70 ms after its start.
inline std::vector<RequestRecord> evenLoad(int count)
{
    std::vector<RequestRecord> records;
    for (int i = 0; i < count; ++i)
        records.push_back(request(static_cast<quint64>(i), i * 100.0,
                                  QStringLiteral("c%1 c%2").arg(i * 100 + 50).arg(i * 100 + 70),
                                  i * 100 + 70));
    return records;
}

inline SummaryWithSamples build(const RunFacts &facts, const std::vector<RequestRecord> &records)
{
    const RecordSource source = [&records](const std::function<void(RequestRecord &&)> &visit) {
        for (const RequestRecord &record : records)
            visit(RequestRecord(record));
        return Result<void>();
    };
    return SummaryBuilder(facts).build(source).value();
}

} // namespace weir::test
