// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/socketwriter.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace weir {

namespace asio = boost::asio;

void SocketWriter::send(std::string_view bytes)
{
    if (m_failed)
        return;
    const bool wasEmpty = isEmpty();
    if (wasEmpty) {
        boost::system::error_code error;
        const std::size_t written = m_socket.write_some(asio::buffer(bytes), error);
        if (error && error != asio::error::would_block && error != asio::error::try_again) {
            m_failed = true;
            return;
        }
        bytes.remove_prefix(error ? 0 : written);
    }
    m_waiting += bytes;
    if (wasEmpty && !m_waiting.empty())
        m_blocked();
}

void SocketWriter::whenDrained(std::shared_ptr<void> owner, std::function<void()> drained)
{
    m_sending = std::move(m_waiting);
    m_waiting.clear();
    asio::async_write(m_socket, asio::buffer(m_sending),
                      [this, owner = std::move(owner),
                       drained = std::move(drained)](boost::system::error_code error, std::size_t) mutable {
                          m_failed = m_failed || error;
                          m_sending.clear();
                          if (m_failed)
                              m_waiting.clear();
                          if (!m_waiting.empty())
                              return whenDrained(std::move(owner), std::move(drained));
                          m_sending.shrink_to_fit();
                          drained();
                      });
}

} // namespace weir
