// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/windowfinder.h"

#include <algorithm>

namespace weir {

namespace {

bool isLongEnough(const Window &window)
{
    return window.to - window.from >= std::chrono::seconds{5};
}

} // namespace

TimePoint WindowFinder::base() const
{
    return m_facts.rampEnd ? std::max(m_facts.measureFrom, *m_facts.rampEnd) : m_facts.measureFrom;
}

void WindowFinder::add(const RequestRecord &record)
{
    if (record.retried || record.attempt > AttemptNumber{1}) {
        AttemptNumber &last = m_lastAttempts[record.request];
        last = std::max(last, record.attempt);
    }
    if (record.outcome.outcome == OutcomeClass::Success && record.closed && *record.closed >= base())
        m_firstCompletion = m_firstCompletion ? std::min(*m_firstCompletion, *record.closed) : *record.closed;
    // A user starts a request when it really starts; an arrival belongs to its planned time.
    const TimePoint at = record.openLoad ? record.intended : record.started.value_or(record.intended);
    m_lastIntended = m_lastIntended ? std::max(*m_lastIntended, at) : at;
}

bool WindowFinder::isDeciding(const RequestRecord &record) const
{
    const auto found = m_lastAttempts.find(record.request);
    return found == m_lastAttempts.end() || found->second == record.attempt;
}

Window WindowFinder::all() const
{
    return {Window::Kind::All, std::max(m_facts.measureFrom - m_facts.start, Nanoseconds{0}),
            m_facts.end - m_facts.start};
}

Window WindowFinder::steady() const
{
    const std::vector<Window> levels = plateaus();
    const auto last = std::find_if(levels.rbegin(), levels.rend(), isLongEnough);
    if (!levels.empty())
        return last != levels.rend() ? *last : levels.back();
    const Stamp lastStart = m_facts.lastIntended ? m_facts.lastIntended : m_lastIntended;
    if (!m_firstCompletion || !lastStart)
        return {Window::Kind::Steady, Nanoseconds{0}, Nanoseconds{0}};
    return {Window::Kind::Steady, *m_firstCompletion - m_facts.start, *lastStart - m_facts.start};
}

Window WindowFinder::window() const
{
    if (const WindowRange *range = std::get_if<WindowRange>(&m_facts.window))
        return {Window::Kind::Custom, range->from, range->to};
    const Window::Kind *kind = std::get_if<Window::Kind>(&m_facts.window);
    if (kind != nullptr && *kind == Window::Kind::All)
        return all();
    const Window found = steady();
    return isLongEnough(found) ? found : all();
}

std::vector<Window> WindowFinder::plateaus() const
{
    // The plan may reach beyond a run that was stopped, and begin before the measured part.
    const Window measured = all();
    std::vector<Window> windows;
    for (const WindowRange &range : m_facts.plateaus) {
        const Window window{Window::Kind::Steady, std::max(range.from, measured.from),
                            std::min(range.to, measured.to), false};
        if (window.from < window.to)
            windows.push_back(window);
    }
    return windows;
}

} // namespace weir
