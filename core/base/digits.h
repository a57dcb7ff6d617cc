// SPDX-License-Identifier: GPL-3.0-or-later
// What each byte counts as a digit of some alphabet.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace weir {

inline constexpr signed char noDigit = -1;

/// By byte: the digit's value, or noDigit.
using Digits = std::array<signed char, 256>;

/// `alphabet`: the digits from 0 on, at most 128.
constexpr Digits digitsOf(std::string_view alphabet)
{
    Digits digits{};
    digits.fill(noDigit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    return digits;
}

} // namespace weir
