// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bytefallback.h"

#include <charconv>

namespace weir {

std::array<std::optional<TokenId>, 256> byteTokens(const Vocabulary &vocabulary)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::array<std::optional<TokenId>, 256> tokens;
    for (std::size_t byte = 0; byte < tokens.size(); ++byte)
        tokens[byte] = vocabulary.find({"<0x" + std::string{digits[byte >> 4], digits[byte & 15]} + ">"});
    return tokens;
}

std::optional<char> byteOfToken(std::string_view token)
{
    if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>')
        return std::nullopt;
    unsigned int byte = 0;
    const char *end = token.data() + 5;
    const std::from_chars_result read = std::from_chars(token.data() + 3, end, byte, 16);
    return read.ec == std::errc() && read.ptr == end ? std::optional<char>(static_cast<char>(byte))
                                                     : std::nullopt;
}

} // namespace weir
