// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runheader.h"

#include "engine/environment.h"
#include "engine/runcontext.h"
#include "scenario/enumnames.h"

#include <algorithm>

namespace weir {

namespace {

/// Rows of a source that are rendered to find the longest body.
constexpr quint64 mostRows = 1000;

CertificateChoice chooseCertificate(const RunPlan &plan, const RunContext &context,
                                    const std::vector<Certificate> &certificates,
                                    const QJsonObject &environment)
{
    const Scenario &scenario = plan.scenario;
    const quint64 longestBody = certificates.empty() ? 0 : longestBodyOf(context);
    return findCertificate(
        certificates, hostFactsFrom(environment), stamperOf(scenario), [&](const FixedStream &stream) {
            LoadSignature load =
                signatureOf(scenario.load, withTokensOf(stream, scenario), plan.baseFolder, plan.workers);
            load.bodyBytes = longestBody;
            return load;
        });
}

/// This machine's limit on open files leaves less room than the scenario's own caps would.
bool isCappedByFiles(const RunPlan &plan)
{
    const std::vector<LoadGroup> &groups = plan.scenario.load.groups;
    for (std::size_t i = 0; i < std::min(groups.size(), plan.streams.caps.size()); ++i) {
        if (!groups[i].isOpen())
            continue;
        const std::optional<quint32> asked = capOf(groups[i]);
        if (!asked || plan.streams.caps[i] < *asked)
            return true;
    }
    return false;
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

quint64 longestBodyOf(const RunContext &context)
{
    quint64 longest = 0;
    for (quint32 i = 0; i < context.templates.size(); ++i) {
        const PreparedTemplate &prepared = context.templates[i];
        const quint64 rows = prepared.data ? context.data[*prepared.data].count() : 1;
        const quint64 rendered = std::min(rows, mostRows);
        for (quint64 n = 0; n < rendered; ++n) {
            RequestChoice choice;
            choice.requestTemplate = TemplateIndex{i};
            if (prepared.data)
                choice.row = RowIndex{n * rows / rendered};
            const Result<std::optional<QJsonObject>> row = context.rowOf(choice);
            if (!row)
                continue;
            const Result<RenderedRequest> request =
                prepared.renderer.render(choice, RequestId{}, 1, context.runTag, *row ? &**row : nullptr);
            if (request) // one that can't be made has no body, and fails in the run
                longest = std::max(longest, static_cast<quint64>(request->wire.body.size()));
        }
    }
    return longest;
}

RunHeader headerOf(const RunPlan &plan, const RunContext &context,
                   const std::vector<Certificate> &certificates)
{
    RunHeader header = headerOf(plan, *context.clock);
    header.environment.insert(QStringLiteral("workers"), static_cast<qint64>(plan.workers));
    if (isCappedByFiles(plan))
        header.environment.insert(QStringLiteral("capped_by_files"), true);
    header.environment.insert(QStringLiteral("calibration"),
                              toJson(chooseCertificate(plan, context, certificates, header.environment)));
    return header;
}

} // namespace weir
