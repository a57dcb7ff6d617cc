// SPDX-License-Identifier: GPL-3.0-or-later
// The replicas of one version and the requests that wait for them.
#pragma once

#include "service/model/balancer.h"
#include "service/model/replica.h"

namespace weir {

/// Replicas that a partition cuts off.
struct ReplicaCut
{
    double share = 0;
    quint64 seed = 0; ///< Draws them.
};

/// Queues, balances, dispatches; starts, loses and retires replicas. One thread, as the model.
class ReplicaPool
{
public:
    struct Identity
    {
        quint32 number = 0; ///< Of the pool.
        bool canary = false;
        double speed = 1; ///< Mean of its replicas.
    };
    /// `config` and `host` outlive the pool.
    ReplicaPool(const ModelConfig &config, PoolHost &host, Identity identity);

    /// The first replicas. `nextNumber` gives each replica of the model its number.
    void begin(quint32 replicas, TimePoint now, quint32 &nextNumber);

    /// A request that has come through the gateway; refused when there is no place.
    void arrive(quint32 slot, TimePoint now);
    /// It waits at the head again.
    void requeue(quint32 slot, TimePoint now);
    /// A request has left.
    void remove(quint32 slot, TimePoint now);
    /// Gives waiting requests to replicas that have room.
    void dispatch(TimePoint now);
    /// Refuses those that have waited too long, and plans the next look; lets trials pass that breakers
    /// allow.
    void evict(TimePoint now);

    /// The replica with this number of the model, or null.
    [[nodiscard]] Replica *find(quint32 number);
    /// A cold start or a repair is over.
    void onPhase(Replica &replica, TimePoint now);
    /// Loses a replica; it is repaired after `repair`.
    void lose(Replica &replica, TimePoint now, Nanoseconds repair);
    /// Loses up to `count` of those that serve, drawn.
    void loseSome(quint32 count, TimePoint now, Nanoseconds repair);
    void planFailure(const Replica &replica, TimePoint now);
    /// Starts or retires replicas until there are `wanted` that are not leaving.
    void scaleTo(quint32 wanted, TimePoint now, quint32 &nextNumber);
    /// Cuts replicas off, those of all cuts; who is in none of them is back.
    void setCuts(const std::vector<ReplicaCut> &cuts, TimePoint now);
    /// A request was answered whole.
    void noteAnswer(Replica &replica, quint32 slot, TimePoint now);
    void flushPrefixes();
    /// Forgets replicas that have left.
    void retire(TimePoint now);

    [[nodiscard]] quint32 waiting() const;
    [[nodiscard]] quint32 running() const;
    [[nodiscard]] quint32 replicas() const;           ///< Not leaving.
    [[nodiscard]] double gpuUse(TimePoint now) const; ///< Mean of those that serve, last second.
    [[nodiscard]] double kvUse() const;
    [[nodiscard]] double gpuTotal() const; ///< Nanoseconds, of all that ever were.
    [[nodiscard]] Nanoseconds servingTotal(TimePoint now) const;
    [[nodiscard]] quint64 steps() const;
    void appendStates(TimePoint now, std::vector<ReplicaState> &states) const;

private:
    void cutOff(const ReplicaCut &cut);
    std::unique_ptr<Replica> makeReplica(quint32 number);
    [[nodiscard]] bool hasPlace(std::size_t waiting) const;
    [[nodiscard]] bool mayServe() const;
    void arriveAtReplica(quint32 slot, TimePoint now);
    void dispatchOwn(Replica &replica, TimePoint now);
    [[nodiscard]] Replica *chooseForHead(const ServiceTask &head, TimePoint now);
    void take(quint32 slot, Replica &replica, TimePoint now);
    void push(WaitQueue &queue, quint32 slot, TimePoint now, bool front);
    void evictFrom(WaitQueue &queue, TimePoint now, std::optional<TimePoint> &next);
    void planEviction(TimePoint at);
    void onTripped(const Replica &replica, MessageText text, TimePoint now);
    [[nodiscard]] Nanoseconds medianAnswer() const;

    const ModelConfig &m_config;
    PoolHost &m_host;
    Identity m_identity;
    Balancer m_balancer;
    WaitQueue m_queue;
    std::vector<std::unique_ptr<Replica>> m_replicas;
    std::vector<BalancerCandidate> m_candidates; ///< Kept for its memory.
    std::optional<TimePoint> m_evictionAt;
    Random m_random;
    double m_retiredGpu = 0;
    Nanoseconds m_retiredServing{0};
    quint64 m_retiredSteps = 0;
    bool m_dispatching = false;
};

} // namespace weir
