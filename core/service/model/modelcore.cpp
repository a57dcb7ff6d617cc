// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and their events; drills, scaling and the picture of the state are in modelcontrol.cpp.
#include "service/model/modelcore.h"

#include <algorithm>
#include <limits>

namespace weir {

ModelHandle ModelCore::submit(TimePoint now, const ModelRequest &request, ModelClient &client)
{
    if (!m_running)
        runUntil(now);
    const quint32 slot = takeSlot();
    ServiceTask &task = m_tasks[slot];
    task.request = request;
    task.client = &client;
    task.submitted = now;
    ++m_counts.submitted;
    const Nanoseconds way = networkActs() ? m_network.delay() : Nanoseconds{0};
    task.stages.gateway = m_config.gateway.overhead;
    task.stages.network = way;
    task.stageSince = now + way + m_config.gateway.overhead;
    task.stage = TaskStage::Queue;
    const ModelHandle handle{slot, task.generation};
    plan(task.stageSince, ModelEventKind::Arrive, slot, task.generation);
    if (!m_running)
        runUntil(now);
    return handle;
}

void ModelCore::cancel(TimePoint now, ModelHandle handle)
{
    if (!m_running)
        runUntil(now);
    ServiceTask &task = m_tasks[handle.slot];
    if (!task.used || task.generation != handle.generation || task.client == nullptr)
        return;
    task.client = nullptr;
    ++m_counts.cancelled;
    // Repetitions that share the work still want it.
    if (!task.followers.empty() && !task.ended)
        return;
    const TimePoint at = m_running ? m_now : now;
    const bool works = task.queued || task.onReplica;
    if (task.pace && !task.ended)
        --m_runningFixed;
    ReplicaPool &pool = poolOf(task);
    if (task.request.idempotencyKey && m_repeats.isOn() && !task.ended && !task.follows)
        m_repeats.forget(*task.request.idempotencyKey);
    if (works)
        pool.remove(handle.slot, at);
    m_mayRetire = true;
    endTask(handle.slot);
    if (!m_running)
        runUntil(now);
}

void ModelCore::advance(TimePoint now)
{
    Q_ASSERT(!m_running);
    runUntil(now);
}

void ModelCore::runUntil(TimePoint now)
{
    m_running = true;
    tellAll();
    while (const std::optional<ModelEvent> event = m_events.popDue(now)) {
        m_now = std::max(m_now, event->at);
        handle(*event);
        tellAll();
        if (std::exchange(m_mayRetire, false)) {
            for (const std::unique_ptr<ReplicaPool> &pool : m_pools)
                pool->retire(m_now);
        }
    }
    m_now = std::max(m_now, now);
    m_running = false;
}

void ModelCore::handle(const ModelEvent &event)
{
    const auto isAlive = [this, &event] {
        const ServiceTask &task = m_tasks[event.subject];
        return task.used && task.generation == event.generation;
    };
    switch (event.kind) {
    case ModelEventKind::Arrive:
        return isAlive() ? onArrive(event.subject, m_now) : void();
    case ModelEventKind::Wake:
        return onWake(event);
    case ModelEventKind::Deliver:
        return isAlive() ? onDeliver(event.subject, m_now) : void();
    case ModelEventKind::Replay:
        return isAlive() ? onReplay(event.subject, m_now) : void();
    case ModelEventKind::Pace:
        return isAlive() ? onPace(event.subject, m_now) : void();
    case ModelEventKind::Evict:
        return m_pools[event.subject]->evict(m_now);
    case ModelEventKind::Replica:
    case ModelEventKind::Fail:
        return onReplica(event);
    case ModelEventKind::Tick:
        return onTick(m_now);
    case ModelEventKind::Drill:
        return onDrill(m_now);
    }
}

void ModelCore::plan(TimePoint at, ModelEventKind kind, quint32 subject, quint32 generation, quint32 tag)
{
    m_events.push({std::max(at, m_now), 0, kind, subject, generation, tag});
}

quint32 ModelCore::takeSlot()
{
    if (m_freeSlots.empty()) {
        m_tasks.emplace_back();
        m_freeSlots.push_back(static_cast<quint32>(m_tasks.size() - 1));
    }
    const quint32 slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    ServiceTask &task = m_tasks[slot];
    const quint32 generation = task.generation + 1;
    task = ServiceTask{};
    task.generation = generation;
    task.used = true;
    return slot;
}

void ModelCore::onArrive(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    // A partition that ends by hand lets it in early; its first event is then still to come.
    if (task.arrived)
        return;
    if (const std::optional<TimePoint> until = heldUntil(task, now)) {
        return plan(*until, ModelEventKind::Arrive, slot, task.generation);
    }
    task.arrived = true;
    task.stages.network += now - task.stageSince;
    task.stageSince = now;
    if (answerRepeated(slot, now) || !passGateway(slot, now) || answerFromCache(slot, now))
        return;
    begin(slot, now);
}

quint64 ModelCore::contextTokens() const
{
    const bool isBound =
        m_config.scheduler.kind == SchedulerKind::Continuous && m_config.scheduler.kvTokens > 0;
    return isBound ? m_config.scheduler.kvTokens : std::numeric_limits<quint64>::max();
}

OutputPlan ModelCore::planOf(const ServiceTask &task) const
{
    OutputPlan plan = OutputPlan::draw(m_config.output, task.answerSeed, task.request);
    const quint64 prompt = std::max(1U, task.request.promptTokens);
    // A sequence that fills the whole cache can't go on, not even alone.
    if (prompt < contextTokens() && plan.total() > contextTokens() - prompt)
        plan.cutTo(static_cast<quint32>(contextTokens() - prompt));
    return plan;
}

bool ModelCore::passGateway(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    const ModelRequest &request = task.request;
    const bool shares = m_config.cache.entries > 0;
    task.answerSeed = mixSeed({m_config.drawSeed(), shares ? request.promptHash : request.key});
    task.prefillLeft = std::max(1U, request.promptTokens);
    task.plan = planOf(task);
    if (const std::optional<Admission::Refusal> no =
            m_admission.admit(request.tenant, now, request.promptTokens, task.plan.total())) {
        task.retryAfter = no->retryAfter;
        refused(slot, no->reason, now);
        return false;
    }
    if (task.prefillLeft >= contextTokens()) {
        refused(slot, RefusalReason::PromptTooLong, now);
        return false;
    }
    // What the gateway itself refuses is of no version.
    task.canary = m_admission.isCanary(request.key);
    task.pool = task.canary ? 1 : 0;
    if (task.canary && m_admission.isCanaryError(request.key)) {
        refused(slot, RefusalReason::CanaryError, now);
        return false;
    }
    return true;
}

bool ModelCore::answerRepeated(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    if (!m_repeats.isOn() || !task.request.idempotencyKey)
        return false;
    const quint64 key = *task.request.idempotencyKey;
    const std::optional<IdempotencyTable::Known> known = m_repeats.find(key, now);
    if (!known) {
        m_repeats.begin(key, slot, task.generation);
        return false;
    }
    ++m_counts.repeated;
    task.follows = true;
    if (known->answered) {
        task.answerSeed = known->answerSeed;
        task.plan = planOf(task);
        plan(now + m_config.cache.hitTime, ModelEventKind::Replay, slot, task.generation);
        return true;
    }
    ServiceTask &leader = m_tasks[known->slot];
    task.plan = leader.plan;
    task.answerSeed = leader.answerSeed;
    task.canary = leader.canary;
    task.pool = leader.pool;
    leader.followers.push_back({slot, task.generation});
    if (leader.placed) {
        m_counts.tokens += leader.emitted;
        place(slot, now);
        task.emitted = 0;
        task.produced = leader.emitted;
        sendReady(slot, now);
    }
    return true;
}

bool ModelCore::answerFromCache(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    if (m_config.cache.entries == 0 || task.request.embedding)
        return false;
    if (!m_cache.find(now, task.request.promptHash)) {
        ++m_counts.cacheMisses;
        return false;
    }
    ++m_counts.cacheHits;
    task.cached = true;
    plan(now + m_config.cache.hitTime, ModelEventKind::Replay, slot, task.generation);
    return true;
}

void ModelCore::begin(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    if (m_config.scheduler.kind != SchedulerKind::Fixed)
        return poolOf(task).arrive(slot, now);
    ++m_runningFixed;
    begun(slot, now);
    task.pace.emplace(m_config.scheduler, m_config.output, task.answerSeed);
    plan(now + task.pace->first(), ModelEventKind::Pace, slot, task.generation);
}

void ModelCore::onWake(const ModelEvent &event)
{
    for (const std::unique_ptr<ReplicaPool> &pool : m_pools) {
        Replica *replica = pool->find(event.subject);
        if (replica != nullptr && replica->generation() == event.generation)
            return replica->scheduler().wake(event.tag, m_now);
    }
}

void ModelCore::onPace(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    // A chunk holds tokens of one kind, and is due with its first token.
    const bool thinks = task.produced < task.plan.reasoning;
    const quint32 left = (thinks ? task.plan.reasoning : task.plan.total()) - task.produced;
    const quint32 tokens = std::min(std::max(1U, m_config.output.tokensPerChunk), left);
    if (task.stage == TaskStage::Prefill)
        task.enter(TaskStage::Decode, now);
    task.produced += tokens;
    m_counts.tokens += tokens;
    sendReady(slot, now);
    if (task.produced >= task.plan.total()) {
        --m_runningFixed;
        return finish(slot, now);
    }
    TimePoint due = now;
    for (quint32 i = 0; i < tokens; ++i)
        due += task.pace->nextGap();
    plan(due, ModelEventKind::Pace, slot, task.generation);
}

void ModelCore::onReplay(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    place(slot, now);
    task.enter(TaskStage::Decode, now);
    task.produced = task.plan.reasoning;
    if (task.produced > 0)
        sendReady(slot, now);
    task.produced = task.plan.total();
    m_counts.tokens += task.plan.total();
    sendReady(slot, now);
    finish(slot, now);
}

void ModelCore::begun(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    if (task.stage == TaskStage::Queue)
        task.enter(TaskStage::Prefill, now);
    m_counts.cachedPromptTokens += task.cachedPrompt;
    if (!task.placed)
        place(slot, now);
}

void ModelCore::place(quint32 slot, TimePoint now)
{
    m_tasks[slot].placed = true;
    ++m_counts.placed;
    emit(slot, {now, OutputKind::Placed});
}

void ModelCore::produced(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    if (task.stage != TaskStage::Decode)
        task.enter(TaskStage::Decode, now);
    ++task.produced;
    ++m_counts.tokens;
    const bool isLast = task.produced == task.plan.total() || task.produced == task.plan.reasoning;
    if (isLast || task.produced - task.emitted >= m_config.output.tokensPerChunk)
        sendReady(slot, now);
}

void ModelCore::sendReady(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    while (task.emitted < task.produced) {
        const bool thinks = task.emitted < task.plan.reasoning;
        const quint32 to = thinks ? std::min(task.produced, task.plan.reasoning) : task.produced;
        emit(slot, {now, OutputKind::Tokens, thinks, to - task.emitted});
        task.emitted = to;
    }
}

void ModelCore::preempted(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    task.enter(TaskStage::Preempted, now);
    ++task.preemptions;
    ++m_counts.preemptions;
    poolOf(task).requeue(slot, now);
}

void ModelCore::failedOver(quint32 slot, TimePoint now)
{
    m_tasks[slot].enter(TaskStage::Queue, now);
    ++m_counts.failovers;
}

void ModelCore::completed(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    task.onReplica = false;
    ReplicaPool &pool = poolOf(task);
    if (Replica *replica = pool.find(task.replica))
        pool.noteAnswer(*replica, slot, now);
    finish(slot, now);
    pool.dispatch(now);
    m_mayRetire = true;
}

void ModelCore::finish(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    task.ended = true;
    task.enter(TaskStage::Network, now);
    ++m_counts.finished;
    if (m_config.cache.entries > 0 && !task.request.embedding && !task.cached && !task.follows)
        m_cache.insert(now, task.request.promptHash);
    if (task.request.idempotencyKey && m_repeats.isOn() && !task.follows)
        m_repeats.answered(*task.request.idempotencyKey, task.answerSeed, now);
    emit(slot, {now, OutputKind::Finished});
}

void ModelCore::refused(quint32 slot, RefusalReason reason, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    task.ended = true;
    task.enter(TaskStage::Network, now);
    task.refusal = reason;
    ++m_counts.refused.at(static_cast<std::size_t>(reason));
    if (task.request.idempotencyKey && m_repeats.isOn() && !task.follows)
        m_repeats.forget(*task.request.idempotencyKey);
    emit(slot, {now, OutputKind::Refused});
}

void ModelCore::broken(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    task.ended = true;
    task.onReplica = false;
    task.enter(TaskStage::Network, now);
    ++m_counts.broken;
    if (task.request.idempotencyKey && m_repeats.isOn() && !task.follows)
        m_repeats.forget(*task.request.idempotencyKey);
    emit(slot, {now, OutputKind::Broken});
}

} // namespace weir
