// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/replicapool.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr quint64 balancePurpose = 0x62616c616e6365;
constexpr quint64 poolPurpose = 0x706f6f6c;

} // namespace

ReplicaPool::ReplicaPool(const ModelConfig &config, PoolHost &host, Identity identity)
    : m_config(config)
    , m_host(host)
    , m_identity(identity)
    , m_balancer(config.replicas.balancing, mixSeed({config.drawSeed(), balancePurpose, identity.number}))
    , m_queue(config.queue.priorities)
    , m_random(mixSeed({config.drawSeed(), poolPurpose, identity.number}))
{
}

void ReplicaPool::begin(quint32 replicas, TimePoint now, quint32 &nextNumber)
{
    for (quint32 i = 0; i < replicas; ++i) {
        m_replicas.push_back(makeReplica(nextNumber++));
        Replica &replica = *m_replicas.back();
        if (m_config.replicas.startCold)
            replica.startCold(now);
        else
            replica.startReady(now);
        planFailure(replica, now);
    }
}

std::unique_ptr<Replica> ReplicaPool::makeReplica(quint32 number)
{
    const RandomFigure factor{RandomFigureKind::LogNormal, 1, m_config.replicas.speedSpread, 0.05};
    return std::make_unique<Replica>(number, m_config, m_host, m_identity.speed * factor.draw(m_random));
}

bool ReplicaPool::hasPlace(std::size_t waiting) const
{
    if (m_config.queue.capacity == 0)
        return true;
    return static_cast<double>(waiting) < std::floor(m_config.queue.capacity * m_host.queueShare());
}

bool ReplicaPool::mayServe() const
{
    return std::any_of(m_replicas.begin(), m_replicas.end(),
                       [](const auto &replica) { return !replica->isLost() && !replica->isLeaving(); });
}

void ReplicaPool::push(WaitQueue &queue, quint32 slot, TimePoint now, bool front)
{
    ServiceTask &task = m_host.task(slot);
    task.queued = true;
    queue.push({slot, task.request.priority, now}, front);
    if (m_config.queue.timeout > Nanoseconds{0})
        planEviction(now + m_config.queue.timeout);
}

void ReplicaPool::planEviction(TimePoint at)
{
    if (m_evictionAt && *m_evictionAt <= at)
        return;
    m_evictionAt = at;
    m_host.planEviction(at, m_identity.number);
}

void ReplicaPool::arrive(quint32 slot, TimePoint now)
{
    if (!mayServe())
        return m_host.refused(slot, RefusalReason::NoReplica, now);
    if (m_config.queue.perReplica)
        return arriveAtReplica(slot, now);
    push(m_queue, slot, now, false);
    dispatch(now);
    // Only who really has to wait needs a place.
    if (m_host.task(slot).queued && !hasPlace(m_queue.size() - 1)) {
        m_queue.remove(slot);
        m_host.task(slot).queued = false;
        m_host.refused(slot, RefusalReason::QueueFull, now);
    }
}

void ReplicaPool::arriveAtReplica(quint32 slot, TimePoint now)
{
    m_candidates.clear();
    for (const std::unique_ptr<Replica> &replica : m_replicas) {
        if (replica->takesRequests(now))
            m_candidates.push_back(
                {replica->number(), replica->weight(now),
                 replica->scheduler().running() + static_cast<quint32>(replica->queue.size()),
                 replica->meanAnswer()});
    }
    if (m_candidates.empty()) {
        // None takes requests just now, but one will: they wait for it together.
        push(m_queue, slot, now, false);
        if (!hasPlace(m_queue.size() - 1)) {
            m_queue.remove(slot);
            m_host.task(slot).queued = false;
            m_host.refused(slot, RefusalReason::QueueFull, now);
        }
        return;
    }
    Replica &replica = *find(m_balancer.choose(m_candidates));
    push(replica.queue, slot, now, false);
    m_host.task(slot).replica = replica.number();
    dispatchOwn(replica, now);
    if (m_host.task(slot).queued && !hasPlace(replica.queue.size() - 1)) {
        replica.queue.remove(slot);
        m_host.task(slot).queued = false;
        m_host.refused(slot, RefusalReason::QueueFull, now);
    }
}

