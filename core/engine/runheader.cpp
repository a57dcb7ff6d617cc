// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runheader.h"

#include "engine/environment.h"
#include "scenario/enumnames.h"

namespace weir {

namespace {

CertificateChoice chooseCertificate(const RunPlan &plan, const std::vector<Certificate> &certificates,
                                    const QJsonObject &environment)
{
    const Scenario &scenario = plan.scenario;
    return findCertificate(
        certificates, hostFactsFrom(environment), stamperOf(scenario), [&](const FixedStream &stream) {
            return signatureOf(scenario.load, withTokensOf(stream, scenario), plan.baseFolder, plan.workers);
        });
}

} // namespace

RunHeader headerOf(const RunPlan &plan, const Clock &clock)
{
    RunHeader header;
    header.id = plan.runId;
    header.scenario = plan.scenario;
    header.seed = plan.seed();
    header.transport = enumName(plan.scenario.transport);
    header.startedAt = clock.wallTime();
    header.zero = clock.now();
    header.environment = describeEnvironment();
    return header;
}

RunHeader headerOf(const RunPlan &plan, const Clock &clock, const std::vector<Certificate> &certificates)
{
    RunHeader header = headerOf(plan, clock);
    header.environment.insert(QStringLiteral("workers"), static_cast<qint64>(plan.workers));
    header.environment.insert(QStringLiteral("calibration"),
                              toJson(chooseCertificate(plan, certificates, header.environment)));
    return header;
}

} // namespace weir
