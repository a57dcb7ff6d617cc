// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one connection: a plain socket, or TLS over it.
#pragma once

#include "service/front/servicetypes.h"
#include "service/front/tlscontext.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>

#include <array>
#include <functional>

namespace weir {

/// A non-blocking stream that satisfies Beast's SyncStream and AsyncStream. TLS reads and writes the socket
/// directly, so all that is ever waited for, here and by its users, is the socket's readiness: would_block
/// means wait(), then try again. After a write that would block, the same bytes must be offered again, with
/// or without more behind them. SIGPIPE must be blocked in the thread that uses it. Service thread only.
class ServiceStream
{
public:
    using executor_type = ServiceExecutor;
    using ErrorCode = boost::system::error_code;

    explicit ServiceStream(ServiceSocket socket) : m_socket(std::move(socket)) {}
    ServiceStream(const ServiceStream &) = delete;
    ServiceStream &operator=(const ServiceStream &) = delete;

    /// Makes the socket non-blocking and, with a context, readies TLS; asyncHandshake() is then next.
    ErrorCode open(const TlsContext *tls);
    [[nodiscard]] bool isSecure() const { return m_ssl != nullptr; }
    /// The server's part of TLS's handshake. `done` holds the stream's owner.
    void asyncHandshake(std::function<void(ErrorCode)> done);

    [[nodiscard]] executor_type get_executor() { return m_socket.get_executor(); }
    [[nodiscard]] ServiceSocket &socket() { return m_socket; }

    template <typename Buffers>
    std::size_t read_some(const Buffers &buffers, ErrorCode &error)
    {
        return m_ssl ? readTls(firstOf<boost::asio::mutable_buffer>(buffers), error)
                     : m_socket.read_some(buffers, error);
    }
    template <typename Buffers>
    std::size_t write_some(const Buffers &buffers, ErrorCode &error)
    {
        return m_ssl ? writeTls(buffers, error) : m_socket.write_some(buffers, error);
    }
    template <typename Buffers>
    std::size_t read_some(const Buffers &buffers)
    {
        ErrorCode error;
        const std::size_t size = read_some(buffers, error);
        boost::asio::detail::throw_error(error);
        return size;
    }
    template <typename Buffers>
    std::size_t write_some(const Buffers &buffers)
    {
        ErrorCode error;
        const std::size_t size = write_some(buffers, error);
        boost::asio::detail::throw_error(error);
        return size;
    }

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_compose<Token, void(ErrorCode, std::size_t)>(
            SomeOperation<Buffers, ServiceSocket::wait_read>{*this, buffers}, token, m_socket);
    }
    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_compose<Token, void(ErrorCode, std::size_t)>(
            SomeOperation<Buffers, ServiceSocket::wait_write>{*this, buffers}, token, m_socket);
    }

    /// Calls `ready` when something can be read, at once when TLS holds bytes already.
    template <typename Ready>
    void asyncWaitReadable(Ready &&ready)
    {
        if (m_ssl && SSL_pending(m_ssl.get()) > 0)
            boost::asio::post(get_executor(),
                              [ready = std::forward<Ready>(ready)]() mutable { ready(ErrorCode()); });
        else
            m_socket.async_wait(ServiceSocket::wait_read, std::forward<Ready>(ready));
    }
    /// What a call that would block waits for.
    template <typename Ready>
    void asyncWaitWanted(Ready &&ready)
    {
        m_socket.async_wait(m_wants, std::forward<Ready>(ready));
    }

    /// Says that nothing follows; reading goes on. Best effort under TLS: what the socket does not take is
    /// lost.
    void shutdownSend(ErrorCode &error);
    /// Close will send RST.
    void armReset();
    void cancel();
    void close();

private:
    /// Reads or writes some: the socket's own operation, or TLS tried again each time the socket is ready.
    template <typename Buffers, ServiceSocket::wait_type direction>
    struct SomeOperation
    {
        ServiceStream &stream;
        Buffers buffers;
        bool isDone = false;
        ErrorCode result = {};
        std::size_t size = 0;

        template <typename Self>
        void operator()(Self &self)
        {
            if (stream.m_ssl)
                return attempt(self);
            isDone = true;
            if constexpr (direction == ServiceSocket::wait_read)
                stream.m_socket.async_read_some(buffers, std::move(self));
            else
                stream.m_socket.async_write_some(buffers, std::move(self));
        }
        template <typename Self>
        void operator()(Self &self, ErrorCode error)
        {
            if (isDone || error)
                return self.complete(isDone ? result : error, size);
            attempt(self);
        }
        template <typename Self>
        void operator()(Self &self, ErrorCode error, std::size_t transferred)
        {
            self.complete(error, transferred);
        }

    private:
        template <typename Self>
        void attempt(Self &self)
        {
            if constexpr (direction == ServiceSocket::wait_read)
                size = stream.read_some(buffers, result);
            else
                size = stream.write_some(buffers, result);
            if (result == boost::asio::error::would_block)
                return stream.asyncWaitWanted(std::move(self));
            isDone = true;
            // Never from within the call that began it.
            boost::asio::post(stream.get_executor(),
                              boost::beast::bind_front_handler(std::move(self), ErrorCode()));
        }
    };

    template <typename Buffer, typename Buffers>
    static Buffer firstOf(const Buffers &buffers)
    {
        for (auto at = boost::asio::buffer_sequence_begin(buffers);
             at != boost::asio::buffer_sequence_end(buffers); ++at) {
            if (const Buffer buffer(*at); buffer.size() > 0)
                return buffer;
        }
        return {};
    }

    template <typename Buffers>
    std::size_t writeTls(const Buffers &buffers, ErrorCode &error)
    {
        const boost::asio::const_buffer first = firstOf<boost::asio::const_buffer>(buffers);
        if (first.size() == boost::asio::buffer_size(buffers))
            return writeTlsBytes(first, error);
        // One record for a frame's header and what is in it.
        std::array<char, recordSize> record;
        const std::size_t size = boost::asio::buffer_copy(boost::asio::buffer(record), buffers);
        return writeTlsBytes(boost::asio::buffer(record, size), error);
    }

    static constexpr std::size_t recordSize = std::size_t{16} * 1024;

    std::size_t readTls(boost::asio::mutable_buffer buffer, ErrorCode &error);
    std::size_t writeTlsBytes(boost::asio::const_buffer bytes, ErrorCode &error);
    ErrorCode errorAfter(int result);

    ServiceSocket m_socket;
    SslPointer m_ssl; ///< Null without TLS.
    ServiceSocket::wait_type m_wants = ServiceSocket::wait_read;
};

} // namespace weir
