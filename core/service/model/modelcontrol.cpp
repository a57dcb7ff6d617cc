// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ModelCore that runs the service: replicas, scaling, drills, and the picture of its state.
#include "service/model/modelcore.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostNotes = 100;
constexpr quint32 mostReplicas = 1000;
constexpr quint64 clientSide = 0x73696465;
constexpr quint64 replicaSide = 0x637574;

} // namespace

ModelCore::ModelCore(const ModelConfig &config, TimePoint start)
    : m_config(config)
    , m_start(start)
    , m_now(start)
    , m_admission(m_config.gateway, m_config.drawSeed())
    , m_cache(m_config.cache, start)
    , m_repeats(m_config.queue.idempotencyWindow)
    , m_network(m_config.network, m_config.drawSeed())
    , m_drills(m_config.drills, start)
    , m_autoscaler(m_config.autoscaler)
    , m_lastTick(start)
{
    m_pools.push_back(std::make_unique<ReplicaPool>(m_config, *this, ReplicaPool::Identity{0, false, 1}));
    if (m_config.scheduler.kind != SchedulerKind::Fixed)
        m_pools.front()->begin(m_config.replicas.count, start, m_nextReplica);
    if (m_config.gateway.canary.share > 0) {
        const CanaryReleaseConfig &canary = m_config.gateway.canary;
        m_pools.push_back(
            std::make_unique<ReplicaPool>(m_config, *this, ReplicaPool::Identity{1, true, canary.speed}));
        if (m_config.scheduler.kind != SchedulerKind::Fixed)
            m_pools.back()->begin(canary.replicas, start, m_nextReplica);
    }
    if (m_config.autoscaler.kind != ScalingKind::Off)
        plan(start + std::chrono::seconds(1), ModelEventKind::Tick);
    planDrill();
}

void ModelCore::planWake(TimePoint at, quint32 replica, quint32 generation, quint32 tag)
{
    plan(at, ModelEventKind::Wake, replica, generation, tag);
}

void ModelCore::planPhase(TimePoint at, quint32 replica, quint32 generation)
{
    plan(at, ModelEventKind::Replica, replica, generation);
}

void ModelCore::planFailure(TimePoint at, quint32 replica, quint32 generation)
{
    plan(at, ModelEventKind::Fail, replica, generation);
}

void ModelCore::planEviction(TimePoint at, quint32 pool)
{
    plan(at, ModelEventKind::Evict, pool);
}

void ModelCore::onReplica(const ModelEvent &event)
{
    for (const std::unique_ptr<ReplicaPool> &pool : m_pools) {
        Replica *replica = pool->find(event.subject);
        if (replica == nullptr || replica->generation() != event.generation)
            continue;
        if (event.kind == ModelEventKind::Replica)
            pool->onPhase(*replica, m_now);
        else
            pool->lose(*replica, m_now, m_config.replicas.repair);
    }
}

ScalingSample ModelCore::scalingSample(TimePoint now) const
{
    const ReplicaPool &pool = *m_pools.front();
    const double replicas = std::max(1U, pool.replicas());
    const double seconds = std::max(1e-9, std::chrono::duration<double>(now - m_lastTick).count());
    ScalingSample sample;
    sample.gpuUse = pool.gpuUse(now);
    sample.kvUse = pool.kvUse();
    sample.queueLength = pool.waiting() / replicas;
    sample.requestsPerSecond = static_cast<double>(m_counts.submitted - m_arrivedBefore) / seconds / replicas;
    return sample;
}

void ModelCore::onTick(TimePoint now)
{
    m_lastSample = scalingSample(now);
    m_lastTick = now;
    m_arrivedBefore = m_counts.submitted;
    ReplicaPool &pool = *m_pools.front();
    if (const std::optional<ScalingDecision> decision =
            m_autoscaler.sample(now, m_lastSample, pool.replicas())) {
        note(now, QStringLiteral("scale"),
             Message(WEIR_TEXT("service_note.scaled", "%1 to %2 replicas: %3"), pool.replicas(),
                     decision->replicas, decision->reason));
        pool.scaleTo(decision->replicas, now, m_nextReplica);
    }
    plan(now + std::chrono::seconds(1), ModelEventKind::Tick);
}

void ModelCore::planDrill()
{
    const std::optional<TimePoint> next = m_drills.nextChange();
    if (!next || (m_drillPlanned && *m_drillPlanned <= *next))
        return;
    m_drillPlanned = next;
    plan(*next, ModelEventKind::Drill);
}

void ModelCore::onDrill(TimePoint now)
{
    if (m_drillPlanned && *m_drillPlanned <= now)
        m_drillPlanned.reset();
    const DrillSchedule::Changes changes = m_drills.advance(now);
    for (const DrillConfig &drill : changes.begun) {
        note(now, QStringLiteral("drill"),
             Message(WEIR_TEXT("service_note.drill_begins", "Begins: %1."), drillText(drill)));
        if (drill.kind == DrillKind::ReplicaLoss)
            m_pools.front()->loseSome(drill.replicas, now, drill.length + m_config.replicas.repair);
    }
    for (const DrillConfig &drill : changes.ended)
        note(now, QStringLiteral("drill"),
             Message(WEIR_TEXT("service_note.drill_ends", "Ends: %1."), drillText(drill)));
    applyDrills(now);
    planDrill();
}

