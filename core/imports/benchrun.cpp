// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchrun.h"

#include "imports/targetmapper.h"
#include "imports/variables.h"
#include "scenario/limits.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

struct ApiFacts
{
    QString vendor;
    QString path;
};

ApiFacts factsOf(BenchApi api)
{
    switch (api) {
    case BenchApi::Chat:
        return {QStringLiteral("openai-chat"), QStringLiteral("/v1/chat/completions")};
    case BenchApi::Completions:
        return {QStringLiteral("openai-completions"), QStringLiteral("/v1/completions")};
    case BenchApi::Responses:
        return {QStringLiteral("openai-responses"), QStringLiteral("/v1/responses")};
    case BenchApi::Embeddings:
        return {QStringLiteral("openai-embeddings"), QStringLiteral("/v1/embeddings")};
    }
    return {};
}

Target targetOf(ImportDraft &draft, const BenchRun &run)
{
    WebRequest request;
    request.url = run.url;
    while (request.url.endsWith(u'/'))
        request.url.chop(1);
    const ApiFacts facts = factsOf(run.api);
    const QString endpoint = run.endpoint.isEmpty() ? facts.path : run.endpoint;
    request.url += endpoint.startsWith(u'/') ? endpoint : u'/' + endpoint;
    request.headers = run.headers;
    request.bearer = run.key;
    request.bearerPlace = run.keyPlace;
    request.deadline = run.deadline;
    request.verifyTls = run.verifyTls;
    const ImportedPlace place = placeOf(request);
    const bool isKnown = place.vendor.preset != nullptr && place.vendor.isSure;
    Target target = targetFor(draft, request, place, isKnown ? place.vendor.preset->name : facts.vendor);
    target.name = place.url.host().isEmpty() ? QStringLiteral("service") : place.url.host();
    target.model = shownVariables(run.model);
    target.reuseConnections = run.reuseConnections;
    target.tokenizer = run.tokenizer;
    return target;
}

RequestTemplate requestOf(const BenchRun &run, const Target &target)
{
    RequestTemplate request;
    request.name = QStringLiteral("request");
    request.target = target.name;
    request.stream = run.stream && run.api != BenchApi::Embeddings;
    if (run.data) {
        request.data = run.data->name;
        request.prompt = QStringLiteral("{{%1}}").arg(run.promptField);
    } else if (run.input.kind != TokenLength::Kind::None || run.trace) {
        request.prompt = QStringLiteral("[{{unique}}] {{filler}}");
        if (!run.trace)
            request.promptTokens = run.input;
    }
    if (run.output.kind == TokenLength::Kind::Fixed && run.api != BenchApi::Embeddings)
        request.maxTokens = run.output.mean;
    else if (run.api != BenchApi::Embeddings && !run.trace)
        request.outputTokens = run.output;
    request.parameters.temperature = run.temperature;
    request.parameters.topP = run.topP;
    QJsonObject extra = run.extra;
    if (run.ignoreEos)
        extra.insert(QStringLiteral("ignore_eos"), true);
    if (!extra.isEmpty())
        request.extraBody = RawJson::of(extra);
    return request;
}

quint32 usersOf(double level)
{
    return quint32(std::clamp<double>(level, 1, limits::maxUsers));
}

ClosedLoad closedLoad(const BenchRun &run, Nanoseconds each)
{
    ClosedLoad closed;
    if (run.levels.size() == 1 && !run.ramp) {
        closed.users = usersOf(run.levels.front());
        return closed;
    }
    if (run.ramp)
        closed.steps.push_back(
            UserRamp{quint32(std::lround(run.rampFrom)), usersOf(run.levels.front()), *run.ramp});
    for (const double level : run.levels)
        closed.steps.push_back(UsersStep{usersOf(level), each});
    return closed;
}

OpenLoad openLoad(const BenchRun &run, Nanoseconds each)
{
    OpenLoad open;
    open.cap = run.cap;
    if (run.pace == BenchPace::AtOnce) {
        open.steps.push_back(AtOnceStep{std::clamp<quint64>(run.requests.value_or(1), 1, limits::maxAtOnce)});
        return open;
    }
    if (run.pace == BenchPace::Poisson) {
        open.arrivals = run.burstiness == 1 ? Arrivals::Poisson : Arrivals::Gamma;
        open.burstiness = run.burstiness;
    }
    if (run.levels.size() == 1 && !run.ramp) {
        open.rate = run.levels.front();
        return open;
    }
    if (run.ramp)
        open.steps.push_back(RateRamp{run.rampFrom, run.levels.front(), *run.ramp});
    if (!run.ramp || each.count() > 0) {
        for (const double level : run.levels)
            open.steps.push_back(RateStep{level, each});
    }
    return open;
}

LoadGroup groupOf(const BenchRun &run)
{
    constexpr Nanoseconds ofALevel = std::chrono::seconds{30};
    LoadGroup group;
    const Nanoseconds each = run.duration.value_or(ofALevel);
    if (run.trace) {
        group.model = *run.trace;
        group.duration.reset();
        return group;
    }
    if (run.pace == BenchPace::Users)
        group.model = closedLoad(run, each);
    else
        group.model = openLoad(run, each);
    const bool hasSteps = run.levels.size() > 1 || run.ramp || run.pace == BenchPace::AtOnce;
    if (hasSteps)
        group.duration.reset();
    else if (run.duration || run.requests)
        group.duration = run.duration;
    if (run.pace != BenchPace::AtOnce)
        group.requests = run.requests;
    return group;
}

} // namespace

void addBenchRun(ImportDraft &draft, const BenchRun &given)
{
    BenchRun run = given;
    if (run.levels.empty())
        run.levels.push_back(1);
    Scenario &scenario = draft.scenario();
    scenario.targets.push_back(targetOf(draft, run));
    scenario.requests.push_back(requestOf(run, scenario.targets.back()));
    if (run.data)
        scenario.data.push_back(*run.data);
    scenario.load.groups = {groupOf(run)};
    scenario.load.warmUp = run.warmUp.value_or(scenario.load.warmUp);
    scenario.load.drain = run.drain.value_or(scenario.load.drain);
    scenario.goals.errorBudget = run.errorBudget.value_or(scenario.goals.errorBudget);
    scenario.seed = run.seed;
    scenario.goals.serviceLevel = run.serviceLevel;
}

} // namespace weir
