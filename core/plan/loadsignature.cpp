// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/loadsignature.h"

#include "base/units.h"
#include "plan/plan.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Fine enough to meet the top of every step of a plan that a person writes.
constexpr std::size_t planPoints = 2000;

/// From one start of a user to its next.
double cycleSeconds(const ClosedLoad &closed, double answerSeconds)
{
    const double thinking = answerSeconds + toSeconds(meanThinkTime(closed.think));
    return closed.pace ? std::max(thinking, toSeconds(*closed.pace)) : thinking;
}

double peakStreams(const Load &load, const LoadGroup &group, Nanoseconds length, const QString &baseFolder)
{
    Load alone = load;
    alone.groups = {group};
    double peak = 0;
    for (const PlannedLoadPoint &point : plannedLoad(alone, length, planPoints, baseFolder))
        peak = std::max(peak, point.users);
    return peak;
}

} // namespace

Nanoseconds FixedStream::length() const
{
    const double gaps = std::max(tokens - 1, 0.0);
    return ttft + Nanoseconds{std::llround(gaps * static_cast<double>(itl.count()))};
}

FixedStream withTokensOf(FixedStream stream, const Scenario &scenario)
{
    double weights = 0;
    double tokens = 0;
    for (const RequestTemplate &request : scenario.requests) {
        weights += request.weight;
        tokens += request.weight * request.maxTokens.value_or(defaultAnswerTokens);
    }
    stream.tokens = weights > 0 ? tokens / weights : defaultAnswerTokens;
    return stream;
}

LoadSignature signatureOf(const Load &load, const LoadGroup &group, const FixedStream &stream,
                          const QString &baseFolder)
{
    LoadSignature signature;
    const double answerSeconds = std::max(toSeconds(stream.length()), 1e-3);
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    signature.streams = peakStreams(load, group, stream.length(), baseFolder);
    signature.requestsPerSecond =
        signature.streams / (closed ? cycleSeconds(*closed, answerSeconds) : answerSeconds);
    signature.chunksPerSecond = signature.requestsPerSecond * stream.tokens;
    return signature;
}

LoadSignature signatureOf(const Load &load, const FixedStream &stream, const QString &baseFolder,
                          quint32 workers)
{
    LoadSignature sum;
    sum.kind = kindOf(load);
    sum.workers = std::max<quint32>(workers, 1);
    for (const LoadGroup &group : load.groups) {
        const LoadSignature part = signatureOf(load, group, stream, baseFolder);
        sum.streams += part.streams;
        sum.requestsPerSecond += part.requestsPerSecond;
        sum.chunksPerSecond += part.chunksPerSecond;
    }
    return sum;
}

} // namespace weir