void ModelCore::applyDrills(TimePoint now)
{
    m_left = Left{};
    m_partitions.clear();
    std::vector<ReplicaCut> cuts;
    std::vector<NetworkConfig> networks;
    for (const ActiveDrill &active : m_drills.active()) {
        const DrillConfig &drill = active.drill;
        if (drill.kind == DrillKind::Latency || drill.kind == DrillKind::SlowNetwork) {
            networks.push_back(drill.network);
        } else if (drill.kind == DrillKind::Partition && drill.side == PartitionSide::Replicas) {
            cuts.push_back({drill.share, mixSeed({m_config.drawSeed(), replicaSide, active.repetition})});
        } else if (drill.kind == DrillKind::Partition) {
            m_partitions.push_back(
                {drill.share, mixSeed({m_config.drawSeed(), clientSide, active.repetition}), active.until});
        } else if (drill.kind == DrillKind::Exhaustion) {
            double &left = drill.resource == ExhaustedResource::Compute ? m_left.compute
                           : drill.resource == ExhaustedResource::Kv    ? m_left.kv
                                                                        : m_left.queue;
            left = std::min(left, 1 - drill.severity);
        }
    }
    m_network.setDrills(networks);
    for (const std::unique_ptr<ReplicaPool> &pool : m_pools)
        pool->setCuts(cuts, now);
    m_pools.front()->dispatch(now);
}

std::optional<TimePoint> ModelCore::heldUntil(const ServiceTask &task, TimePoint now) const
{
    std::optional<TimePoint> until;
    for (const ClientCut &cut : m_partitions) {
        if (cut.until > now && Random(mixSeed({cut.seed, task.request.key})).uniform() < cut.share)
            until = std::max(cut.until, until.value_or(cut.until));
    }
    return until;
}

void ModelCore::startDrill(TimePoint now, const DrillConfig &drill)
{
    if (!m_running)
        runUntil(now);
    m_drills.start(now, drill);
    planDrill();
    if (!m_running)
        runUntil(now);
}

void ModelCore::endDrills(TimePoint now)
{
    if (!m_running)
        runUntil(now);
    m_drills.endAll(now);
    planDrill();
    if (!m_running)
        runUntil(now);
    releaseHeld(now);
}

void ModelCore::releaseHeld(TimePoint now)
{
    // What was put off to the end of a partition goes out at once, as that end has come early.
    for (quint32 slot = 0; slot < m_tasks.size(); ++slot) {
        const ServiceTask &task = m_tasks[slot];
        if (task.used && !task.arrived && task.stageSince <= now)
            plan(now, ModelEventKind::Arrive, slot, task.generation);
        if (task.used && !task.pending.empty())
            plan(now, ModelEventKind::Deliver, slot, task.generation);
    }
}

void ModelCore::scaleTo(TimePoint now, quint32 replicas)
{
    if (m_config.scheduler.kind == SchedulerKind::Fixed)
        return;
    if (!m_running)
        runUntil(now);
    const quint32 wanted = std::clamp(replicas, 1U, mostReplicas);
    note(now, QStringLiteral("scale"),
         Message(WEIR_TEXT("service_note.scaled_by_hand", "%1 to %2 replicas by hand."),
                 m_pools.front()->replicas(), wanted));
    m_pools.front()->scaleTo(wanted, now, m_nextReplica);
}

void ModelCore::flushCaches(TimePoint now)
{
    if (!m_running)
        runUntil(now);
    m_cache.flush(now);
    for (const std::unique_ptr<ReplicaPool> &pool : m_pools)
        pool->flushPrefixes();
    note(now, QStringLiteral("cache"), WEIR_TEXT("service_note.caches_empty", "The caches are empty."));
}

void ModelCore::note(TimePoint now, const QString &kind, const Message &text)
{
    if (m_notes.size() == mostNotes)
        m_notes.pop_front();
    m_notes.push_back({m_nextNote++, now, kind, text});
}

std::vector<ModelNote> ModelCore::notesSince(quint64 number) const
{
    std::vector<ModelNote> notes;
    for (const ModelNote &note : m_notes) {
        if (note.number >= number)
            notes.push_back(note);
    }
    return notes;
}

ModelState ModelCore::state(TimePoint now) const
{
    ModelState state;
    state.at = now;
    state.queueCapacity = m_config.queue.capacity;
    state.running = m_runningFixed;
    state.counts = m_counts;
    double busy = 0;
    double serving = 0;
    for (const std::unique_ptr<ReplicaPool> &pool : m_pools) {
        state.queued += pool->waiting();
        state.running += pool->running();
        state.counts.steps += pool->steps();
        busy += pool->gpuTotal();
        serving += static_cast<double>(pool->servingTotal(now).count());
        pool->appendStates(now, state.replicas);
    }
    state.gpuUse = m_pools.front()->gpuUse(now);
    state.meanGpuUse = serving > 0 ? std::min(1.0, busy / serving) : 0;
    state.kvUse = m_pools.front()->kvUse();
    state.cacheEntries = static_cast<quint32>(m_cache.size());
    state.cacheCapacity = m_config.cache.entries;
    state.replicasWanted = m_pools.front()->replicas();
    state.scalingMetric = m_autoscaler.lastMetric();
    for (const ActiveDrill &active : m_drills.active())
        state.drills.push_back(drillText(active.drill));
    state.notes.assign(m_notes.begin(), m_notes.end());
    return state;
}

} // namespace weir
