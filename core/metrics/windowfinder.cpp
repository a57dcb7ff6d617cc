// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/windowfinder.h"

#include <algorithm>

namespace weir {

namespace {

constexpr Nanoseconds shortestStretch = std::chrono::seconds{1};

bool isLongEnough(const Window &window)
{
    return window.to - window.from >= std::chrono::seconds{5};
}

} // namespace

WindowFinder::WindowFinder(const RunFacts &facts)
    : m_facts(facts)
    , m_base(std::max(facts.measureFrom, facts.rampEnd.value_or(facts.measureFrom)))
    , m_cut(m_base)
{
}

void WindowFinder::add(const RequestRecord &record)
{
    ++m_records;
    if (record.retried || record.attempt > AttemptNumber{1}) {
        AttemptNumber &last = m_lastAttempts[record.request];
        last = std::max(last, record.attempt);
    }
    // A load with plateaus is steady where its plan says so.
    if (m_facts.plateaus.empty())
        m_cut.add(record);
    // A user starts a request when it really starts; an arrival belongs to its planned time.
    const TimePoint at = record.openLoad ? record.intended : record.started.value_or(record.intended);
    m_lastIntended = m_lastIntended ? std::max(*m_lastIntended, at) : at;
}

bool WindowFinder::isDeciding(const RequestRecord &record) const
{
    const auto found = m_lastAttempts.find(record.request);
    return found == m_lastAttempts.end() || found->second == record.attempt;
}

Stamp WindowFinder::lastStart() const
{
    return m_facts.lastIntended ? m_facts.lastIntended : m_lastIntended;
}

Window WindowFinder::all() const
{
    const Nanoseconds from = std::max(m_facts.measureFrom - m_facts.start, Nanoseconds{0});
    const Nanoseconds end = m_facts.end - m_facts.start;
    const Nanoseconds last = lastStart() ? *lastStart() - m_facts.start : end;
    // A burst has no length of its own; no rate could be taken over it.
    return {Window::Kind::All, from, last - from >= shortestStretch ? last : end, true, {}, false, {}, {}};
}

Window WindowFinder::steady() const
{
    const std::vector<Window> levels = plateaus();
    const auto last = std::find_if(levels.rbegin(), levels.rend(), isLongEnough);
    if (!levels.empty())
        return last != levels.rend() ? *last : levels.back();
    if (!lastStart() || *lastStart() <= m_base)
        return {Window::Kind::Steady, Nanoseconds{0}, Nanoseconds{0}, true, {}, false, {}, {}};
    const Nanoseconds leftOut = m_cut.cut(*lastStart() - m_base);
    return {Window::Kind::Steady,
            m_base + leftOut - m_facts.start,
            *lastStart() - m_facts.start,
            true,
            leftOut,
            false,
            {},
            {}};
}

Window WindowFinder::window() const
{
    if (const WindowRange *range = std::get_if<WindowRange>(&m_facts.window))
        return {Window::Kind::Custom, range->from, range->to, true, {}, false, {}, {}};
    const Window::Kind *kind = std::get_if<Window::Kind>(&m_facts.window);
    if (kind != nullptr && *kind == Window::Kind::All)
        return all();
    const Window found = steady();
    return isLongEnough(found) ? found : all();
}

std::vector<Window> WindowFinder::plateaus() const
{
    // The plan may reach beyond a run that was stopped, and begin before the measured part.
    const Nanoseconds measured = std::max(m_facts.measureFrom - m_facts.start, Nanoseconds{0});
    std::vector<Window> windows;
    for (const WindowRange &range : m_facts.plateaus) {
        const Window window{Window::Kind::Steady,
                            std::max(range.from, measured),
                            std::min(range.to, m_facts.end - m_facts.start),
                            false,
                            {},
                            false,
                            range.users,
                            range.rate};
        if (window.from < window.to)
            windows.push_back(window);
    }
    return windows;
}

} // namespace weir
