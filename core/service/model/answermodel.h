// SPDX-License-Identifier: GPL-3.0-or-later
// What one answer of the reference service looks like in time. Pure: no socket, no clock, so it also runs in
// simulation.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "service/model/modelconfig.h"

#include <optional>
#include <string>

namespace weir {

/// How a figure is spread around its mean.
enum class JitterKind : quint8
{
    LogNormal, ///< A factor with mean 1, never below 0, with a long tail to the right.
    Normal,    ///< A factor with mean 1, cut off at 0.
};

/// Spread of each figure as the standard deviation over the mean; 0 is a fixed figure. From 0 to 2.
struct Jitter
{
    JitterKind kind = JitterKind::LogNormal;
    double ttft = 0;
    double itl = 0;
    double tokens = 0;

    friend bool operator==(const Jitter &, const Jitter &) = default;
};

inline constexpr quint32 mostAnswerTokens = 100'000;

/// The answer's figures. Times are from 0 to one hour.
struct AnswerShape
{
    Nanoseconds ttft =
        std::chrono::milliseconds(120);              ///< Request fully read to the first token-bearing write.
    Nanoseconds itl = std::chrono::milliseconds(15); ///< Between tokens.
    quint32 tokens = 60;                             ///< Tokens of content, 1 to mostAnswerTokens.
    quint32 tokensPerChunk = 1;                      ///< Tokens in one event, 1 to 1,000.
    quint32 reasoningTokens = 0; ///< Tokens of reasoning before the content, 0 to mostAnswerTokens.
    Jitter jitter;

    friend bool operator==(const AnswerShape &, const AnswerShape &) = default;
};

/// The part of the model's configuration that a paced answer follows.
AnswerShape answerShapeOf(const ModelConfig &config);

/// The next token-bearing event of an answer.
struct AnswerChunk
{
    Nanoseconds offset{0}; ///< When to write it, from the moment the request was fully read.
    quint32 tokens = 0;
    bool isReasoning = false;
};

/// One answer, event by event. The same shape and seed give the same answer. A value of a few words; any
/// thread.
class AnswerPlan
{
public:
    /// `cap` is the client's max_tokens; reasoning counts against it, as with OpenAI.
    AnswerPlan(const AnswerShape &shape, quint64 seed, std::optional<quint32> cap);

    [[nodiscard]] quint32 reasoningTokens() const { return m_reasoning; }
    [[nodiscard]] quint32 contentTokens() const { return m_content; }
    [[nodiscard]] quint32 totalTokens() const { return m_reasoning + m_content; }
    [[nodiscard]] bool cutByCap() const { return m_cutByCap; }

    /// Tokens handed out by take() so far.
    [[nodiscard]] quint32 taken() const { return m_taken; }
    [[nodiscard]] bool atEnd() const { return m_taken >= totalTokens(); }
    /// When the next chunk is due; after the last one, when it would have been.
    [[nodiscard]] Nanoseconds nextOffset() const { return m_offset; }
    /// The next chunk, due at nextOffset(). A chunk never holds both reasoning and content. Not at the end.
    AnswerChunk take();
    /// When the last chunk that is still to come is due.
    [[nodiscard]] Nanoseconds endOffset() const;

private:
    [[nodiscard]] Nanoseconds drawGap();

    Random m_random;
    JitterKind m_jitterKind;
    double m_itlJitter;
    Nanoseconds m_itl;
    Nanoseconds m_offset{0};
    quint32 m_tokensPerChunk;
    quint32 m_reasoning = 0;
    quint32 m_content = 0;
    quint32 m_taken = 0;
    bool m_cutByCap = false;
};

/// A factor with mean 1 and the given standard deviation (0 to 2); exactly 1 for 0.
double jitterFactor(JitterKind kind, double deviation, Random &random);

/// Appends `count` tokens like " river" to `out`, drawn by `random`. Plain ASCII letters and spaces.
void appendWords(std::string &out, quint32 count, Random &random);

} // namespace weir
