// SPDX-License-Identifier: GPL-3.0-or-later
// One scenario against one service, live over sockets or in virtual time.
#pragma once

#include "lab/builtintarget.h"
#include "lab/simulation.h"
#include "service/referenceservice.h"
#include "store/runfile.h"
#include "support/runtoend.h"

#include <QTemporaryDir>

namespace weir::test {

/// Summary and records of a run; throws std::runtime_error when it could not be had.
struct LabRun
{
    Summary summary;
    std::vector<RequestRecord> records;
};

inline std::vector<RequestRecord> recordsOf(const QString &path)
{
    std::vector<RequestRecord> records;
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (reader)
        (void)(*reader)->forEachRecord(
            {}, [&records](const RequestRecord &record) { records.push_back(record); });
    return records;
}

inline LabRun simulated(const Scenario &scenario, const ServiceConfig &service, const QString &tag = {})
{
    const QTemporaryDir folder;
    SimulationRequest request;
    request.scenario = scenario;
    request.baseFolder = folder.path();
    request.service = service;
    request.tag = tag;
    request.runPath = folder.filePath(QStringLiteral("simulated.weirrun"));
    const Result<SimulationResult> result = simulate(request);
    if (!result)
        throw std::runtime_error(result.error().text().toStdString());
    return {result->summary, recordsOf(request.runPath)};
}

/// Over curl, which tells every end apart.
inline LabRun live(Scenario scenario, const ServiceConfig &service)
{
    const QTemporaryDir folder;
    const Result<std::unique_ptr<ReferenceService>> started =
        ReferenceService::start(seededBy(scenario.seed, service));
    if (!started)
        throw std::runtime_error(started.error().text().toStdString());
    for (Target &target : scenario.targets)
        target.url = (*started)->url().toString();
    scenario.transport = TransportKind::Curl;
    scenario.goals.validity = toleratingAll();
    const Result<FinishedRun> run = runToEnd(scenario, folder.path());
    if (!run)
        throw std::runtime_error(run.error().text().toStdString());
    return {run->summary, run->records};
}

inline quint64 countOf(const LabRun &run, OutcomeClass outcome)
{
    const auto found = run.summary.errors.find(outcome);
    return found == run.summary.errors.end() ? 0 : found->second;
}

} // namespace weir::test
