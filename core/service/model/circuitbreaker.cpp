// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/circuitbreaker.h"

namespace weir {

bool CircuitBreaker::admits(TimePoint now) const
{
    return !m_openUntil || (now >= *m_openUntil && !m_trial);
}

void CircuitBreaker::begin(quint32 slot, TimePoint now)
{
    if (m_openUntil && now >= *m_openUntil)
        m_trial = slot;
}

void CircuitBreaker::endTrial(quint32 slot)
{
    if (m_trial == slot)
        m_trial.reset();
}

bool CircuitBreaker::noteSuccess(const Answer &answer, TimePoint now)
{
    if (!m_config.enabled)
        return false;
    m_failures = 0;
    const double limit = m_config.slowFactor * static_cast<double>(answer.ofOthers.count());
    if (m_trial == answer.slot) {
        m_trial.reset();
        if (limit > 0 && static_cast<double>(answer.length.count()) > limit)
            return trip(now);
        m_openUntil.reset();
        m_answersBefore = answer.count;
        return false;
    }
    const bool isSlow = limit > 0 && static_cast<double>(answer.mean.count()) > limit;
    if (m_openUntil || !isSlow || answer.count - m_answersBefore < m_config.slowAnswers)
        return false;
    return trip(now);
}

bool CircuitBreaker::noteFailure(quint32 slot, TimePoint now)
{
    if (!m_config.enabled)
        return false;
    const bool wasTrial = m_trial == slot;
    endTrial(slot);
    ++m_failures;
    return wasTrial || (!m_openUntil && m_failures >= m_config.failures) ? trip(now) : false;
}

bool CircuitBreaker::trip(TimePoint now)
{
    m_openUntil = now + m_config.open;
    m_failures = 0;
    return true;
}

} // namespace weir
