// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/replica.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr quint64 stepPurpose = 0x73746570;
// The mean over about the last twenty answers.
constexpr double newShare = 0.1;

} // namespace

Replica::Replica(quint32 number, const ModelConfig &config, PoolHost &host, double speed)
    : queue(config.queue.priorities)
    , breaker(config.replicas.breaker)
    , m_number(number)
    , m_config(config)
    , m_host(host)
    , m_speed(speed)
    , m_scheduler(Scheduler::make(config.scheduler, config.replicas, *this,
                                  mixSeed({config.drawSeed(), stepPurpose, number})))
    , m_prefixes(config.prefixCache)
{
}

bool Replica::takesRequests(TimePoint now) const
{
    return m_stage == Stage::Serving && !m_leaving && !m_cut && breaker.admits(now);
}

double Replica::weight(TimePoint now) const
{
    if (!m_warmFrom || m_config.replicas.warmUp <= Nanoseconds{0})
        return 1;
    const double passed = std::chrono::duration<double>(now - *m_warmFrom) /
                          std::chrono::duration<double>(m_config.replicas.warmUp);
    const double from = m_config.replicas.warmUpFrom;
    return std::clamp(from + (1 - from) * passed, 0.01, 1.0);
}

ReplicaPhase Replica::phase(TimePoint now) const
{
    if (m_stage == Stage::Lost)
        return ReplicaPhase::Lost;
    if (m_leaving)
        return ReplicaPhase::Leaving;
    if (m_stage == Stage::Starting)
        return ReplicaPhase::Starting;
    if (m_cut)
        return ReplicaPhase::Cut;
    if (!breaker.admits(now))
        return ReplicaPhase::Tripped;
    return weight(now) < 1 ? ReplicaPhase::Warming : ReplicaPhase::Ready;
}

ReplicaState Replica::state(TimePoint now) const
{
    ReplicaState state;
    state.number = m_number;
    state.phase = phase(now);
    state.weight = m_stage == Stage::Serving ? weight(now) : 0;
    state.speed = m_speed;
    state.running = m_scheduler->running();
    state.waiting = static_cast<quint32>(queue.size());
    state.kvTokens = m_scheduler->kvTokens();
    state.kvCapacity = m_config.scheduler.kvTokens;
    state.gpuUse = m_scheduler->gpu().lastSecond(now);
    state.meanAnswer = m_meanAnswer;
    return state;
}

Nanoseconds Replica::servingTime(TimePoint now) const
{
    return m_served + (m_stage == Stage::Serving ? now - m_stageSince : Nanoseconds{0});
}

void Replica::enter(Stage stage, TimePoint now)
{
    m_served = servingTime(now);
    m_stage = stage;
    m_stageSince = now;
}

void Replica::startCold(TimePoint now)
{
    enter(Stage::Starting, now);
    m_host.planPhase(now + m_config.replicas.coldStart, m_number, m_generation);
}

void Replica::startWarm(TimePoint now)
{
    enter(Stage::Serving, now);
    m_warmFrom = now;
}

void Replica::startReady(TimePoint now)
{
    enter(Stage::Serving, now);
    m_warmFrom.reset();
}

std::vector<quint32> Replica::lose(TimePoint now)
{
    std::vector<quint32> slots = m_scheduler->takeAll(now);
    enter(Stage::Lost, now);
    ++m_generation;
    m_prefixes.clear();
    m_meanAnswer = Nanoseconds{0};
    m_answers = 0;
    return slots;
}

void Replica::admit(quint32 slot, TimePoint now)
{
    ServiceTask &entering = m_host.task(slot);
    entering.onReplica = true;
    entering.replica = m_number;
    entering.scheduledAt = now;
    if (!entering.request.prefix.empty() && m_config.prefixCache.tokens > 0) {
        const quint64 known =
            m_prefixes.match(entering.request.prefix) * quint64{m_config.prefixCache.blockTokens};
        m_prefixes.insert(entering.request.prefix);
        // Even a prompt that is known whole has its last token computed: the answer comes from it.
        const quint32 hit = static_cast<quint32>(std::min<quint64>(known, entering.prefillLeft - 1));
        entering.cachedPrompt = hit;
        entering.prefillLeft -= hit;
    }
    m_scheduler->admit(slot, now);
}

void Replica::noteAnswer(Nanoseconds length)
{
    ++m_answers;
    if (m_meanAnswer == Nanoseconds{0}) {
        m_meanAnswer = length;
        return;
    }
    const double mean = static_cast<double>(m_meanAnswer.count());
    m_meanAnswer = Nanoseconds(std::llround(mean + newShare * (static_cast<double>(length.count()) - mean)));
}

void Replica::flushPrefixes()
{
    m_prefixes.clear();
}

double Replica::slowness() const
{
    return 1 / (m_speed * std::max(0.01, m_host.computeShare()));
}

} // namespace weir
