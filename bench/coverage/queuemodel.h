// SPDX-License-Identifier: GPL-3.0-or-later
// A service whose true figures are known: requests arrive at random, or as users with a pace plan them, and
// queue for a few workers, which send tokens at an even pace.
#pragma once

#include "base/random.h"

#include <QtGlobal>

#include <functional>

namespace weir::bench {

enum class Lengths
{
    Exponential,
    LogNormal
};

/// What a service and its users are like. Times are seconds.
struct QueueCase
{
    Lengths lengths = Lengths::Exponential;
    double load = 0.5;   ///< Share of the capacity that the arrivals would need if nobody left.
    double leave = 0;    ///< Share of users that leave after a random time.
    double deadline = 0; ///< From the arrival on; 0: none.
    /// So many start a request each at even intervals, late where their last answer still goes on; 0:
    /// arrivals at random.
    int pacedUsers = 0;
    [[nodiscard]] double arrivalsPerSecond() const;
};

/// One request. Times are seconds from the run's start.
struct QueuedRequest
{
    double arrived = 0;    ///< With a pace: when it was planned.
    double firstToken = 0; ///< When it came, or would have come had the user stayed.
    double lastToken = 0;  ///< The same.
    double left = 0;       ///< When the user left or the deadline was over; infinite: never.

    [[nodiscard]] bool succeeded() const { return lastToken <= left; }
    /// Tokens that came by `at` (not before the first), of tokensPerSecond a second.
    [[nodiscard]] double ended() const { return succeeded() ? lastToken : left; }
};

inline constexpr double tokensPerSecond = 55; ///< Of one worker while it sends.

/// Plays arrivals until `until` and shows each request, in the order in which they are sent. A user that
/// leaves frees the worker at once. The same seed gives the same run.
void playQueue(const QueueCase &what, quint64 seed, double until,
               const std::function<void(const QueuedRequest &)> &visit);

} // namespace weir::bench
