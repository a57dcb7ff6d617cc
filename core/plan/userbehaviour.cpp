// SPDX-License-Identifier: GPL-3.0-or-later
// What simulated users do between and during requests: they think, and some leave.
#include "base/random.h"
#include "plan/plan.h"
#include "plan/randomstreams.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace weir {

namespace {

/// A drawn time, kept inside what a Nanoseconds holds and not before 0.
Nanoseconds drawnTime(double ns)
{
    constexpr qint64 half = std::numeric_limits<qint64>::max() / 2;
    return Nanoseconds{std::llround(std::clamp(ns, 0.0, static_cast<double>(half)))};
}

} // namespace

Nanoseconds thinkTimeOf(const ThinkTime &think, quint64 seed, UserIndex user, quint64 n)
{
    Random random(mixSeed({seed, thinkStream, user.value(), n}));
    const double low = static_cast<double>(think.low.count());
    const double deviation = static_cast<double>(think.deviation.count());
    switch (think.kind) {
    case ThinkTime::Kind::Constant:
        break;
    case ThinkTime::Kind::Uniform: {
        const double high = static_cast<double>(std::max(think.low, think.high).count());
        return drawnTime(low + (high - low) * random.uniform());
    }
    case ThinkTime::Kind::Exponential:
        return drawnTime(random.exponential(low));
    case ThinkTime::Kind::Normal:
        return drawnTime(random.normal(low, deviation));
    case ThinkTime::Kind::LogNormal:
        if (!(low > 0))
            break;
        return drawnTime(random.logNormal(low, deviation));
    }
    return think.low;
}

Nanoseconds meanThinkTime(const ThinkTime &think)
{
    const double low = static_cast<double>(think.low.count());
    const double deviation = static_cast<double>(think.deviation.count());
    if (think.kind == ThinkTime::Kind::Uniform)
        return drawnTime(low / 2 + static_cast<double>(std::max(think.low, think.high).count()) / 2);
    if (think.kind != ThinkTime::Kind::Normal || !(deviation > 0))
        return think.low;
    // The mean of max(X, 0) for a normal X.
    const double z = low / deviation;
    const double density = std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    return drawnTime(low * std::erfc(-z / std::numbers::sqrt2) / 2 + deviation * density);
}

std::optional<Abandonment> abandonmentOf(const LoadGroup &group, quint64 seed, RequestId request)
{
    const Abandonment &abandon = group.abandon;
    if (abandon.isEmpty() ||
        Random(mixSeed({seed, abandonStream, request.value()})).uniform() >= abandon.share)
        return std::nullopt;
    return abandon;
}

} // namespace weir
