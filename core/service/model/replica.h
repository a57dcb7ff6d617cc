// SPDX-License-Identifier: GPL-3.0-or-later
// One replica of the model: its phase, its scheduler, what the balancer and the breaker know of it.
#pragma once

#include "service/model/circuitbreaker.h"
#include "service/model/modelstate.h"
#include "service/model/prefixcache.h"
#include "service/model/scheduler.h"
#include "service/model/waitqueue.h"

#include <memory>

namespace weir {

/// What pools and replicas need of the model around them.
class PoolHost
{
public:
    virtual ~PoolHost() = default;
    virtual ServiceTask &task(quint32 slot) = 0;
    /// A replica's scheduler wants to go on at `at`.
    virtual void planWake(TimePoint at, quint32 replica, quint32 generation, quint32 tag) = 0;
    /// A replica enters its next phase at `at`, or fails by chance.
    virtual void planPhase(TimePoint at, quint32 replica, quint32 generation) = 0;
    virtual void planFailure(TimePoint at, quint32 replica, quint32 generation) = 0;
    virtual void planEviction(TimePoint at, quint32 pool) = 0;

    virtual void begun(quint32 slot, TimePoint now) = 0;
    virtual void produced(quint32 slot, TimePoint now) = 0;
    virtual void completed(quint32 slot, TimePoint now) = 0;
    virtual void preempted(quint32 slot, TimePoint now) = 0;
    /// It waits again, since its replica was lost.
    virtual void failedOver(quint32 slot, TimePoint now) = 0;
    virtual void broken(quint32 slot, TimePoint now) = 0;
    virtual void refused(quint32 slot, RefusalReason reason, TimePoint now) = 0;
    virtual void note(TimePoint now, const QString &kind, const Message &text) = 0;

    /// What exhaustion drills leave, 0 to 1.
    [[nodiscard]] virtual double computeShare() const = 0;
    [[nodiscard]] virtual double kvShare() const = 0;
    [[nodiscard]] virtual double queueShare() const = 0;
};

/// One thread, as the model.
class Replica final : public SchedulerHost
{
public:
    /// `number` counts all replicas of the model. `speed`: 1 is the configured one. `host` outlives it.
    Replica(quint32 number, const ModelConfig &config, PoolHost &host, double speed);

    [[nodiscard]] quint32 number() const { return m_number; }
    [[nodiscard]] quint32 generation() const { return m_generation; }
    [[nodiscard]] Scheduler &scheduler() { return *m_scheduler; }
    [[nodiscard]] const Scheduler &scheduler() const { return *m_scheduler; }

    /// True while requests may be given to it; those that it may take depend on `trial`s of its breaker, too.
    [[nodiscard]] bool takesRequests(TimePoint now) const;
    /// 0 to 1 while it warms up.
    [[nodiscard]] double weight(TimePoint now) const;
    [[nodiscard]] ReplicaPhase phase(TimePoint now) const;
    [[nodiscard]] ReplicaState state(TimePoint now) const;
    /// Time in which it could serve, so far.
    [[nodiscard]] Nanoseconds servingTime(TimePoint now) const;

    void startCold(TimePoint now);
    void startWarm(TimePoint now);
    void startReady(TimePoint now);
    /// Everything that it worked on; it is lost until startCold().
    std::vector<quint32> lose(TimePoint now);
    void leave() { m_leaving = true; }
    void setCut(bool cut) { m_cut = cut; }
    [[nodiscard]] bool isLost() const { return m_stage == Stage::Lost; }
    [[nodiscard]] bool isStarting() const { return m_stage == Stage::Starting; }
    [[nodiscard]] bool isLeaving() const { return m_leaving; }
    [[nodiscard]] bool isCut() const { return m_cut; }
    [[nodiscard]] bool isIdle() const { return m_scheduler->running() == 0 && queue.size() == 0; }

    /// Takes a request from its pool: the prefix cache shortens its prefill.
    void admit(quint32 slot, TimePoint now);
    void noteAnswer(Nanoseconds length);
    [[nodiscard]] Nanoseconds meanAnswer() const { return m_meanAnswer; }
    [[nodiscard]] quint32 answers() const { return m_answers; }
    void flushPrefixes();

    WaitQueue queue; ///< Used where requests wait at their replica.
    CircuitBreaker breaker;

    ServiceTask &task(quint32 slot) override { return m_host.task(slot); }
    void wakeAt(TimePoint at, quint32 tag) override { m_host.planWake(at, m_number, m_generation, tag); }
    void begun(quint32 slot, TimePoint now) override { m_host.begun(slot, now); }
    void produced(quint32 slot, TimePoint now) override { m_host.produced(slot, now); }
    void completed(quint32 slot, TimePoint now) override { m_host.completed(slot, now); }
    void preempted(quint32 slot, TimePoint now) override { m_host.preempted(slot, now); }
    [[nodiscard]] double slowness() const override;
    [[nodiscard]] double kvShare() const override { return m_host.kvShare(); }

private:
    enum class Stage : quint8
    {
        Starting,
        Serving,
        Lost,
    };
    void enter(Stage stage, TimePoint now);

    quint32 m_number;
    const ModelConfig &m_config;
    PoolHost &m_host;
    double m_speed;
    std::unique_ptr<Scheduler> m_scheduler;
    PrefixCache m_prefixes;
    Stage m_stage = Stage::Starting; ///< Until it is started: it has not served since the clock began.
    TimePoint m_stageSince;
    std::optional<TimePoint> m_warmFrom;
    Nanoseconds m_served{0};
    Nanoseconds m_meanAnswer{0};
    quint32 m_answers = 0;
    quint32 m_generation = 0; ///< Wakes that were planned before a loss do not count.
    bool m_leaving = false;
    bool m_cut = false;
};

} // namespace weir
