// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/runtoend.h"

#include "engine/run.h"
#include "lab/builtintarget.h"
#include "store/runfile.h"

#include <QEventLoop>
#include <QTimer>

namespace weir::test {

Scenario scenarioFor(const QString &url, quint64 requests)
{
    Scenario scenario;
    scenario.name = QStringLiteral("test");
    Target target;
    target.name = QStringLiteral("target");
    target.url = url;
    target.model = QStringLiteral("test-model");
    scenario.targets.push_back(target);
    RequestTemplate request;
    request.name = QStringLiteral("request");
    scenario.requests.push_back(request);
    scenario.load.first().duration.reset();
    scenario.load.first().requests = requests;
    scenario.load.drain = std::chrono::seconds{10};
    scenario.seed = 1;
    return scenario;
}

ValiditySettings toleratingAll()
{
    constexpr std::chrono::hours never{1};
    ValiditySettings validity;
    validity.achievedShare = 0.01;
    validity.slipP99 = validity.loopLagP99 = validity.processorFor = never;
    validity.throttledShare = 1;
    return validity;
}

Result<FinishedRun> runToEnd(const Scenario &scenario, const QString &folder,
                             const std::function<void(Run &)> &whileRunning, std::chrono::milliseconds limit,
                             const std::vector<Certificate> &certificates, std::optional<quint64> memoryLimit)
{
    static int count = 0;
    const Result<BuiltinTargets> services = BuiltinTargets::startFor(scenario);
    if (!services)
        return services.error();
    RunRequest request;
    request.scenario = scenario;
    request.baseFolder = folder;
    request.runPath = QStringLiteral("%1/run-%2.weirrun").arg(folder).arg(++count);
    request.builtinUrls = services->urls();
    request.tag = services->runTag();
    request.certificates = certificates;
    request.memoryLimit = memoryLimit;
    Result<std::unique_ptr<Run>> run = Run::prepare(request);
    if (!run)
        return run.error();

    FinishedRun finished;
    Result<RunResult> outcome =
        Error{Message::verbatim(QStringLiteral("the run did not end in time")), {}, {}};
    QEventLoop loop;
    QObject::connect(run->get(), &Run::phaseChanged, &loop,
                     [&](RunPhase phase) { finished.phases.push_back(phase); });
    QObject::connect(run->get(), &Run::finished, &loop, [&](const Result<RunResult> &result) {
        outcome = result;
        loop.quit();
    });
    QTimer::singleShot(limit, &loop, [&loop] { loop.quit(); });
    (*run)->start();
    if (whileRunning)
        whileRunning(**run);
    loop.exec();
    if (!outcome)
        return outcome.error();

    finished.summary = outcome->summary;
    finished.path = outcome->runPath;
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(finished.path);
    if (!reader)
        return reader.error();
    const Result<void> read = (*reader)->forEachRecord(
        RecordQuery{}, [&finished](const RequestRecord &record) { finished.records.push_back(record); });
    if (!read)
        return read.error();
    return finished;
}

} // namespace weir::test
