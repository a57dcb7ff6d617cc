// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/nearestname.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace weir {

namespace {

constexpr qsizetype longestName = 64;

/// Letters to change, leave out, add or swap with their neighbour; case does not count.
int distance(const QString &first, const QString &second)
{
    const QString a = first.toLower();
    const QString b = second.toLower();
    std::vector<int> beforeLast; // rows of the table of all beginnings
    std::vector<int> last(static_cast<std::size_t>(b.size()) + 1);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        std::vector<int> row{static_cast<int>(i) + 1};
        for (qsizetype j = 0; j < b.size(); ++j) {
            const std::size_t at = static_cast<std::size_t>(j);
            int best = std::min({last[at] + (a[i] == b[j] ? 0 : 1), last[at + 1] + 1, row[at] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                best = std::min(best, beforeLast[at - 1] + 1);
            row.push_back(best);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last.back();
}

} // namespace

std::optional<QString> nearestName(const QString &name, const QStringList &candidates)
{
    if (name.size() > longestName)
        return std::nullopt;
    const QString *nearest = nullptr;
    int least = 0;
    for (const QString &candidate : candidates) {
        const int letters = distance(name, candidate);
        if (nearest && letters >= least)
            continue;
        nearest = &candidate;
        least = letters;
    }
    return nearest ? std::optional<QString>(*nearest) : std::nullopt;
}

std::optional<QString> likelyName(const QString &name, const QStringList &candidates)
{
    const std::optional<QString> nearest = nearestName(name, candidates);
    return nearest && distance(name, *nearest) * 3 <= name.size() ? nearest : std::nullopt;
}

} // namespace weir
