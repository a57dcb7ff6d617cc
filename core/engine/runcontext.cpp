// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runcontext.h"

#include "plan/trace.h"
#include "protocol/targetresolver.h"

#include <QRandomGenerator>

namespace weir {

namespace {

struct TargetParts
{
    std::vector<ResolvedTarget> resolved;
    std::vector<std::shared_ptr<const DecoderFactory>> decoders;
};

Error at(Error error, const QString &path)
{
    if (error.where.isEmpty())
        error.where = path;
    return error;
}

Result<TargetParts> resolveTargets(const Scenario &scenario, const QString &baseFolder,
                                   const QStringList &builtinUrls, Redactor &redactor)
{
    TargetParts parts;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const Target &target = scenario.targets[i];
        const QString path = QStringLiteral("/targets/%1").arg(i);
        Result<VendorPreset> vendor = findVendor(target.vendor, baseFolder);
        if (!vendor)
            return at(vendor.error(), path + QStringLiteral("/vendor"));
        const QUrl overrideBase(builtinUrls.value(static_cast<qsizetype>(i)));
        Result<ResolvedTarget> resolved = resolveTarget(target, *vendor, overrideBase, redactor);
        if (!resolved)
            return at(resolved.error(), path);
        Result<std::shared_ptr<const DecoderFactory>> decoders = DecoderFactory::compile(*vendor);
        if (!decoders)
            return at(decoders.error(), path + QStringLiteral("/vendor"));
        parts.resolved.push_back(std::move(*resolved));
        parts.decoders.push_back(std::move(*decoders));
    }
    return parts;
}

template <typename List>
std::optional<std::size_t> indexOfName(const List &list, const QString &name)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].name == name)
            return i;
    }
    return std::nullopt;
}

Result<void> prepareTemplates(RunContext &context, const TargetParts &targets)
{
    const Scenario &scenario = context.scenario;
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        const QString path = QStringLiteral("/requests/%1").arg(i);
        const std::optional<std::size_t> target = request.target.isEmpty()
                                                      ? std::optional<std::size_t>(0)
                                                      : indexOfName(scenario.targets, request.target);
        if (!target || *target >= scenario.targets.size())
            return Error{QStringLiteral("the target \"%1\" does not exist").arg(request.target),
                         path + QStringLiteral("/target"),
                         QStringLiteral("Name one of the scenario's targets.")};
        std::optional<std::size_t> data;
        if (!request.data.isEmpty()) {
            data = indexOfName(scenario.data, request.data);
            if (!data)
                return Error{QStringLiteral("the data source \"%1\" does not exist").arg(request.data),
                             path + QStringLiteral("/data"),
                             QStringLiteral("Name one of the scenario's data sources.")};
        }
        Result<RequestRenderer> renderer =
            RequestRenderer::compile(request, targets.resolved[*target], path, context.clock);
        if (!renderer)
            return at(renderer.error(), path);
        context.templates.push_back({TargetIndex{static_cast<quint32>(*target)}, std::move(*renderer),
                                     targets.decoders[*target], data});
    }
    return {};
}

/// A trace that breaks off in the middle of a run would be worse than none.
Result<void> inspectTraces(const Load &load, const QString &baseFolder)
{
    for (std::size_t i = 0; i < load.groups.size(); ++i) {
        const TraceLoad *trace = std::get_if<TraceLoad>(&load.groups[i].model);
        if (trace == nullptr)
            continue;
        const Result<TraceFacts> facts = inspectTrace(*trace, baseFolder);
        if (facts)
            continue;
        const Error &error = facts.error();
        const QString path = load.groups.size() == 1 ? QStringLiteral("/load/path")
                                                     : QStringLiteral("/load/groups/%1/path").arg(i);
        return error.within(path);
    }
    return {};
}

WireRequest connectionTo(const ResolvedTarget &target)
{
    WireRequest request;
    request.url = target.url;
    request.connectTimeout = target.target.timers.connect;
    request.verifyTls = target.target.verifyTls;
    request.http2 = target.target.http2;
    request.reuseConnection = target.target.reuseConnections;
    request.proxy = QUrl(target.target.proxy);
    return request;
}

} // namespace

Result<std::shared_ptr<const RunContext>>
RunContext::prepare(const Scenario &scenario, const QString &baseFolder, const QStringList &builtinUrls,
                    const QString &runTag, std::shared_ptr<const Clock> clock)
{
    if (scenario.targets.empty() || scenario.requests.empty() || scenario.load.groups.empty())
        return Error{QStringLiteral("the scenario has no target, no request or no load"),
                     {},
                     QStringLiteral("Add at least one of each.")};
    const std::shared_ptr<RunContext> context = std::make_shared<RunContext>();
    context->scenario = scenario;
    context->baseFolder = baseFolder;
    context->clock = std::move(clock);
    context->runTag = runTag;
    // 53 bits, so that the seed survives JSON readers that keep numbers as doubles.
    context->seed = scenario.seed.value_or(QRandomGenerator::global()->generate64() >> 11);
    context->scenario.seed = context->seed;

    for (std::size_t i = 0; i < scenario.data.size(); ++i) {
        Result<DataRows> rows = DataRows::load(scenario.data[i], baseFolder);
        if (!rows)
            return at(rows.error(), QStringLiteral("/data/%1").arg(i));
        context->data.push_back(std::move(*rows));
    }
    if (const Result<void> traces = inspectTraces(scenario.load, baseFolder); !traces)
        return traces.error();
    Result<TargetParts> targets = resolveTargets(scenario, baseFolder, builtinUrls, context->redactor);
    if (!targets)
        return targets.error();
    for (const ResolvedTarget &target : targets->resolved)
        context->connections.push_back(connectionTo(target));
    if (const Result<void> prepared = prepareTemplates(*context, *targets); !prepared)
        return prepared.error();

    std::vector<quint64> rowCounts;
    for (const PreparedTemplate &prepared : context->templates)
        rowCounts.push_back(prepared.data ? context->data[*prepared.data].count() : 0);
    context->chooser.emplace(context->scenario, std::move(rowCounts), context->seed);
    return std::shared_ptr<const RunContext>(context);
}

const QJsonObject *RunContext::rowOf(const RequestChoice &choice) const
{
    const PreparedTemplate &prepared = templates[choice.requestTemplate.value()];
    if (!prepared.data || !choice.row)
        return nullptr;
    return &data[*prepared.data].at(*choice.row);
}

} // namespace weir
