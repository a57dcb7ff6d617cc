// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the requests of one connection, one after the other, within the limits of the service.
#pragma once

#include "service/front/requestreading.h"
#include "service/front/servicestream.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <optional>

namespace weir {

/// What came while an answer is given.
enum class ReadAhead : quint8
{
    Kept,  ///< Bytes of a next request, or none.
    Flood, ///< More than a client that pipelines sends.
    Gone,  ///< The client has left.
};

/// Knows bytes and limits, no states and no deadlines. Service thread only.
class RequestReader
{
public:
    using ErrorCode = boost::system::error_code;

    /// Both outlive the reader.
    RequestReader(ServiceStream &stream, const ServiceLimits &limits);

    /// Bytes of a next request are here already.
    [[nodiscard]] bool hasAhead() const { return m_buffer.size() > 0; }
    /// Drops the request that was read, body and all.
    void drop() { m_parser.reset(); }
    /// Nothing is to come for a while: a large buffer goes back.
    void rest();

    /// `then(ErrorCode)` when the next request's header has been read, and keeps the reader's owner alive.
    template <typename Then>
    void readHeader(Then then)
    {
        begin();
        boost::beast::http::async_read_header(
            m_stream, m_buffer, *m_parser,
            [then = std::move(then)](ErrorCode error, std::size_t) { then(error); });
    }
    /// The same for some more of the body, where there is more of it to read.
    template <typename Then>
    void readSomeBody(Then then)
    {
        m_parser->eager(true); // as much as is here in one go
        boost::beast::http::async_read_some(
            m_stream, m_buffer, *m_parser,
            [then = std::move(then)](ErrorCode error, std::size_t) { then(error); });
    }
    /// The length that the header tells for the body; 0 where it tells none.
    [[nodiscard]] quint64 announcedBytes() const { return m_parser->content_length().value_or(0); }
    /// What of the body is here.
    [[nodiscard]] quint64 bodyBytes() const { return m_parser->get().body().size(); }
    /// The request is here to its last byte.
    [[nodiscard]] bool isWhole() const { return m_parser->is_done(); }
    /// Its header; after isWhole() its body too. Until drop() or the next readHeader().
    [[nodiscard]] const HttpRequest &request() const { return m_parser->get(); }
    /// It speaks HTTP/1.0; false while nothing has been read.
    [[nodiscard]] bool isOldClient() const { return m_parser && m_parser->get().version() < 11; }
    /// Reads what is there, without waiting.
    [[nodiscard]] ReadAhead readAhead();

private:
    void begin();

    ServiceStream &m_stream;
    const ServiceLimits &m_limits;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;
};

/// What to answer to bytes that the parser did not take; nothing when the client is just gone.
std::optional<Reply> answerToReadError(const boost::system::error_code &error);

} // namespace weir
