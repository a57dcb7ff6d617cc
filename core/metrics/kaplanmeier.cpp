// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/kaplanmeier.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Keeps a share such as 0.999 of 1000 from landing a hair above its whole number.
constexpr double shareGrain = 1e-12;

} // namespace

KaplanMeier::KaplanMeier(quint64 known, quint64 bounds) : m_known(known)
{
    m_runs.push_back({0, 0, known + bounds, 1});
}

quint64 KaplanMeier::knownIn(std::size_t run) const
{
    const quint64 end = run + 1 < m_runs.size() ? m_runs[run + 1].first : m_known;
    return end - m_runs[run].first;
}

double KaplanMeier::survivalAfter(const Run &run, quint64 known)
{
    if (run.atRisk == 0)
        return run.survival;
    // One division a run: the factors of single times would telescope to it but for their rounding.
    return run.survival * static_cast<double>(run.atRisk - known) / static_cast<double>(run.atRisk);
}

void KaplanMeier::addBounds(quint64 knownBelow, quint64 count)
{
    Run &last = m_runs.back();
    const quint64 passed = knownBelow - last.first;
    const Run next{knownBelow, last.bounds + count, last.atRisk - passed - count,
                   survivalAfter(last, passed)};
    if (passed == 0)
        last = next;
    else
        m_runs.push_back(next);
}

std::optional<quint64> KaplanMeier::numberAt(double share) const
{
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const Run &run = m_runs[i];
        const quint64 known = knownIn(i);
        if (known == 0)
            continue;
        const double fallen = 1 - run.survival;
        const double needed = (share - shareGrain - fallen) * static_cast<double>(run.atRisk) / run.survival;
        if (needed <= static_cast<double>(known))
            return run.first + std::max<quint64>(1, static_cast<quint64>(std::ceil(std::max(needed, 0.0))));
    }
    return std::nullopt;
}

quint64 KaplanMeier::boundsBefore(quint64 number) const
{
    const auto after = std::partition_point(m_runs.begin(), m_runs.end(),
                                            [number](const Run &run) { return run.first < number; });
    return after == m_runs.begin() ? 0 : std::prev(after)->bounds;
}

double KaplanMeier::rest() const
{
    return m_known == 0 && m_runs.back().atRisk == 0 && m_runs.back().bounds == 0
               ? 0
               : survivalAfter(m_runs.back(), knownIn(m_runs.size() - 1));
}

} // namespace weir
