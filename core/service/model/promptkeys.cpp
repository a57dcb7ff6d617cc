// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/promptkeys.h"

#include "base/random.h"

namespace weir {

namespace {

constexpr std::size_t bytesPerToken = 4;

quint64 hashOf(std::string_view bytes)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

} // namespace

quint64 promptKeyOf(std::string_view text)
{
    return mixSeed({hashOf(text)});
}

std::vector<quint64> prefixHashes(std::string_view text, quint32 blockTokens)
{
    std::vector<quint64> hashes;
    const std::size_t size = blockTokens * bytesPerToken;
    if (size == 0)
        return hashes;
    hashes.reserve(text.size() / size);
    quint64 chain = 0;
    for (std::size_t at = 0; at + size <= text.size(); at += size) {
        chain = mixSeed({chain, hashOf(text.substr(at, size))});
        hashes.push_back(chain);
    }
    return hashes;
}

} // namespace weir
