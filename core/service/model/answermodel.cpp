// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/answermodel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace weir {

namespace {

// Almost three hours: 200,000 such gaps still fit into 64 bits of nanoseconds.
constexpr double longestNs = 1e13;

constexpr std::array<std::string_view, 64> words{
    " river",   " stream",  " weir",   " water", " flow",    " stone",   " bank",   " gauge",
    " level",   " current", " bridge", " mill",  " wheel",   " basin",   " spring", " brook",
    " channel", " depth",   " width",  " slope", " gravel",  " sand",    " reed",   " willow",
    " heron",   " trout",   " rain",   " cloud", " valley",  " meadow",  " north",  " south",
    " rises",   " falls",   " turns",  " runs",  " meets",   " carries", " holds",  " measures",
    " over",    " under",   " along",  " past",  " through", " below",   " above",  " beside",
    " the",     " a",       " one",    " every", " slow",    " clear",   " deep",   " narrow",
    " quiet",   " steady",  " early",  " late",  " and",     " or",      " then",   " while"};

Nanoseconds scaled(Nanoseconds mean, double factor)
{
    return Nanoseconds{std::llround(std::min(static_cast<double>(mean.count()) * factor, longestNs))};
}

} // namespace

AnswerShape answerShapeOf(const ModelConfig &config)
{
    const OutputConfig &output = config.output;
    AnswerShape shape;
    shape.ttft = config.scheduler.ttft;
    shape.itl = config.scheduler.itl;
    shape.tokens = static_cast<quint32>(output.tokens.mean);
    shape.reasoningTokens = static_cast<quint32>(output.reasoningTokens.mean);
    shape.tokensPerChunk = output.tokensPerChunk;
    shape.jitter.kind =
        output.gapFactor.kind == RandomFigureKind::Normal ? JitterKind::Normal : JitterKind::LogNormal;
    shape.jitter.ttft = output.ttftFactor.deviation;
    shape.jitter.itl = output.gapFactor.deviation;
    shape.jitter.tokens = output.tokens.deviation / output.tokens.mean;
    return shape;
}

double jitterFactor(JitterKind kind, double deviation, Random &random)
{
    if (deviation <= 0)
        return 1;
    if (kind == JitterKind::Normal)
        return std::max(0.0, random.normal(1, deviation));
    // A log-normal with mean 1 and variance d^2 has sigma^2 = ln(1 + d^2) and mu = -sigma^2 / 2.
    const double variance = std::log1p(deviation * deviation);
    return std::exp(random.normal(-variance / 2, std::sqrt(variance)));
}

void appendWords(std::string &out, quint32 count, Random &random)
{
    for (quint32 i = 0; i < count; ++i)
        out += words[random.below(words.size())];
}

AnswerPlan::AnswerPlan(const AnswerShape &shape, quint64 seed, std::optional<quint32> cap)
    : m_random(seed)
    , m_jitterKind(shape.jitter.kind)
    , m_itlJitter(shape.jitter.itl)
    , m_itl(shape.itl)
    , m_tokensPerChunk(std::max(1U, shape.tokensPerChunk))
{
    m_offset = scaled(shape.ttft, jitterFactor(m_jitterKind, shape.jitter.ttft, m_random));
    const double factor = jitterFactor(m_jitterKind, shape.jitter.tokens, m_random);
    const auto drawn = [factor](quint32 mean) {
        return static_cast<quint32>(
            std::llround(std::min(mean * factor, static_cast<double>(mostAnswerTokens))));
    };
    m_content = std::max(1U, drawn(shape.tokens));
    m_reasoning = shape.reasoningTokens == 0 ? 0 : std::max(1U, drawn(shape.reasoningTokens));
    if (cap && *cap < totalTokens()) {
        m_cutByCap = true;
        m_reasoning = std::min(m_reasoning, *cap);
        m_content = *cap - m_reasoning;
    }
}

Nanoseconds AnswerPlan::drawGap()
{
    return scaled(m_itl, jitterFactor(m_jitterKind, m_itlJitter, m_random));
}

AnswerChunk AnswerPlan::take()
{
    AnswerChunk chunk;
    chunk.offset = m_offset;
    chunk.isReasoning = m_taken < m_reasoning;
    const quint32 left = (chunk.isReasoning ? m_reasoning : totalTokens()) - m_taken;
    chunk.tokens = std::min(m_tokensPerChunk, left);
    m_taken += chunk.tokens;
    for (quint32 i = 0; i < chunk.tokens; ++i)
        m_offset += drawGap();
    return chunk;
}

Nanoseconds AnswerPlan::endOffset() const
{
    AnswerPlan rest = *this;
    Nanoseconds last = m_offset;
    while (!rest.atEnd())
        last = rest.take().offset;
    return last;
}

} // namespace weir
