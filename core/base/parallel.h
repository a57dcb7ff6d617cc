// SPDX-License-Identifier: GPL-3.0-or-later
// The same work for many items on all processors, for what nobody waits for second by second.
#pragma once

#include <cstddef>
#include <functional>

namespace weir {

/// Does one item's work at a time, with memory of its own for all that it is given.
using Worker = std::function<void(std::size_t)>;

/// As below, by workers that `makeWorker` makes: one in each thread that takes part, and dropped with it. No
/// two calls of one worker overlap.
void forEachByWorkers(std::size_t count, const std::function<Worker()> &makeWorker);

/// Calls `work(i)` once for each i from 0 to `count` - 1, in any order, in this thread and up to one more for
/// each further processor; returns when all are done. `work` is called from several threads at a time and
/// must not throw. Where no thread can be had, this one does it all.
void forEachInParallel(std::size_t count, const std::function<void(std::size_t)> &work);

} // namespace weir
