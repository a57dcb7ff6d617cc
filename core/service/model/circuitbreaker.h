// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps requests away from a replica that fails or is much slower than the others.
#pragma once

#include "service/model/modelconfig.h"

#include <optional>

namespace weir {

/// Closed: all requests pass. Open: none, for BreakerConfig::open. Then half open: one trial passes, and its
/// answer closes or opens the breaker. One thread.
class CircuitBreaker
{
public:
    explicit CircuitBreaker(const BreakerConfig &config) : m_config(config) {}

    [[nodiscard]] bool admits(TimePoint now) const;
    /// A request goes to the replica; while half open it is the trial.
    void begin(quint32 slot, TimePoint now);
    /// The request is over without a verdict on the replica.
    void endTrial(quint32 slot);

    /// Of one answer and of the replica's answers.
    struct Answer
    {
        quint32 slot = 0;
        Nanoseconds length{0};
        Nanoseconds mean{0};     ///< Of the replica.
        quint32 count = 0;       ///< Answers that the mean is made of.
        Nanoseconds ofOthers{0}; ///< Median of all replicas' means; 0: not known.
    };
    /// True when this opens the breaker.
    bool noteSuccess(const Answer &answer, TimePoint now);
    bool noteFailure(quint32 slot, TimePoint now);

private:
    bool trip(TimePoint now);

    BreakerConfig m_config;
    std::optional<TimePoint> m_openUntil; ///< Open, or half open once it has passed.
    std::optional<quint32> m_trial;
    quint32 m_failures = 0;
    quint32 m_answersBefore = 0; ///< Answers from before it closed do not count.
};

} // namespace weir
