// SPDX-License-Identifier: GPL-3.0-or-later
// Series over time blocks, and a queue of four workers, for tests of intervals and of drift.
#pragma once

#include "base/random.h"
#include "metrics/intervals.h"

#include <algorithm>
#include <array>

namespace weir::test {

/// `early` in each block of the first half, `late` in each of the other.
inline BlockTotals halves(double early, double late)
{
    BlockTotals totals{};
    std::fill(totals.begin(), totals.begin() + timeBlockCount / 2, early);
    std::fill(totals.begin() + timeBlockCount / 2, totals.end(), late);
    return totals;
}

/// What one run of an M/M/4 queue showed: answers of 1 s on average, nobody leaves.
struct QueueRun
{
    std::vector<BlockSample> e2e; ///< Nanoseconds, sorted.
    BlockTotals arrivals{};
    quint64 count = 0;
};

/// Arrivals for `seconds` at `load` of the capacity, after a warm-up. `growth`: how much longer the last
/// answers take than the first, as a share.
inline QueueRun playQueue(double load, double seconds, quint64 seed, double growth = 0)
{
    constexpr double warmUp = 300;
    Random random(mixSeed({seed}));
    std::array<double, 4> freeAt{};
    QueueRun run;
    const auto at = [](double time) { return Nanoseconds{static_cast<qint64>(time * 1e9)}; };
    const TimeBlocks blocks(at(warmUp), at(warmUp + seconds));
    for (double now = random.exponential(0.25 / load); now < warmUp + seconds;
         now += random.exponential(0.25 / load)) {
        double &worker = *std::min_element(freeAt.begin(), freeAt.end());
        const double grown = 1 + growth * std::max(0.0, now - warmUp) / seconds;
        worker = std::max(worker, now) + random.exponential(1) * grown;
        if (now < warmUp)
            continue;
        const quint16 block = blocks.of(at(now));
        run.e2e.push_back({static_cast<double>(at(worker - now).count()), block, false});
        run.arrivals[block] += 1;
        ++run.count;
    }
    std::sort(run.e2e.begin(), run.e2e.end());
    return run;
}

} // namespace weir::test
