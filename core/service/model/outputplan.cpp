// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/outputplan.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

// Words that keep the draws of one seed for different purposes apart.
constexpr quint64 tokensPurpose = 0x746f6b656e73;
constexpr quint64 pacePurpose = 0x70616365;

// Almost three hours: 100,000 such gaps still fit into 64 bits of nanoseconds.
constexpr double longestNs = 1e13;

quint32 drawCount(const RandomFigure &figure, Random &random)
{
    return static_cast<quint32>(
        std::llround(std::clamp(figure.draw(random), 0.0, static_cast<double>(longestAnswer))));
}

Nanoseconds scaled(double ns, double factor)
{
    return Nanoseconds{std::llround(std::clamp(ns * factor, 0.0, longestNs))};
}

} // namespace

OutputPlan OutputPlan::draw(const OutputConfig &config, quint64 seed, const ModelRequest &request)
{
    OutputPlan plan;
    if (request.embedding)
        return plan;
    Random random(mixSeed({seed, tokensPurpose}));
    plan.toolCall = random.uniform() < config.toolCallShare && request.offersTools;
    const bool thinks = random.uniform() < config.reasoningShare && config.reasoningTokens.mean > 0;
    plan.content = std::max(1U, drawCount(config.tokens, random));
    if (thinks)
        plan.reasoning = std::max(1U, drawCount(config.reasoningTokens, random));
    if (request.maxTokens && *request.maxTokens < plan.total())
        plan.cutTo(*request.maxTokens);
    return plan;
}

void OutputPlan::cutTo(quint32 tokens)
{
    cutByLimit = true;
    reasoning = std::min(reasoning, tokens);
    content = tokens - reasoning;
}

FixedPace::FixedPace(const SchedulerConfig &scheduler, const OutputConfig &output, quint64 seed)
    : m_random(mixSeed({seed, pacePurpose}))
    , m_factor(output.gapFactor)
    , m_itl(static_cast<double>(scheduler.itl.count()))
    , m_first(scaled(static_cast<double>(scheduler.ttft.count()), output.ttftFactor.draw(m_random)))
{
}

Nanoseconds FixedPace::nextGap()
{
    return scaled(m_itl, m_factor.draw(m_random));
}

} // namespace weir
