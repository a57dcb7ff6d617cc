// SPDX-License-Identifier: GPL-3.0-or-later
// How hard a scenario loads its targets: groups that run side by side, each open, closed or a replayed trace.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace weir {

// ---- open load: steps follow one another; together they are the course of the rate

/// A rate that stays as it is.
struct RateStep
{
    double rate = 1; ///< Requests a second, fractions allowed; 0 is a pause.
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const RateStep &, const RateStep &) = default;
};

/// A rate that changes linearly.
struct RateRamp
{
    double from = 0; ///< Requests a second.
    double to = 1;
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const RateRamp &, const RateRamp &) = default;
};

/// Levels of rate, each `increment` above the one before.
struct RateStairs
{
    /// The first level. Nothing: `increment`, and with ramps one leads up to it from 0.
    std::optional<double> from;
    double increment = 1; ///< Requests a second; negative leads down.
    quint32 levels = 1;   ///< At least 1.
    Nanoseconds level = std::chrono::seconds{30};
    Nanoseconds ramp{0}; ///< Between two levels; 0 jumps.
    friend bool operator==(const RateStairs &, const RateStairs &) = default;
};

/// So many requests, spread over a time.
struct SpreadStep
{
    quint64 count = 1;
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const SpreadStep &, const SpreadStep &) = default;
};

/// So many requests at one moment.
struct AtOnceStep
{
    quint64 count = 1;
    friend bool operator==(const AtOnceStep &, const AtOnceStep &) = default;
};

/// So many requests in the shape of a smoothed Heaviside step: the densest in the middle of the time.
struct PeakStep
{
    quint64 count = 1;
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const PeakStep &, const PeakStep &) = default;
};

/// No requests for a time.
struct PauseStep
{
    Nanoseconds duration = std::chrono::seconds{10};
    friend bool operator==(const PauseStep &, const PauseStep &) = default;
};

using OpenStep = std::variant<RateStep, RateRamp, RateStairs, SpreadStep, AtOnceStep, PeakStep, PauseStep>;

enum class Arrivals
{
    Even,    ///< Gaps of exactly 1/rate.
    Poisson, ///< Exponential gaps.
    Uniform, ///< The count of an even load, at random times of the course: a Poisson process of known count.
    Gamma,   ///< Gamma gaps of OpenLoad::burstiness; 1 is Poisson.
};

/// What an arrival does while the cap on open streams is reached.
enum class CapPolicy
{
    Queue, ///< It waits; the wait is kept as cap_wait.
    Drop,  ///< It is dropped and counted.
};

/// Open load: requests arrive by the clock, whether or not answers do.
struct OpenLoad
{
    double rate = 1; ///< Requests a second, > 0, fractions allowed; without steps only.
    Arrivals arrivals = Arrivals::Even;
    std::optional<quint32> cap{}; ///< Most streams open at once; nothing: as many as the machine may open.
    CapPolicy capPolicy = CapPolicy::Queue;
    double burstiness = 1; ///< Arrivals::Gamma: shape of the gaps, > 0; below 1 bursty, above regular.
    std::vector<OpenStep> steps{}; ///< Empty: `rate` for the group's duration.
    friend bool operator==(const OpenLoad &, const OpenLoad &) = default;
};

// ---- closed load

/// How long a simulated user thinks between two requests.
struct ThinkTime
{
    enum class Kind
    {
        Constant,
        Uniform,
        Exponential,
        Normal,    ///< Cut at 0.
        LogNormal, ///< `low` and `deviation` are those of the time itself, not of its logarithm.
    };
    Kind kind = Kind::Constant;
    Nanoseconds low{0};       ///< Constant: the time. Uniform: the least. Else the mean.
    Nanoseconds high{0};      ///< Uniform: the most.
    Nanoseconds deviation{0}; ///< Normal, LogNormal: standard deviation.
    friend bool operator==(const ThinkTime &, const ThinkTime &) = default;
};

/// A number of users that stays as it is.
struct UsersStep
{
    quint32 users = 1; ///< 0 is a pause.
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const UsersStep &, const UsersStep &) = default;
};

/// Users that come or go evenly.
struct UserRamp
{
    quint32 from = 0;
    quint32 to = 1;
    Nanoseconds duration = std::chrono::seconds{30};
    friend bool operator==(const UserRamp &, const UserRamp &) = default;
};

/// Levels of users, each `increment` above the one before.
struct UserStairs
{
    /// The first level. Nothing: `increment`, and with ramps one leads up to it from 0.
    std::optional<quint32> from;
    qint32 increment = 1; ///< Negative leads down.
    quint32 levels = 1;   ///< At least 1.
    Nanoseconds level = std::chrono::seconds{30};
    Nanoseconds ramp{0}; ///< Between two levels; 0 jumps.
    friend bool operator==(const UserStairs &, const UserStairs &) = default;
};

