// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage/queuemodel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace weir::bench {

namespace {

constexpr std::size_t workers = 4;
constexpr double meanPrefill = 0.1;
constexpr double meanDecode = 0.9;
constexpr double meanPatience = 2;
constexpr double lengthSigma = 0.8; ///< Of the logarithm.

double decodeTime(Lengths lengths, Random &random)
{
    if (lengths == Lengths::Exponential)
        return random.exponential(meanDecode);
    return meanDecode * std::exp(random.normal(-lengthSigma * lengthSigma / 2, lengthSigma));
}

double patienceOf(const QueueCase &what, Random &random)
{
    double patience = std::numeric_limits<double>::infinity();
    if (what.leave > 0 && random.uniform() < what.leave)
        patience = random.exponential(meanPatience);
    return what.deadline > 0 ? std::min(patience, what.deadline) : patience;
}

} // namespace

double QueueCase::arrivalsPerSecond() const
{
    return load * static_cast<double>(workers) / (meanPrefill + meanDecode);
}

void playQueue(const QueueCase &what, quint64 seed, double until,
               const std::function<void(const QueuedRequest &)> &visit)
{
    Random random(mixSeed({seed}));
    std::array<double, workers> freeAt{};
    for (double now = random.exponential(1 / what.arrivalsPerSecond()); now < until;
         now += random.exponential(1 / what.arrivalsPerSecond())) {
        double &worker = *std::min_element(freeAt.begin(), freeAt.end());
        QueuedRequest request;
        request.arrived = now;
        const double began = std::max(now, worker);
        request.firstToken = began + meanPrefill * (0.5 + random.uniform());
        request.lastToken = request.firstToken + decodeTime(what.lengths, random);
        request.left = now + patienceOf(what, random);
        // Who left while he waited takes no worker.
        if (request.left > began)
            worker = request.ended();
        visit(request);
    }
}

} // namespace weir::bench
