// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/streambudget.h"

#include "plan/usercourse.h"
#include "scenario/limits.h"

#include <QThread>

#include <algorithm>
#include <limits>

namespace weir {

namespace {

constexpr quint32 streamsPerWorker = 500;
constexpr double mostSteering = 1000;

/// The part of `room` that a group without a cap gets, `groups` of them being there.
quint64 shareOfRest(quint64 room, quint64 users, quint64 groups)
{
    const quint64 forSteering = std::min(room / 2, 3 * users);
    return groups > 0 ? std::max<quint64>((room - forSteering) / groups, 1) : 0;
}

} // namespace

std::optional<quint32> capOf(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return open->cap;
    const TraceLoad *trace = std::get_if<TraceLoad>(&group.model);
    return trace != nullptr ? trace->cap : std::nullopt;
}

quint64 mostUsersOf(const Load &load)
{
    quint64 users = 0;
    for (GroupIndex group = 0; group < load.groups.size(); ++group)
        users += load.groups[group].isOpen() ? 0 : UserCourse(load, group).mostUsers();
    return users;
}

StreamBudget divideStreams(const Load &load, quint32 room)
{
    StreamBudget budget;
    budget.users = mostUsersOf(load);
    quint64 asked = 0;
    quint64 uncapped = 0;
    for (const LoadGroup &group : load.groups) {
        asked += capOf(group).value_or(0);
        uncapped += group.isOpen() && !capOf(group) ? 1 : 0;
    }
    const quint64 forCaps = room - std::min<quint64>(budget.users + uncapped, room);
    const double fits = asked > forCaps ? static_cast<double>(forCaps) / static_cast<double>(asked) : 1;
    const quint64 taken = std::min<quint64>(budget.users + std::min(asked, forCaps), room);
    const quint64 rest = shareOfRest(room - taken, budget.users, uncapped);
    quint64 given = budget.users;
    for (const LoadGroup &group : load.groups) {
        const std::optional<quint32> cap = capOf(group);
        quint64 streams = group.isOpen() ? rest : 0;
        if (cap)
            streams = std::max<quint64>(static_cast<quint64>(*cap * fits), 1);
        budget.caps.push_back(static_cast<quint32>(streams));
        given += streams;
    }
    double most = mostSteering;
    if (budget.users > 0) {
        const quint64 users =
            std::min<quint64>(budget.users + (room - std::min<quint64>(given, room)), limits::maxUsers);
        most = std::min(most, static_cast<double>(users) / static_cast<double>(budget.users));
    }
    budget.mostFactor = std::max(most, 1.0);
    return budget;
}

quint32 chooseWorkers(const Scenario &scenario, const StreamBudget &budget, quint32 ranks)
{
    quint64 streams = budget.users;
    // A worker without a user has nothing to do, and each takes at least one stream of every cap.
    quint64 most = std::max<quint64>(budget.users, 1);
    bool anyCap = false;
    for (const quint32 cap : budget.caps) {
        if (cap == 0)
            continue;
        streams += std::min<quint32>(cap, 1000);
        most = anyCap ? std::min<quint64>(most, cap) : cap;
        anyCap = true;
    }
    streams = (streams + ranks - 1) / ranks;
    most = std::max<quint64>(most / ranks, 1);
    const quint64 processors = static_cast<quint64>(std::max(1, QThread::idealThreadCount()));
    const quint64 wanted = std::min((streams + streamsPerWorker - 1) / streamsPerWorker, processors);
    return static_cast<quint32>(std::clamp<quint64>(scenario.workers ? *scenario.workers : wanted, 1, most));
}

std::size_t connectionsToPrepare(const Load &load, quint32 workers)
{
    quint64 connections = 0;
    for (GroupIndex group = 0; group < load.groups.size(); ++group) {
        const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.groups[group].model);
        if (closed == nullptr)
            connections += 6;
        else if (closed->keepConnections)
            connections += (UserCourse(load, group).mostUsers() + workers - 1) / workers;
    }
    return connections;
}

} // namespace weir
