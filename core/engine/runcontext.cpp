// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runcontext.h"

#include "base/keptinput.h"
#include "engine/runplan.h"
#include "protocol/targetresolver.h"
#include "protocol/wireheaders.h"
#include "scenario/channelkind.h"
#include "transport/tls/tlssetting.h"

#include <algorithm>
#include <map>

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
        error.where = Message::verbatim(path);
    return error;
}

Result<TargetParts> resolveTargets(const RunPlan &plan, Redactor &redactor)
{
    TargetParts parts;
    for (std::size_t i = 0; i < plan.scenario.targets.size(); ++i) {
        const Target &target = plan.scenario.targets[i];
        const QString path = QStringLiteral("/targets/%1").arg(i);
        Result<VendorPreset> vendor = findVendor(target.vendor, plan.baseFolder);
        if (!vendor)
            return at(vendor.error(), path + QStringLiteral("/vendor"));
        const QString url = plan.targetUrls.value(static_cast<qsizetype>(i));
        const QUrl instead(url == target.url ? QString() : url); // only what stands in for the scenario's own
        Result<ResolvedTarget> resolved = resolveTarget(target, *vendor, instead, redactor);
        if (!resolved)
            return at(resolved.error(), path);
        resolved->baseFolder = plan.baseFolder;
        if (const Result<void> tls = readTlsOf(*resolved, plan.baseFolder, path, redactor); !tls)
            return tls.error();
        Result<std::shared_ptr<const DecoderFactory>> decoders =
            DecoderFactory::compile(*vendor, quint64{plan.scenario.mostEventMib} << 20);
        if (!decoders)
            return at(decoders.error(), path + QStringLiteral("/vendor"));
        parts.resolved.push_back(std::move(*resolved));
        parts.decoders.push_back(std::move(*decoders));
    }
    return parts;
}

/// A file that several targets name is read once.
Result<void> readTokenizers(RunContext &context)
{
    std::map<QString, std::shared_ptr<const Tokenizer>> known;
    for (std::size_t i = 0; i < context.scenario.targets.size(); ++i) {
        const QString &file = context.scenario.targets[i].tokenizer;
        std::shared_ptr<const Tokenizer> &tokenizer = known[file];
        if (!file.isEmpty() && !tokenizer) {
            Result<std::shared_ptr<const Tokenizer>> read =
                readTokenizer(inputPath(file, context.baseFolder));
            if (!read)
                return read.error().within(Message::verbatim(QStringLiteral("/targets/%1/tokenizer").arg(i)));
            tokenizer = std::move(*read);
        }
        context.tokenizers.push_back(tokenizer);
    }
    return {};
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
            return Error{
                Message(WEIR_TEXT("run.no_such_target", "The target \"%1\" does not exist"), request.target),
                Message::verbatim(path + QStringLiteral("/target")),
                Message(WEIR_TEXT("run.name_target", "Name one of the scenario's targets."))};
        std::optional<std::size_t> data;
        if (!request.data.isEmpty()) {
            data = indexOfName(scenario.data, request.data);
            if (!data)
                return Error{Message(WEIR_TEXT("run.no_such_data", "The data source \"%1\" does not exist"),
                                     request.data),
                             Message::verbatim(path + QStringLiteral("/data")),
                             Message(WEIR_TEXT("run.name_data", "Name one of the scenario's data sources."))};
        }
        Result<RequestRenderer> renderer =
            RequestRenderer::compile(request, targets.resolved[*target], path, context.clock);
        if (!renderer)
            return at(renderer.error(), path);
        Result<AnswerChecks> checks = AnswerChecks::compile(request.checks);
        if (!checks)
            return at(checks.error(), path);
        context.templates.push_back({TargetIndex{static_cast<quint32>(*target)}, std::move(*renderer),
                                     targets.decoders[*target], data, std::move(*checks)});
    }
    return {};
}

} // namespace

