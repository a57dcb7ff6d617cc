// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReplicaPool that starts, loses, retires and counts replicas.
#include "service/model/replicapool.h"

#include <algorithm>
#include <cmath>

namespace weir {

Replica *ReplicaPool::find(quint32 number)
{
    // Numbers only grow, and replicas stand in their order.
    const auto found =
        std::lower_bound(m_replicas.begin(), m_replicas.end(), number,
                         [](const auto &replica, quint32 wanted) { return replica->number() < wanted; });
    return found != m_replicas.end() && (*found)->number() == number ? found->get() : nullptr;
}

void ReplicaPool::onPhase(Replica &replica, TimePoint now)
{
    if (replica.isLost()) {
        replica.startCold(now);
        m_host.note(
            now, QStringLiteral("replica"),
            Message(WEIR_TEXT("service_note.replica_repaired", "Replica %1 is repaired and starts cold."),
                    replica.number()));
        return;
    }
    replica.startWarm(now);
    planFailure(replica, now);
    m_host.note(now, QStringLiteral("replica"),
                Message(WEIR_TEXT("service_note.replica_warms_up", "Replica %1 takes requests and warms up."),
                        replica.number()));
    dispatch(now);
}

void ReplicaPool::lose(Replica &replica, TimePoint now, Nanoseconds repair)
{
    if (replica.isLost())
        return;
    m_host.note(now, QStringLiteral("replica"),
                Message(WEIR_TEXT("service_note.replica_lost", "Replica %1 is lost with %2 requests."),
                        replica.number(), replica.scheduler().running()));
    const std::vector<quint32> slots = replica.lose(now);
    m_host.planPhase(now + repair, replica.number(), replica.generation());
    std::vector<quint32> again;
    for (const quint32 slot : slots) {
        ServiceTask &task = m_host.task(slot);
        task.onReplica = false;
        if (replica.breaker.noteFailure(slot, now))
            onTripped(replica,
                      WEIR_TEXT("service_note.replica_failed",
                                "Replica %1 has failed; it takes no requests for a while."),
                      now);
        const bool resumes = m_config.replicas.failover == Failover::Resume ||
                             (m_config.replicas.failover == Failover::Unbegun && task.produced == 0);
        if (!resumes) {
            m_host.broken(slot, now);
            continue;
        }
        task.prefillLeft = task.request.promptTokens + task.produced;
        task.cachedPrompt = 0;
        m_host.failedOver(slot, now);
        again.push_back(slot);
    }
    while (!replica.queue.isEmpty())
        again.push_back(replica.queue.pop().slot);
    // The first goes in last, so that it stands before the others.
    for (auto slot = again.rbegin(); slot != again.rend(); ++slot)
        requeue(*slot, now);
    dispatch(now);
}

void ReplicaPool::loseSome(quint32 count, TimePoint now, Nanoseconds repair)
{
    for (quint32 i = 0; i < count; ++i) {
        std::vector<Replica *> serving;
        for (const std::unique_ptr<Replica> &replica : m_replicas) {
            if (!replica->isLost() && !replica->isStarting())
                serving.push_back(replica.get());
        }
        if (serving.empty())
            return;
        lose(*serving[m_random.below(serving.size())], now, repair);
    }
}

void ReplicaPool::planFailure(const Replica &replica, TimePoint now)
{
    const double rate = m_config.replicas.failuresPerHour;
    if (rate <= 0)
        return;
    const double seconds = std::min(m_random.exponential(3600 / rate), 1e9);
    m_host.planFailure(now + Nanoseconds(std::llround(seconds * 1e9)), replica.number(),
                       replica.generation());
}

void ReplicaPool::scaleTo(quint32 wanted, TimePoint now, quint32 &nextNumber)
{
    while (replicas() < wanted) {
        m_replicas.push_back(makeReplica(nextNumber++));
        m_replicas.back()->startCold(now);
    }
    // The youngest go first, as Kubernetes prefers.
    for (auto at = m_replicas.rbegin(); at != m_replicas.rend() && replicas() > wanted; ++at) {
        Replica &replica = **at;
        if (replica.isLeaving())
            continue;
        replica.leave();
        std::vector<quint32> waitingThere;
        while (!replica.queue.isEmpty())
            waitingThere.push_back(replica.queue.pop().slot);
        for (auto slot = waitingThere.rbegin(); slot != waitingThere.rend(); ++slot)
            push(m_queue, *slot, now, true);
    }
    retire(now);
    dispatch(now);
}

void ReplicaPool::retire(TimePoint now)
{
    std::erase_if(m_replicas, [this, now](const std::unique_ptr<Replica> &replica) {
        if (!replica->isLeaving() || !replica->isIdle())
            return false;
        m_retiredGpu += replica->scheduler().gpu().total();
        m_retiredServing += replica->servingTime(now);
        m_retiredSteps += replica->scheduler().steps();
        return true;
    });
}

void ReplicaPool::setCuts(const std::vector<ReplicaCut> &cuts, TimePoint now)
{
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        replica->setCut(false);
    for (const ReplicaCut &cut : cuts)
        cutOff(cut);
    dispatch(now);
}

void ReplicaPool::cutOff(const ReplicaCut &cut)
{
    // By their numbers, so that another drill that begins meanwhile leaves the same ones cut off.
    std::vector<Replica *> drawn;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        drawn.push_back(replica.get());
    std::ranges::sort(drawn, {}, [&cut](const Replica *replica) {
        return mixSeed({cut.seed, replica->number()});
    });
    const std::size_t count =
        static_cast<std::size_t>(std::ceil(cut.share * static_cast<double>(drawn.size())));
    for (std::size_t i = 0; i < std::min(count, drawn.size()); ++i)
        drawn[i]->setCut(true);
}

void ReplicaPool::noteAnswer(Replica &replica, quint32 slot, TimePoint now)
{
    const Nanoseconds length = now - m_host.task(slot).scheduledAt;
    replica.noteAnswer(length);
    if (!m_config.replicas.breaker.enabled)
        return;
    if (replica.breaker.noteSuccess({slot, length, replica.meanAnswer(), replica.answers(), medianAnswer()},
                                    now))
        onTripped(
            replica,
            WEIR_TEXT("service_note.replica_slow", "Replica %1 is slow; it takes no requests for a while."),
            now);
}

void ReplicaPool::onTripped(const Replica &replica, MessageText text, TimePoint now)
{
    m_host.note(now, QStringLiteral("breaker"), Message(text, replica.number()));
    // Those that wait meanwhile try it again then.
    m_host.planEviction(now + m_config.replicas.breaker.open, m_identity.number);
}

Nanoseconds ReplicaPool::medianAnswer() const
{
    std::vector<Nanoseconds> means;
    for (const std::unique_ptr<Replica> &replica : m_replicas) {
        if (replica->answers() > 0)
            means.push_back(replica->meanAnswer());
    }
    if (means.empty())
        return Nanoseconds{0};
    const auto middle = means.begin() + static_cast<std::ptrdiff_t>((means.size() - 1) / 2);
    std::nth_element(means.begin(), middle, means.end());
    return *middle;
}

void ReplicaPool::flushPrefixes()
{
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        replica->flushPrefixes();
}

quint32 ReplicaPool::waiting() const
{
    std::size_t count = m_queue.size();
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        count += replica->queue.size();
    return static_cast<quint32>(count);
}

quint32 ReplicaPool::running() const
{
    quint32 count = 0;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        count += replica->scheduler().running();
    return count;
}

quint32 ReplicaPool::replicas() const
{
    return static_cast<quint32>(std::count_if(m_replicas.begin(), m_replicas.end(),
                                              [](const auto &replica) { return !replica->isLeaving(); }));
}

double ReplicaPool::gpuUse(TimePoint now) const
{
    double sum = 0;
    double serving = 0;
    for (const std::unique_ptr<Replica> &replica : m_replicas) {
        if (replica->isLost() || replica->isStarting())
            continue;
        sum += replica->scheduler().gpu().lastSecond(now);
        ++serving;
    }
    return serving > 0 ? sum / serving : 0;
}

double ReplicaPool::kvUse() const
{
    const double capacity = static_cast<double>(m_config.scheduler.kvTokens) * m_host.kvShare();
    double used = 0;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        used += static_cast<double>(replica->scheduler().kvTokens());
    const double room = capacity * static_cast<double>(m_replicas.size());
    return room > 0 ? std::min(1.0, used / room) : 0;
}

double ReplicaPool::gpuTotal() const
{
    double total = m_retiredGpu;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        total += replica->scheduler().gpu().total();
    return total;
}

Nanoseconds ReplicaPool::servingTotal(TimePoint now) const
{
    Nanoseconds total = m_retiredServing;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        total += replica->servingTime(now);
    return total;
}

quint64 ReplicaPool::steps() const
{
    quint64 count = m_retiredSteps;
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        count += replica->scheduler().steps();
    return count;
}

void ReplicaPool::appendStates(TimePoint now, std::vector<ReplicaState> &states) const
{
    for (const std::unique_ptr<Replica> &replica : m_replicas) {
        states.push_back(replica->state(now));
        states.back().canary = m_identity.canary;
    }
}

} // namespace weir
