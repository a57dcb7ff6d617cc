// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of ServiceModel: tasks, events, and the way of a request from the gateway to its client.
#pragma once

#include "service/model/admission.h"
#include "service/model/autoscaler.h"
#include "service/model/drillschedule.h"
#include "service/model/eventqueue.h"
#include "service/model/idempotency.h"
#include "service/model/networkpath.h"
#include "service/model/replicapool.h"
#include "service/model/resultcache.h"
#include "service/model/servicemodel.h"

#include <deque>

namespace weir {

/// One thread, as ServiceModel, whose header has the rules.
class ModelCore final : public PoolHost
{
public:
    ModelCore(const ModelConfig &config, TimePoint start);

    ModelHandle submit(TimePoint now, const ModelRequest &request, ModelClient &client);
    void cancel(TimePoint now, ModelHandle handle);
    void advance(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> nextDue() const { return m_events.nextDue(); }

    void startDrill(TimePoint now, const DrillConfig &drill);
    void endDrills(TimePoint now);
    void scaleTo(TimePoint now, quint32 replicas);
    void flushCaches(TimePoint now);
    [[nodiscard]] ModelState state(TimePoint now) const;
    [[nodiscard]] std::vector<ModelNote> notesSince(quint64 number) const;
    [[nodiscard]] const ModelConfig &config() const { return m_config; }

private:
    struct Told
    {
        quint32 slot = 0;
        quint32 generation = 0;
        ModelOutput output;
    };

    // PoolHost
    ServiceTask &task(quint32 slot) override { return m_tasks[slot]; }
    void planWake(TimePoint at, quint32 replica, quint32 generation, quint32 tag) override;
    void planPhase(TimePoint at, quint32 replica, quint32 generation) override;
    void planFailure(TimePoint at, quint32 replica, quint32 generation) override;
    void planEviction(TimePoint at, quint32 pool) override;
    void begun(quint32 slot, TimePoint now) override;
    void produced(quint32 slot, TimePoint now) override;
    void completed(quint32 slot, TimePoint now) override;
    void preempted(quint32 slot, TimePoint now) override;
    void failedOver(quint32 slot, TimePoint now) override;
    void broken(quint32 slot, TimePoint now) override;
    void refused(quint32 slot, RefusalReason reason, TimePoint now) override;
    void note(TimePoint now, const QString &kind, const Message &text) override;
    [[nodiscard]] double computeShare() const override { return m_left.compute; }
    [[nodiscard]] double kvShare() const override { return m_left.kv; }
    [[nodiscard]] double queueShare() const override { return m_left.queue; }

    // Events
    void runUntil(TimePoint now);
    void handle(const ModelEvent &event);
    void onArrive(quint32 slot, TimePoint now);
    void onWake(const ModelEvent &event);
    void onReplica(const ModelEvent &event);
    void onReplay(quint32 slot, TimePoint now);
    void onPace(quint32 slot, TimePoint now);
    void onDeliver(quint32 slot, TimePoint now);
    void onTick(TimePoint now);
    void onDrill(TimePoint now);
    void applyDrills(TimePoint now);
    void releaseHeld(TimePoint now);
    void planDrill();
    void plan(TimePoint at, ModelEventKind kind, quint32 subject = 0, quint32 generation = 0,
              quint32 tag = 0);

    // A request's way
    quint32 takeSlot();
    bool passGateway(quint32 slot, TimePoint now);
    /// Tokens of prompt and answer together that fit into the KV cache.
    [[nodiscard]] quint64 contextTokens() const;
    [[nodiscard]] OutputPlan planOf(const ServiceTask &task) const;
    bool answerRepeated(quint32 slot, TimePoint now);
    bool answerFromCache(quint32 slot, TimePoint now);
    void begin(quint32 slot, TimePoint now);
    void place(quint32 slot, TimePoint now);
    void sendReady(quint32 slot, TimePoint now);
    void finish(quint32 slot, TimePoint now);
    void emit(quint32 slot, const ModelOutput &output);
    void emitOne(quint32 slot, const ModelOutput &output);
    void tellAll();
    void tell(const Told &told);
    void endTask(quint32 slot);
    [[nodiscard]] bool networkActs() const;
    [[nodiscard]] std::optional<TimePoint> heldUntil(const ServiceTask &task, TimePoint now) const;
    [[nodiscard]] ModelPlacement placementOf(const ServiceTask &task) const;
    [[nodiscard]] ReplicaPool &poolOf(const ServiceTask &task) { return *m_pools[task.pool]; }
    [[nodiscard]] ScalingSample scalingSample(TimePoint now) const;

    ModelConfig m_config;
    TimePoint m_start;
    TimePoint m_now;
    bool m_running = false; ///< Inside runUntil().
    EventQueue m_events;
    std::deque<ServiceTask> m_tasks; ///< References to tasks stay valid while others come.
    std::vector<quint32> m_freeSlots;
    std::vector<Told> m_told;
    Admission m_admission;
    ResultCache m_cache;
    IdempotencyTable m_repeats;
    std::vector<std::unique_ptr<ReplicaPool>> m_pools;
    quint32 m_nextReplica = 0;
    NetworkPath m_network;
    DrillSchedule m_drills;
    std::optional<TimePoint>
        m_drillPlanned; ///< The next event of drills, so that there is one chain of them.
    /// Clients that can't be reached.
    struct ClientCut
    {
        double share = 0;
        quint64 seed = 0; ///< Draws them.
        TimePoint until;
    };
    struct Left
    {
        double compute = 1;
        double kv = 1;
        double queue = 1;
    };
    Left m_left;
    std::vector<ClientCut> m_partitions; ///< Under way.
    Autoscaler m_autoscaler;
    ScalingSample m_lastSample;
    quint64 m_arrivedBefore = 0;
    TimePoint m_lastTick;
    bool m_mayRetire = false;
    ModelCounts m_counts;
    std::deque<ModelNote> m_notes;
    quint64 m_nextNote = 0;
    quint32 m_runningFixed = 0;
};

} // namespace weir
