// SPDX-License-Identifier: GPL-3.0-or-later
// Characters of UTF-8 text, and the classes that tokenizers sort them into. Pure; any thread. All texts here
// are valid UTF-8 (see asUtf8()).
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <string>
#include <string_view>

namespace weir {

/// `text` with U+FFFD in the place of bytes that are no UTF-8.
std::string asUtf8(QByteArrayView text);

/// The same text; unlike QString::fromUtf8() it keeps a mark of byte order, which is a character here.
QString wideText(std::string_view text);

/// Bytes of the character that begins with `first`.
[[nodiscard]] constexpr std::size_t lengthOfCharacter(char first) noexcept
{
    const unsigned char byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/// The character at `at`, which its first byte is at.
[[nodiscard]] char32_t characterAt(std::string_view text, std::size_t at) noexcept;
/// Where the character before `at` begins; at > 0.
[[nodiscard]] std::size_t characterBefore(std::string_view text, std::size_t at) noexcept;
void appendCharacter(std::string &text, char32_t character);

/// Unicode's White_Space.
[[nodiscard]] bool isWhiteSpace(char32_t character) noexcept;
/// Categories Nd, Nl and No.
[[nodiscard]] bool isNumeric(char32_t character) noexcept;
/// Punctuation of any kind, and ASCII's signs.
[[nodiscard]] bool isPunctuationMark(char32_t character) noexcept;
/// Letters, digits, marks and connectors: what \w stands for.
[[nodiscard]] bool isWordCharacter(char32_t character) noexcept;

} // namespace weir
