// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/answerprogress.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace weir {

namespace {

using std::string_view;

constexpr qint64 largestChunk = std::numeric_limits<qint64>::max() >> 8;

std::optional<int> hexDigit(const char &c)
{
    unsigned digit = 0;
    if (std::from_chars(&c, &c + 1, digit, 16).ec != std::errc())
        return std::nullopt;
    return static_cast<int>(digit);
}

} // namespace

void AnswerProgress::feed(string_view bytes)
{
    while (!bytes.empty() && m_state != State::Over) {
        switch (m_state) {
        case State::Head:
            bytes = takeLine(bytes);
            break;
        case State::Body:
            bytes = takeBody(bytes, std::numeric_limits<qint64>::max());
            break;
        case State::ChunkSize:
            bytes = takeSize(bytes);
            break;
        case State::ChunkExtension:
        case State::ChunkEnd: {
            const std::size_t end = bytes.find('\n');
            if (end == string_view::npos)
                return;
            bytes.remove_prefix(end + 1);
            if (m_state == State::ChunkEnd)
                m_state = State::ChunkSize;
            else
                m_state = m_chunkLeft > 0 ? State::ChunkData : State::Over; // what follows are trailers
            break;
        }
        case State::ChunkData: {
            const std::size_t before = bytes.size();
            bytes = takeBody(bytes, m_chunkLeft);
            m_chunkLeft -= static_cast<qint64>(before - bytes.size());
            if (m_chunkLeft == 0)
                m_state = State::ChunkEnd;
            break;
        }
        case State::Over:
            break;
        }
    }
}

string_view AnswerProgress::takeLine(string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::size_t taken = end == string_view::npos ? bytes.size() : end + 1;
    if (m_line.size() + static_cast<qsizetype>(taken) > ResponseHeadReader::mostBytes) {
        m_state = State::Over;
        return {};
    }
    m_line.append(bytes.data(), static_cast<qsizetype>(taken));
    if (end == string_view::npos)
        return {};
    switch (m_head.feed(std::exchange(m_line, {}))) {
    case ResponseHeadReader::State::Reading:
        break;
    case ResponseHeadReader::State::Complete:
        beginBody();
        break;
    case ResponseHeadReader::State::Broken:
        m_state = State::Over;
        break;
    }
    return bytes.substr(taken);
}

void AnswerProgress::beginBody()
{
    const bool isChunked = m_head.head().header("Transfer-Encoding").toLower().contains("chunked");
    m_state = isChunked ? State::ChunkSize : State::Body;
    m_head = {};
}

string_view AnswerProgress::takeSize(string_view bytes)
{
    while (!bytes.empty()) {
        const std::optional<int> digit = hexDigit(bytes.front());
        if (!digit) {
            m_state = State::ChunkExtension;
            break;
        }
        if (m_chunkLeft > largestChunk) {
            m_state = State::Over;
            break;
        }
        m_chunkLeft = m_chunkLeft * 16 + *digit;
        bytes.remove_prefix(1);
    }
    return bytes;
}

string_view AnswerProgress::takeBody(string_view bytes, qint64 most)
{
    const qint64 count = std::min(static_cast<qint64>(bytes.size()), most);
    m_bodyBytes += count;
    return bytes.substr(static_cast<std::size_t>(count));
}

} // namespace weir
