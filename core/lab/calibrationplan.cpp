// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/calibrationplan.h"

#include "base/duration.h"
#include "base/units.h"
#include "metrics/calibrationquote.h"
#include "plan/tokenlengths.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr Nanoseconds longestAnswer = std::chrono::minutes{1};
constexpr double mostChunks = 2e6;
/// Below it a calibration would wait for minutes for a single answer.
constexpr double leastRate = 0.2;

Result<void> checkOptions(const CalibrationOptions &options)
{
    if (options.ttft < Nanoseconds{0} || options.ttft > longestCalibratedTime)
        return Error{Message(WEIR_TEXT("calibration.ttft_out_of_range",
                                       "The time to first token, %1, is out of range"),
                             formatDuration(options.ttft)),
                     {},
                     Message(WEIR_TEXT("calibration.advice_ttft", "Give 0 to 30 s."))};
    if (options.itl < shortestCalibratedGap || options.itl > longestCalibratedTime)
        return Error{
            Message(WEIR_TEXT("calibration.gap_out_of_range", "The gap between tokens, %1, is out of range"),
                    formatDuration(options.itl)),
            {},
            Message(WEIR_TEXT("calibration.advice_gap", "Give 1 ms to 30 s."))};
    if (options.duration < std::chrono::seconds{1} || options.duration > std::chrono::minutes{10})
        return Error{
            Message(WEIR_TEXT("calibration.duration_out_of_range", "The duration, %1, is out of range"),
                    formatDuration(options.duration)),
            {},
            Message(WEIR_TEXT("calibration.advice_duration", "Give 1 s to 10 min."))};
    return {};
}

quint32 tokensWithin(const CalibrationOptions &options, quint32 wanted)
{
    const qint64 most = (longestAnswer - options.ttft) / options.itl + 1;
    return static_cast<quint32>(std::clamp<qint64>(wanted, 1, most));
}

/// What reaches the service under test in a real run must not reach the reference service, and what the
/// reference service does not know would fail there.
Target plainTarget(const Target &target)
{
    Target plain;
    plain.name = target.name;
    plain.model = QStringLiteral("weir-reference");
    plain.reuseConnections = target.reuseConnections;
    return plain;
}

RequestTemplate plainRequest(RequestTemplate request, const CalibrationOptions &options)
{
    request.body.clear();
    request.parameters = {};
    request.extraBody = {};
    request.images.clear();
    request.audio.clear();
    request.stream = true;
    request.checks.clear();
    const double tokens =
        meanTokens(request.outputTokens).value_or(request.maxTokens.value_or(defaultAnswerTokens));
    request.maxTokens = tokensWithin(options, static_cast<quint32>(std::lround(tokens)));
    request.outputTokens = {};
    return request;
}

OpenLoad openLoadOf(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model)) {
        OpenLoad constant = *open;
        constant.steps.clear();
        constant.cap.reset(); // the peak is that of the capped plan
        return constant;
    }
    OpenLoad constant; // of a trace, whose arrivals come as they come
    constant.arrivals = Arrivals::Poisson;
    return constant;
}

LoadGroup constantGroup(const LoadGroup &group, const LoadSignature &peak, Nanoseconds duration)
{
    LoadGroup constant;
    constant.name = group.name;
    constant.mix = group.mix;
    constant.duration = duration;
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model)) {
        ClosedLoad users = *closed;
        users.steps.clear();
        users.iterations.reset();
        users.users = static_cast<quint32>(std::max<long long>(std::llround(peak.streams), 1));
        constant.model = users;
    } else {
        OpenLoad open = openLoadOf(group);
        open.rate = std::max(peak.requestsPerSecond, leastRate);
        constant.model = open;
    }
    return constant;
}

/// Shortens the measured part where its chunks would not fit into memory.
Nanoseconds boundedDuration(Nanoseconds wanted, Nanoseconds warmUp, double chunksPerSecond)
{
    const double fitting = mostChunks / std::max(chunksPerSecond, 1.0) - toSeconds(warmUp);
    const double seconds = std::clamp(fitting, 1.0, toSeconds(wanted));
    return Nanoseconds{std::llround(seconds * 1e9)};
}

Load constantLoad(const Load &load, const FixedStream &stream, Nanoseconds duration,
                  const QString &baseFolder)
{
    Load constant;
    constant.groups.clear();
    constant.warmUp = stream.length(); // by then as many streams are open as will be
    double chunksPerSecond = 0;
    for (const LoadGroup &group : load.groups) {
        const LoadSignature peak = signatureOf(load, group, stream, baseFolder);
        if (peak.streams <= 0)
            continue;
        chunksPerSecond += peak.chunksPerSecond;
        constant.groups.push_back(constantGroup(group, peak, duration));
    }
    for (LoadGroup &group : constant.groups)
        group.duration = boundedDuration(duration, constant.warmUp, chunksPerSecond);
    constant.drain = stream.length() + std::chrono::seconds{10};
    return constant;
}

} // namespace

Result<CalibrationPlan> planCalibration(const Scenario &scenario, const CalibrationOptions &options,
                                        const QString &baseFolder)
{
    if (const Result<void> checked = checkOptions(options); !checked)
        return checked.error();
    CalibrationPlan plan;
    plan.scenario.name = scenario.name;
    plan.scenario.data = scenario.data;
    for (DataSource &source : plan.scenario.data)
        source.atEnd = DataSource::AtEnd::Wrap;
    plan.scenario.goals.validity = scenario.goals.validity;
    plan.scenario.kernelStamps = scenario.kernelStamps;
    plan.scenario.seed = scenario.seed;
    plan.scenario.workers = scenario.workers;
    for (const Target &target : scenario.targets)
        plan.scenario.targets.push_back(plainTarget(target));
    for (const RequestTemplate &request : scenario.requests) {
        plan.scenario.requests.push_back(plainRequest(request, options));
        plan.tokens = std::max(plan.tokens, *plan.scenario.requests.back().maxTokens);
    }
    plan.stream.ttft = options.ttft;
    plan.stream.itl = options.itl;
    plan.stream = withTokensOf(plan.stream, plan.scenario);
    plan.scenario.load = constantLoad(scenario.load, plan.stream, options.duration, baseFolder);
    const Load &load = plan.scenario.load;
    if (load.groups.empty())
        return Error{
            Message(WEIR_TEXT("calibration.load_without_request", "The load has no request to calibrate")),
            {},
            Message(WEIR_TEXT("calibration.advice_load", "Give it users or a rate."))};
    plan.load = signatureOf(load, plan.stream, baseFolder, 1);
    plan.length = load.warmUp + load.first().duration.value_or(Nanoseconds{0});
    return plan;
}

Scenario scenarioAt(const CalibrationPlan &plan, const QString &url)
{
    Scenario scenario = plan.scenario;
    for (Target &target : scenario.targets)
        target.url = url;
    return scenario;
}

} // namespace weir
