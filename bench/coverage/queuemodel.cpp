// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage/queuemodel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

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

/// The workers, and what a request meets there.
class Service
{
public:
    explicit Service(const QueueCase &what, Random &random) : m_case(what), m_random(random) {}

    /// `sent` must not descend.
    QueuedRequest answer(double arrived, double sent)
    {
        double &worker = *std::min_element(m_freeAt.begin(), m_freeAt.end());
        QueuedRequest request;
        request.arrived = arrived;
        const double began = std::max(sent, worker);
        request.firstToken = began + meanPrefill * (0.5 + m_random.uniform());
        request.lastToken = request.firstToken + decodeTime(m_case.lengths, m_random);
        request.left = sent + patienceOf(m_case, m_random);
        // Who left while he waited takes no worker.
        if (request.left > began)
            worker = request.ended();
        return request;
    }

private:
    const QueueCase &m_case;
    Random &m_random;
    std::array<double, workers> m_freeAt{};
};

/// The next request of a user with a pace.
struct Turn
{
    double sent = 0;
    double planned = 0;
    friend bool operator<(const Turn &a, const Turn &b) { return a.sent < b.sent; }
};

void playPace(const QueueCase &what, Service &service, double until,
              const std::function<void(const QueuedRequest &)> &visit)
{
    const double pace = what.pacedUsers / what.arrivalsPerSecond();
    std::multiset<Turn> turns;
    for (int user = 0; user < what.pacedUsers; ++user) {
        const double first = pace * user / what.pacedUsers;
        turns.insert({first, first});
    }
    while (turns.begin()->planned < until) {
        const Turn turn = turns.extract(turns.begin()).value();
        const QueuedRequest request = service.answer(turn.planned, turn.sent);
        const double next = turn.planned + pace;
        turns.insert({std::max(next, request.ended()), next});
        visit(request);
    }
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
    Service service(what, random);
    if (what.pacedUsers > 0) {
        playPace(what, service, until, visit);
        return;
    }
    for (double now = random.exponential(1 / what.arrivalsPerSecond()); now < until;
         now += random.exponential(1 / what.arrivalsPerSecond()))
        visit(service.answer(now, now));
}

} // namespace weir::bench
