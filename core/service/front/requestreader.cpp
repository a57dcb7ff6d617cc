// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/requestreader.h"

namespace weir {

namespace http = boost::beast::http;

namespace {

// A client that sends more than this ahead of its answer is not pipelining, it is flooding.
constexpr std::size_t mostAhead = std::size_t{128} * 1024;
constexpr std::size_t idleBuffer = std::size_t{4} * 1024;

} // namespace

RequestReader::RequestReader(ServiceStream &stream, const ServiceLimits &limits)
    : m_stream(stream), m_limits(limits), m_buffer(mostAhead)
{
}

void RequestReader::rest()
{
    if (m_buffer.capacity() > idleBuffer)
        m_buffer.shrink_to_fit();
}

void RequestReader::begin()
{
    m_parser.emplace();
    m_parser->header_limit(m_limits.headerBytes);
    m_parser->body_limit(m_limits.bodyBytes);
}

ReadAhead RequestReader::readAhead()
{
    const std::size_t room = mostAhead - m_buffer.size();
    if (room == 0)
        return ReadAhead::Flood;
    ErrorCode error;
    const std::size_t read = m_stream.read_some(m_buffer.prepare(std::min(room, idleBuffer)), error);
    if (error && error != boost::asio::error::would_block)
        return ReadAhead::Gone;
    m_buffer.commit(error ? 0 : read);
    return ReadAhead::Kept;
}

std::optional<Reply> answerToReadError(const boost::system::error_code &error)
{
    // Only the parser's own findings deserve an answer; everything else means that the client is gone.
    static const boost::system::error_category &parserErrors =
        http::make_error_code(http::error::bad_method).category();
    if (error.category() != parserErrors || error == http::error::end_of_stream ||
        error == http::error::partial_message)
        return std::nullopt;
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return invalidRequest(431, "The header is too large.");
    if (error == http::error::body_limit)
        return invalidRequest(413, "The body is too large.");
    return invalidRequest(400, "This is not an HTTP request.");
}

} // namespace weir
