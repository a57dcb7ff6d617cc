// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/servicestream.h"

#include <boost/asio/error.hpp>

#include <openssl/err.h>

namespace weir {

namespace asio = boost::asio;

ServiceStream::ErrorCode ServiceStream::open(const TlsContext *tls)
{
    ErrorCode error;
    m_socket.set_option(asio::ip::tcp::no_delay(true), error);
    m_socket.non_blocking(true, error);
    if (error || tls == nullptr)
        return error;
    m_ssl = tls->connection();
    if (!m_ssl || SSL_set_fd(m_ssl.get(), m_socket.native_handle()) != 1)
        return asio::error::no_memory;
    return {};
}

void ServiceStream::asyncHandshake(std::function<void(ErrorCode)> done)
{
    ERR_clear_error();
    const int result = SSL_do_handshake(m_ssl.get());
    const ErrorCode error = result == 1 ? ErrorCode() : errorAfter(result);
    if (error != asio::error::would_block) {
        asio::post(get_executor(), [done = std::move(done), error] { done(error); });
        return;
    }
    asyncWaitWanted([this, done = std::move(done)](ErrorCode waited) mutable {
        if (waited)
            return done(waited);
        asyncHandshake(std::move(done));
    });
}

std::size_t ServiceStream::readTls(asio::mutable_buffer buffer, ErrorCode &error)
{
    error = {};
    if (buffer.size() == 0)
        return 0;
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_read_ex(m_ssl.get(), buffer.data(), buffer.size(), &size);
    if (result == 1)
        return size;
    error = errorAfter(result);
    return 0;
}

std::size_t ServiceStream::writeTlsBytes(asio::const_buffer bytes, ErrorCode &error)
{
    error = {};
    if (bytes.size() == 0)
        return 0;
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &size);
    if (result == 1)
        return size;
    error = errorAfter(result);
    return 0;
}

ServiceStream::ErrorCode ServiceStream::errorAfter(int result)
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        m_wants = ServiceSocket::wait_read;
        return asio::error::would_block;
    case SSL_ERROR_WANT_WRITE:
        m_wants = ServiceSocket::wait_write;
        return asio::error::would_block;
    case SSL_ERROR_ZERO_RETURN:
        return asio::error::eof;
    default:
        return asio::error::connection_reset;
    }
}

void ServiceStream::shutdownSend(ErrorCode &error)
{
    if (m_ssl) {
        ERR_clear_error();
        SSL_shutdown(m_ssl.get());
    }
    m_socket.shutdown(ServiceSocket::shutdown_send, error);
}

void ServiceStream::armReset()
{
    ErrorCode ignored;
    m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
}

void ServiceStream::cancel()
{
    ErrorCode ignored;
    m_socket.cancel(ignored);
}

void ServiceStream::close()
{
    ErrorCode ignored;
    m_socket.close(ignored);
}

} // namespace weir
