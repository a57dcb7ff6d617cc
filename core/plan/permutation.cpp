// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/permutation.h"

#include "base/random.h"

#include <bit>
#include <utility>

namespace weir {

namespace {

/// A bijection of [0, 4^halfBits) whatever the round function is.
quint64 feistel(quint64 value, int halfBits, quint64 seed) noexcept
{
    constexpr quint64 rounds = 6;
    const quint64 mask = (quint64{1} << halfBits) - 1;
    quint64 left = value >> halfBits;
    quint64 right = value & mask;
    for (quint64 round = 0; round < rounds; ++round)
        left = std::exchange(right, left ^ (mixSeed({seed, round, right}) & mask));
    return (left << halfBits) | right;
}

} // namespace

quint64 permuted(quint64 item, quint64 count, quint64 seed) noexcept
{
    if (count < 2)
        return 0;
    const int halfBits = (static_cast<int>(std::bit_width(count - 1)) + 1) / 2;
    quint64 place = item;
    do {
        place = feistel(place, halfBits, seed);
    } while (place >= count);
    return place;
}

} // namespace weir
