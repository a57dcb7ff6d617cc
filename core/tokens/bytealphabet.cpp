// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bytealphabet.h"

#include "tokens/characters.h"

#include <array>

namespace weir {

namespace {

constexpr std::size_t byteCount = 256;

/// Bytes that stand for themselves; the others take the characters from 256 on, in their order.
constexpr bool isOwnLetter(std::size_t byte)
{
    return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte != 0xad);
}

constexpr std::array<char32_t, byteCount> makeLetters()
{
    std::array<char32_t, byteCount> letters{};
    char32_t next = byteCount;
    for (std::size_t byte = 0; byte < byteCount; ++byte)
        letters[byte] = isOwnLetter(byte) ? static_cast<char32_t>(byte) : next++;
    return letters;
}

constexpr std::array<char32_t, byteCount> letters = makeLetters();
constexpr std::size_t letterLimit = byteCount + 68; ///< Behind the last of them.

constexpr std::array<int, letterLimit> makeBytes()
{
    std::array<int, letterLimit> bytes{};
    bytes.fill(-1);
    for (std::size_t byte = 0; byte < byteCount; ++byte)
        bytes[letters[byte]] = static_cast<int>(byte);
    return bytes;
}

constexpr std::array<int, letterLimit> bytes = makeBytes();

} // namespace

std::string inByteAlphabet(std::string_view text)
{
    std::string mapped;
    mapped.reserve(text.size() + text.size() / 4);
    for (const char byte : text)
        appendCharacter(mapped, letters[static_cast<unsigned char>(byte)]);
    return mapped;
}

std::optional<std::string> fromByteAlphabet(std::string_view mapped)
{
    std::string text;
    for (std::size_t at = 0; at < mapped.size(); at += lengthOfCharacter(mapped[at])) {
        const char32_t letter = characterAt(mapped, at);
        if (letter >= letterLimit || bytes[letter] < 0)
            return std::nullopt;
        text.push_back(static_cast<char>(bytes[letter]));
    }
    return text;
}

} // namespace weir