void ReplicaPool::requeue(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_host.task(slot);
    task.onReplica = false;
    Replica *replica = m_config.queue.perReplica ? find(task.replica) : nullptr;
    push(replica != nullptr && !replica->isLost() ? replica->queue : m_queue, slot, now, true);
}

void ReplicaPool::remove(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_host.task(slot);
    Replica *replica = find(task.replica);
    if (task.queued) {
        m_queue.remove(slot);
        if (replica != nullptr)
            replica->queue.remove(slot);
        task.queued = false;
    } else if (task.onReplica && replica != nullptr) {
        replica->scheduler().remove(slot, now);
        task.onReplica = false;
        replica->breaker.endTrial(slot);
    }
    dispatch(now);
}

void ReplicaPool::take(quint32 slot, Replica &replica, TimePoint now)
{
    m_host.task(slot).queued = false;
    replica.breaker.begin(slot, now);
    replica.admit(slot, now);
}

void ReplicaPool::dispatchOwn(Replica &replica, TimePoint now)
{
    while (!replica.queue.isEmpty() && replica.takesRequests(now)) {
        const quint32 slot = replica.queue.front().slot;
        if (!replica.scheduler().hasRoom(m_host.task(slot), replica.weight(now)))
            return;
        replica.queue.pop();
        take(slot, replica, now);
    }
}

Replica *ReplicaPool::chooseForHead(const ServiceTask &head, TimePoint now)
{
    m_candidates.clear();
    bool forming = false;
    for (const std::unique_ptr<Replica> &replica : m_replicas) {
        if (!replica->takesRequests(now) || !replica->scheduler().hasRoom(head, replica->weight(now)))
            continue;
        // A batch that has begun to form is filled before another one begins.
        if (replica->scheduler().isForming() && !std::exchange(forming, true))
            m_candidates.clear();
        if (replica->scheduler().isForming() == forming)
            m_candidates.push_back({replica->number(), replica->weight(now), replica->scheduler().running(),
                                    replica->meanAnswer()});
    }
    return m_candidates.empty() ? nullptr : find(m_balancer.choose(m_candidates));
}

void ReplicaPool::dispatch(TimePoint now)
{
    // A step that ends lets others in, which may end here again.
    if (std::exchange(m_dispatching, true))
        return;
    if (m_config.queue.perReplica) {
        for (const std::unique_ptr<Replica> &replica : m_replicas)
            dispatchOwn(*replica, now);
    }
    while (!m_queue.isEmpty()) {
        const quint32 slot = m_queue.front().slot;
        Replica *replica = chooseForHead(m_host.task(slot), now);
        if (replica == nullptr)
            break;
        m_queue.pop();
        take(slot, *replica, now);
    }
    m_dispatching = false;
}

void ReplicaPool::evict(TimePoint now)
{
    m_evictionAt.reset();
    // A breaker may let a trial pass now.
    dispatch(now);
    if (m_config.queue.timeout <= Nanoseconds{0})
        return;
    std::optional<TimePoint> next;
    evictFrom(m_queue, now, next);
    for (const std::unique_ptr<Replica> &replica : m_replicas)
        evictFrom(replica->queue, now, next);
    if (next)
        planEviction(*next);
}

void ReplicaPool::evictFrom(WaitQueue &queue, TimePoint now, std::optional<TimePoint> &next)
{
    for (const quint32 slot : queue.evictBefore(now - m_config.queue.timeout + Nanoseconds{1})) {
        ServiceTask &task = m_host.task(slot);
        task.queued = false;
        if (task.placed)
            m_host.broken(slot, now);
        else
            m_host.refused(slot, RefusalReason::QueueTimeout, now);
    }
    if (const std::optional<TimePoint> oldest = queue.oldest())
        next = std::min(next.value_or(TimePoint::max()), *oldest + m_config.queue.timeout);
}

} // namespace weir
