// SPDX-License-Identifier: GPL-3.0-or-later
// A finished run file with known records for the tests of the Runs page.
#pragma once

#include "metrics/summary.h"
#include "samplerun.h"
#include "store/runsummary.h"

#include <QDir>

namespace weir::test {

/// Writes `requests` sample records (every tenth, from the eighth on, an api_error) and returns the path;
/// empty on failure.
inline QString writeSavedRun(const QString &folder, quint64 requests)
{
    using namespace std::chrono_literals;
    const RunHeader header = sampleHeader();
    const QString path = QDir(folder).filePath(header.id + QStringLiteral(".weirrun"));
    Result<std::unique_ptr<RunFileWriter>> writer = RunFileWriter::create(path, header);
    if (!writer)
        return {};
    std::vector<RequestRecord> records;
    SeriesPoint second;
    for (quint64 i = 0; i < requests; ++i) {
        records.push_back(sampleRecord(i));
        ++second.started;
        if (records.back().outcome.outcome == OutcomeClass::Success)
            ++second.succeeded;
        else
            ++second.errors[records.back().outcome.outcome];
        second.chunks += records.back().chunkCount;
        second.ttft.record(50ms);
        second.itl.record(20ms, 4);
    }
    (*writer)->addRecords(records);
    (*writer)->addSeriesPoint(0, second);
    (*writer)->addNote({0ns, QStringLiteral("phase"), Message::verbatim(QStringLiteral("Measuring begins"))});
    RunMilestones milestones;
    milestones.start = header.zero;
    milestones.measureFrom = header.zero;
    milestones.end = header.zero + 1s;
    milestones.planned = requests;
    (*writer)->setMilestones(milestones, GeneratorHealth());
    if (!(*writer)->commit())
        return {};
    Summary summary;
    summary.verdict = Verdict::Pass;
    summary.ttft = distributionOf({50e6});
    return (*writer)->finish(RunState::Finished, toJson(summary)) ? path : QString();
}

} // namespace weir::test
