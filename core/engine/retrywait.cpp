// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/retrywait.h"

#include "base/random.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double longestWaitNs = 1e18; ///< 31 years: added to any stamp it stays inside 64 bits.

} // namespace

std::optional<Nanoseconds> retryWait(const Target &target, const RequestRecord &record, OutcomeClass outcome,
                                     quint64 runSeed)
{
    const RetryPolicy &policy = target.retry;
    // Whoever has left does not come back, whatever the policy lists.
    if (record.attempt.value() >= policy.attempts || outcome == OutcomeClass::Abandoned ||
        !policy.on.contains(toString(outcome)))
        return std::nullopt;
    const quint64 seed = mixSeed({runSeed, record.request.value(), record.attempt.value(), 0x7e77});
    const double doubling = std::ldexp(1.0, static_cast<int>(record.attempt.value()) - 1);
    const double random = 1 + policy.jitter * (2 * Random(seed).uniform() - 1);
    const double wait =
        std::min(static_cast<double>(policy.backoff.count()) * doubling * random, longestWaitNs);
    if (!policy.honourRetryAfter || !record.retryAfter)
        return Nanoseconds{static_cast<qint64>(wait)};
    // A server that asks for a longer pause than a request may last would hold the run for as long as it
    // likes.
    if (*record.retryAfter > target.timers.deadline)
        return std::nullopt;
    return std::max(Nanoseconds{static_cast<qint64>(wait)}, *record.retryAfter);
}

RequestRecord nextAttemptOf(const RequestRecord &failed, TimePoint due)
{
    RequestRecord next;
    next.request = failed.request;
    next.attempt = AttemptNumber{failed.attempt.value() + 1};
    next.worker = failed.worker;
    next.user = failed.user;
    next.target = failed.target;
    next.requestTemplate = failed.requestTemplate;
    next.row = failed.row;
    next.phase = failed.phase;
    next.openLoad = failed.openLoad;
    next.intended = failed.intended;
    next.capWait = failed.capWait;
    next.due = due;
    next.firstStarted = failed.firstStarted ? failed.firstStarted : failed.started;
    return next;
}

} // namespace weir