using ClosedStep = std::variant<UsersStep, UserRamp, UserStairs>;

/// Closed load: a user sends, waits for the whole answer, thinks, and sends again. A user whom the course
/// takes away ends the request that runs and sends no more.
struct ClosedLoad
{
    quint32 users = 1; ///< 1..100,000; without steps only.
    ThinkTime think{};
    /// Least time between two starts of one user; what the answer leaves of it is waited beside thinking,
    /// not after it.
    std::optional<Nanoseconds> pace{};
    std::optional<quint64> iterations{}; ///< Measured requests of each user; nothing: as the group's length.
    bool keepConnections = true;     ///< False: every request of these users opens a connection of its own.
    std::vector<ClosedStep> steps{}; ///< Empty: `users` for the group's duration.
    friend bool operator==(const ClosedLoad &, const ClosedLoad &) = default;
};

// ---- trace

/// Replays arrivals that were recorded elsewhere, with their prompt and output lengths.
struct TraceLoad
{
    QString path; ///< .jsonl or .csv, relative to the project file; read as it is needed.
    /// Names of the columns (CSV) or members (JSONL). Empty: found among those that known traces use
    /// (plan/trace.h).
    QString timeColumn;
    QString inputColumn;
    QString outputColumn;
    double speed = 1;                  ///< Times the recorded speed, > 0; 2 replays in half the time.
    Nanoseconds from{0};               ///< Recorded time of the trace to begin with, since its first row.
    std::optional<Nanoseconds> length; ///< Recorded time to replay; nothing: to its end.
    std::optional<quint32> cap;        ///< As OpenLoad::cap.
    CapPolicy capPolicy = CapPolicy::Queue;
    friend bool operator==(const TraceLoad &, const TraceLoad &) = default;
};

// ---- the whole

/// Users who do not wait for the end; their requests end as `abandoned`.
struct Abandonment
{
    std::optional<Nanoseconds> withoutToken; ///< Leaves when no token has come so long after `started`.
    std::optional<quint64> afterChunks;      ///< Leaves when so many token-bearing chunks have come.
    double share = 1;                        ///< Of the requests that have such a user, 0..1.
    [[nodiscard]] bool isEmpty() const { return !withoutToken && !afterChunks; }
    friend bool operator==(const Abandonment &, const Abandonment &) = default;
};

/// One source of requests. It ends by whichever of its steps, duration, requests and iterations comes first.
struct LoadGroup
{
    QString name;              ///< Unique where there are several groups.
    QStringList mix;           ///< RequestTemplate::name of those it asks, by their weights; empty: all.
    Nanoseconds startAfter{0}; ///< Since the warm-up's end. A group that starts later has no warm-up.
    std::variant<ClosedLoad, OpenLoad, TraceLoad> model = ClosedLoad{};
    /// Of the measured part, after warm-up. A file that leaves it out means 30 s, or no limit where it gives
    /// `requests`, `iterations`, `steps` or a trace.
    std::optional<Nanoseconds> duration = std::chrono::seconds{30};
    std::optional<quint64> requests; ///< Requests in all, shared by all users; the warm-up's not counted.
    Abandonment abandon;

    /// Arrivals are planned: open or a trace.
    [[nodiscard]] bool isOpen() const { return !std::holds_alternative<ClosedLoad>(model); }
    friend bool operator==(const LoadGroup &, const LoadGroup &) = default;
};

/// How hard, and for how long.
struct Load
{
    std::vector<LoadGroup> groups{LoadGroup{}}; ///< At least one.
    /// Before the measured part, at the level at which a group's course begins; recorded but not in the
    /// figures. A trace has none and just starts later.
    Nanoseconds warmUp{0};
    Nanoseconds drain = std::chrono::seconds{30}; ///< After the last arrival; what still runs then is cut.
    std::optional<Nanoseconds>
        maxDuration; ///< Hard limit since the run's start: no arrival is planned after it.

    /// Most scenarios have one group.
    [[nodiscard]] LoadGroup &first() { return groups.front(); }
    [[nodiscard]] const LoadGroup &first() const { return groups.front(); }
    /// Every group plans its arrivals.
    [[nodiscard]] bool isOpen() const
    {
        for (const LoadGroup &group : groups) {
            if (!group.isOpen())
                return false;
        }
        return true;
    }
    friend bool operator==(const Load &, const Load &) = default;
};

/// What drives the requests of a load.
enum class LoadKind
{
    Closed, ///< Every group is made of users.
    Open,   ///< Every group plans its arrivals, a trace too.
    Mixed,
};

[[nodiscard]] inline LoadKind kindOf(const Load &load)
{
    if (load.isOpen())
        return LoadKind::Open;
    for (const LoadGroup &group : load.groups) {
        if (group.isOpen())
            return LoadKind::Mixed;
    }
    return LoadKind::Closed;
}

} // namespace weir
