// SPDX-License-Identifier: GPL-3.0-or-later
// What one answer will be: how many tokens of what, and the pace of the fixed scheduler.
#pragma once

#include "service/model/modelconfig.h"
#include "service/model/modelrequest.h"

namespace weir {

/// Most tokens of one answer; larger draws count as this.
inline constexpr quint32 longestAnswer = 100'000;

/// The tokens of an answer, drawn once. A value.
struct OutputPlan
{
    quint32 reasoning = 0;
    quint32 content = 0; ///< A tool call's arguments count as content.
    bool toolCall = false;
    bool cutByLimit = false;

    [[nodiscard]] quint32 total() const { return reasoning + content; }

    /// Ends the answer after `tokens`, at least 1 and fewer than it has: reasoning first.
    void cutTo(quint32 tokens);

    /// A pure function of configuration, `seed` and the request's limits; at least one token unless it asks
    /// for an embedding. Reasoning counts against maxTokens, as with OpenAI.
    static OutputPlan draw(const OutputConfig &config, quint64 seed, const ModelRequest &request);
};

/// The fixed scheduler's pace: absolute times that no lateness shifts. A value of a few words.
class FixedPace
{
public:
    FixedPace(const SchedulerConfig &scheduler, const OutputConfig &output, quint64 seed);

    /// Of the first token, after acceptance.
    [[nodiscard]] Nanoseconds first() const { return m_first; }
    /// The gap before the next token.
    Nanoseconds nextGap();

private:
    Random m_random;
    RandomFigure m_factor;
    double m_itl;
    Nanoseconds m_first;
};

} // namespace weir
