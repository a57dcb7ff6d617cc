// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/paddedparser.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace weir {

namespace {

constexpr std::size_t deepestNesting = 64;
constexpr std::size_t mostKept = std::size_t{256} * 1024;

} // namespace

simdjson::simdjson_result<simdjson::dom::element> PaddedParser::parse(QByteArrayView json)
{
    const std::size_t size = std::size_t(json.size());
    if (m_padded.size() > mostKept && size < mostKept / 2)
        *this = PaddedParser(); // one huge document must not take memory for ever
    if (m_padded.size() < size + simdjson::SIMDJSON_PADDING) {
        // Growing in powers of two keeps a stream of slowly longer events from allocating for each.
        const std::size_t room = std::bit_ceil(std::max<std::size_t>(size, 2048));
        if (const simdjson::error_code code = m_parser.allocate(room, deepestNesting))
            return code;
        m_padded.resize(room + simdjson::SIMDJSON_PADDING);
    }
    if (size > 0)
        std::memcpy(m_padded.data(), json.data(), size);
    return m_parser.parse(m_padded.data(), size, false);
}

PaddedParser &PaddedParser::ofThread()
{
    static thread_local PaddedParser parser;
    return parser;
}

} // namespace weir
