// SPDX-License-Identifier: GPL-3.0-or-later
// How a replica works on its requests: one each worker, in static batches, or in continuous ones.
#pragma once

#include "service/model/gpumeter.h"
#include "service/model/modelconfig.h"
#include "service/model/servicetask.h"

#include <memory>
#include <vector>

namespace weir {

/// What a scheduler needs of the model around it. Slots name tasks.
class SchedulerHost
{
public:
    virtual ~SchedulerHost() = default;
    virtual ServiceTask &task(quint32 slot) = 0;
    /// Calls wake(`tag`) at `at`, unless the replica is lost before.
    virtual void wakeAt(TimePoint at, quint32 tag) = 0;
    /// The replica begins with the request.
    virtual void begun(quint32 slot, TimePoint now) = 0;
    /// One more token is ready.
    virtual void produced(quint32 slot, TimePoint now) = 0;
    /// The request is complete; the scheduler has let it go.
    virtual void completed(quint32 slot, TimePoint now) = 0;
    /// Thrown out of the KV cache; the scheduler has let it go, and it waits at the head of the queue again.
    virtual void preempted(quint32 slot, TimePoint now) = 0;
    /// Factor on all times of the replica: 1 / speed, and what a drill makes of it.
    [[nodiscard]] virtual double slowness() const = 0;
    /// What is left of the KV cache, 0 to 1.
    [[nodiscard]] virtual double kvShare() const = 0;
};

/// One replica's requests. One thread; time only moves forward.
class Scheduler
{
public:
    /// `host` outlives the scheduler. `seed`: of the jitter of its steps.
    Scheduler(const SchedulerConfig &config, const ReplicaConfig &replica, SchedulerHost &host, quint64 seed);
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;
    virtual ~Scheduler() = default;

    /// True when it can take this request now. `weight`: of a replica that warms up, 0 to 1.
    [[nodiscard]] virtual bool hasRoom(const ServiceTask &task, double weight) const = 0;
    /// True when it waits for more requests to begin with those that it has.
    [[nodiscard]] virtual bool isForming() const { return false; }
    /// Takes a request; only when hasRoom().
    virtual void admit(quint32 slot, TimePoint now) = 0;
    /// Lets a request go that has left.
    virtual void remove(quint32 slot, TimePoint now) = 0;
    virtual void wake(quint32 tag, TimePoint now) = 0;
    /// Everything that it has, in the order of admission; it is empty afterwards.
    virtual std::vector<quint32> takeAll(TimePoint now) = 0;
    [[nodiscard]] virtual quint32 running() const = 0;
    [[nodiscard]] virtual quint64 kvTokens() const { return 0; }
    [[nodiscard]] const GpuMeter &gpu() const { return m_gpu; }
    [[nodiscard]] quint64 steps() const { return m_steps; }

    /// The scheduler of that kind; any but Fixed.
    static std::unique_ptr<Scheduler> make(const SchedulerConfig &config, const ReplicaConfig &replica,
                                           SchedulerHost &host, quint64 seed);

protected:
    /// A decode step of `sequences`, without the host's part, jitter included.
    [[nodiscard]] Nanoseconds stepTime(std::size_t sequences);
    [[nodiscard]] Nanoseconds prefillTime(quint64 tokens) const;
    [[nodiscard]] Nanoseconds slowed(Nanoseconds time) const;

    SchedulerConfig m_config;
    ReplicaConfig m_replica;
    SchedulerHost &m_host;
    GpuMeter m_gpu;
    quint64 m_steps = 0;

private:
    Random m_random;
};

} // namespace weir
