// SPDX-License-Identifier: GPL-3.0-or-later
// The same work for many items on all processors, for what nobody waits for second by second.
#pragma once

#include <cstddef>
#include <functional>

namespace weir {

/// Calls `work(i)` once for each i from 0 to `count` - 1, in any order, in this thread and up to one more for
/// each further processor; returns when all are done. `work` is called from several threads at a time and
/// must not throw. Where no thread can be had, this one does it all.
void forEachInParallel(std::size_t count, const std::function<void(std::size_t)> &work);

} // namespace weir
