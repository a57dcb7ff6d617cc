// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ModelCore that brings outputs to the clients.
#include "service/model/modelcore.h"

#include <algorithm>

namespace weir {

namespace {

constexpr quint32 guessedBytesPerToken = 200;
constexpr quint32 headBytes = 400;

quint64 bytesOf(const ServiceTask &task, const ModelOutput &output)
{
    if (output.kind != OutputKind::Tokens)
        return headBytes;
    const quint32 each = task.request.bytesPerToken;
    return quint64{output.tokens} * (each == 0 ? guessedBytesPerToken : each);
}

int statusOf(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::RequestLimit:
    case RefusalReason::TokenLimit:
        return 429;
    case RefusalReason::PromptTooLong:
        return 400;
    case RefusalReason::QueueTimeout:
        return 504;
    case RefusalReason::CanaryError:
        return 500;
    case RefusalReason::QueueFull:
    case RefusalReason::NoReplica:
        break;
    }
    return 503;
}

} // namespace

void ModelCore::emit(quint32 slot, const ModelOutput &output)
{
    ServiceTask &task = m_tasks[slot];
    const bool isLast = output.kind != OutputKind::Tokens && output.kind != OutputKind::Placed;
    for (const TaskFollower &follower : task.followers) {
        ServiceTask &other = m_tasks[follower.slot];
        if (!other.used || other.generation != follower.generation)
            continue;
        if (output.kind == OutputKind::Tokens) {
            other.emitted = other.produced = task.emitted + output.tokens;
            // As for a replay: a repetition counts like any answer, whoever works for it.
            m_counts.tokens += output.tokens;
        }
        other.placed = true;
        if (isLast) {
            other.ended = true;
            other.refusal = task.refusal;
            other.retryAfter = task.retryAfter;
            other.enter(TaskStage::Network, output.at);
        }
        emitOne(follower.slot, output);
    }
    if (isLast)
        task.followers.clear();
    emitOne(slot, output);
}

void ModelCore::emitOne(quint32 slot, const ModelOutput &output)
{
    ServiceTask &task = m_tasks[slot];
    if (task.client == nullptr) {
        // Nobody listens; the slot is free when the work is done.
        if (task.ended)
            endTask(slot);
        return;
    }
    if (task.pending.empty() && !networkActs()) {
        m_told.push_back({slot, task.generation, output});
        return;
    }
    ModelOutput later = output;
    const TimePoint sent = m_network.sentAt(output.at, task.lineFree, bytesOf(task, output));
    task.lineFree = sent;
    later.at = std::max(task.lastDelivery, sent + m_network.delay());
    task.lastDelivery = later.at;
    task.pending.push_back(later);
    if (task.pending.size() == 1)
        plan(later.at, ModelEventKind::Deliver, slot, task.generation);
}

void ModelCore::onDeliver(quint32 slot, TimePoint now)
{
    ServiceTask &task = m_tasks[slot];
    // A wake may come early, when a partition ends by hand.
    if (task.pending.empty() || task.pending.front().at > now)
        return;
    if (const std::optional<TimePoint> until = heldUntil(task, now))
        return plan(*until, ModelEventKind::Deliver, slot, task.generation);
    ModelOutput output = task.pending.front();
    task.pending.pop_front();
    output.at = now;
    if (!task.pending.empty())
        plan(task.pending.front().at, ModelEventKind::Deliver, slot, task.generation);
    m_told.push_back({slot, task.generation, output});
}

void ModelCore::tellAll()
{
    // Clients may cancel and submit from within; what that adds stands behind what is there.
    for (std::size_t i = 0; i < m_told.size(); ++i) {
        const Told told = m_told[i];
        tell(told);
    }
    m_told.clear();
}

void ModelCore::tell(const Told &told)
{
    ServiceTask &task = m_tasks[told.slot];
    if (!task.used || task.generation != told.generation || task.client == nullptr)
        return;
    ModelClient &client = *task.client;
    const ModelOutput &output = told.output;
    switch (output.kind) {
    case OutputKind::Placed:
        // Not at the gateway, which may refuse it; here, so that repetitions and cached answers count, too.
        m_counts.promptTokens += task.request.promptTokens;
        return client.onPlaced(placementOf(task));
    case OutputKind::Tokens:
        return client.onTokens({output.at, output.tokens, output.reasoning});
    case OutputKind::Refused:
    case OutputKind::Finished:
    case OutputKind::Broken:
        break;
    }
    task.enter(TaskStage::Network, output.at);
    const ModelRefusal refusal{task.refusal, statusOf(task.refusal), task.retryAfter, task.stages,
                               task.canary};
    const ModelEnd end{output.at, task.stages, task.preemptions};
    const ModelBreak broken{output.at, task.stages, task.emitted > 0};
    endTask(told.slot);
    if (output.kind == OutputKind::Refused)
        client.onRefused(refusal);
    else if (output.kind == OutputKind::Finished)
        client.onFinished(end);
    else
        client.onBroken(broken);
}

void ModelCore::endTask(quint32 slot)
{
    ServiceTask &task = m_tasks[slot];
    task.used = false;
    task.client = nullptr;
    task.pending.clear();
    task.followers.clear();
    ++task.generation;
    m_freeSlots.push_back(slot);
}

ModelPlacement ModelCore::placementOf(const ServiceTask &task) const
{
    ModelPlacement placement;
    placement.contentTokens = task.plan.content;
    placement.reasoningTokens = task.plan.reasoning;
    placement.toolCall = task.plan.toolCall;
    placement.cutByLimit = task.plan.cutByLimit;
    placement.cached = task.cached;
    placement.cachedPromptTokens = task.cachedPrompt;
    placement.replica = task.replica;
    placement.canary = task.canary;
    placement.queue = task.stages.queue;
    placement.gateway = task.stages.gateway;
    return placement;
}

bool ModelCore::networkActs() const
{
    return m_network.isOn() || !m_partitions.empty();
}

} // namespace weir
