// SPDX-License-Identifier: GPL-3.0-or-later
// A seeded permutation that is computed, not stored: the shuffled place of any item of any number in O(1)
// memory.
#pragma once

#include <QtGlobal>

namespace weir {

/// Where `item` (0 <= item < count) lands in the permutation of [0, count) that `seed` chooses. A Feistel
/// network over the next power of four, repeated until the result lies inside the range (cycle walking: Black
/// & Rogaway 2002); under four repetitions on average. The same on every machine.
quint64 permuted(quint64 item, quint64 count, quint64 seed) noexcept;

} // namespace weir
