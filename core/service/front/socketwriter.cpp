// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/socketwriter.h"

namespace weir {

namespace asio = boost::asio;

namespace {

bool wouldBlock(const boost::system::error_code &error)
{
    return error == asio::error::would_block || error == asio::error::try_again;
}

} // namespace

void SocketWriter::send(std::string_view bytes)
{
    if (m_failed)
        return;
    if (!m_waiting.empty()) {
        m_waiting += bytes;
        return;
    }
    boost::system::error_code error;
    const std::size_t written = m_stream.write_some(asio::buffer(bytes), error);
    if (error && !wouldBlock(error)) {
        m_failed = true;
        return;
    }
    bytes.remove_prefix(error ? 0 : written);
    if (bytes.empty())
        return;
    m_waiting = bytes;
    await();
}

void SocketWriter::await()
{
    m_owner.writerWaits();
    m_stream.socket().async_wait(
        ServiceSocket::wait_write, [this, owner = m_owner.holdOwner()](boost::system::error_code error) {
            // A deadline cancels the reading, not this.
            const bool cancelled = error == asio::error::operation_aborted && m_stream.socket().is_open();
            m_failed = m_failed || (error && !cancelled);
            drain();
        });
}

void SocketWriter::drain()
{
    while (!m_failed && m_written < m_waiting.size()) {
        boost::system::error_code error;
        const std::string_view rest = std::string_view(m_waiting).substr(m_written);
        const std::size_t written = m_stream.write_some(asio::buffer(rest), error);
        if (wouldBlock(error))
            return await();
        m_failed = bool(error);
        m_written += written;
    }
    m_waiting.clear();
    m_waiting.shrink_to_fit();
    m_written = 0;
    m_owner.writerDrained();
}

} // namespace weir