std::optional<WireRequest> connectionTo(const ResolvedTarget &target, const Clock &clock, Redactor &redactor)
{
    WireRequest request;
    request.url = target.url;
    request.headers = target.headers; // a WebSocket's handshake has them
    request.connectTimeout = target.target.timers.connect;
    request.verifyTls = target.target.verifyTls;
    request.tls = target.tls;
    if (channelOf(target.url.scheme()) == ChannelKind::WebSocket)
        request.channel = WebSocketRequest{};
    else
        request.channel = HttpRequest{target.vendor.method, target.target.http2};
    request.reuseConnection = target.target.reuseConnections;
    request.proxy = target.proxy;
    if (std::holds_alternative<WebSocketRequest>(request.channel) && target.authorizer) {
        // Its handshake is what proves who asks. Without the proof it would be refused, and kept from nobody.
        const Result<Proof> proof = target.authorizer->prove(
            {request.method(), request.url, request.headers, request.body, 1, clock.wallTime()});
        if (!proof)
            return std::nullopt;
        for (const RawHeader &header : proof->headers)
            setHeader(request.headers, header);
        for (const QByteArray &secret : proof->secrets)
            redactor.add(secret);
    }
    return request;
}

Result<std::shared_ptr<const RunContext>> RunContext::prepare(const RunPlan &plan,
                                                              std::shared_ptr<const Clock> clock)
{
    const Scenario &scenario = plan.scenario;
    const std::shared_ptr<RunContext> context = std::make_shared<RunContext>();
    context->scenario = scenario;
    context->baseFolder = plan.baseFolder;
    context->clock = std::move(clock);
    context->runTag = plan.tag;
    context->seed = plan.seed();
    context->length = plan.length();
    context->countedRequests = plan.countedRequests;

    for (std::size_t i = 0; i < scenario.data.size(); ++i) {
        Result<DataRows> rows = DataRows::load(scenario.data[i], plan.baseFolder);
        if (!rows)
            return at(rows.error(), QStringLiteral("/data/%1").arg(i));
        context->data.push_back(std::move(*rows));
    }
    Result<TargetParts> targets = resolveTargets(plan, context->redactor);
    if (!targets)
        return targets.error();
    for (const ResolvedTarget &target : targets->resolved) {
        if (std::optional<WireRequest> connection = connectionTo(target, *context->clock, context->redactor))
            context->connections.push_back(std::move(*connection));
    }
    if (const Result<void> read = readTokenizers(*context); !read)
        return read.error();
    for (std::size_t i = 0; i < targets->resolved.size(); ++i)
        targets->resolved[i].tokenizer = context->tokenizers[i];
    if (const Result<void> prepared = prepareTemplates(*context, *targets); !prepared)
        return prepared.error();

    std::vector<quint64> rowCounts;
    for (const PreparedTemplate &prepared : context->templates)
        rowCounts.push_back(prepared.data ? context->data[*prepared.data].count() : 0);
    context->chooser.emplace(context->scenario, std::move(rowCounts), context->seed);
    for (quint32 i = 0; i < context->templates.size(); ++i) {
        const std::optional<std::size_t> source = context->templates[i].data;
        if (source && !context->data[*source].isWhole())
            context->chooser->followRows(TemplateIndex{i}, [rows = context->data[*source]](quint64 number) {
                return rows.countBeyond(number);
            });
    }
    return std::shared_ptr<const RunContext>(context);
}

bool RunContext::countsTexts() const
{
    return std::any_of(
        tokenizers.begin(), tokenizers.end(),
        [](const std::shared_ptr<const Tokenizer> &tokenizer) { return tokenizer != nullptr; });
}

Result<std::optional<QJsonObject>> RunContext::rowOf(const RequestChoice &choice) const
{
    const PreparedTemplate &prepared = templates[choice.requestTemplate.value()];
    if (!prepared.data || !choice.row)
        return std::optional<QJsonObject>();
    Result<QJsonObject> row = data[*prepared.data].at(*choice.row);
    if (!row)
        return row.error();
    return std::optional(std::move(*row));
}

} // namespace weir
