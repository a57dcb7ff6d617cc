// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace weir {

void forEachInParallel(std::size_t count, const std::function<void(std::size_t)> &work)
{
    forEachByWorkers(count, [&work]() -> Worker { return std::cref(work); });
}

void forEachByWorkers(std::size_t count, const std::function<Worker()> &makeWorker)
{
    std::atomic<std::size_t> next{0};
    const auto takeItems = [&] {
        const Worker work = makeWorker();
        for (std::size_t item = next++; item < count; item = next++)
            work(item);
    };
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    try {
        while (others.size() + 1 < std::min(processors, count))
            others.emplace_back(takeItems);
    } catch (const std::system_error &) { // the system gives no more threads
    }
    takeItems();
}

} // namespace weir
