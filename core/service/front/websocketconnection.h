// SPDX-License-Identifier: GPL-3.0-or-later
// One client's WebSocket: requests come as messages, each event of an answer goes as one.
#pragma once

#include "service/front/bodyshare.h"
#include "service/front/deadline.h"
#include "service/front/runningexchange.h"
#include "service/front/servicestream.h"
#include "service/front/websocketexchange.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace weir {

/// Who sends the first message: what the header of the handshake said. Later messages have no id.
struct FirstMessage
{
    std::optional<std::string> id;
    quint32 attempt = 1;
    quint64 key = 0; ///< requestKey()
};

/// What Beast asks of a stream when a WebSocket is over: nothing, its connection closes it.
void beast_close_socket(ServiceStream &stream);
void teardown(boost::beast::role_type role, ServiceStream &stream, ServiceStream::ErrorCode &error);
template <typename Handler>
void async_teardown(boost::beast::role_type /*role*/, ServiceStream &stream, Handler &&handler)
{
    boost::asio::post(stream.get_executor(), boost::beast::bind_front_handler(std::forward<Handler>(handler),
                                                                              ServiceStream::ErrorCode()));
}

/// Lives as long as an operation on its stream or timer is under way. Messages that come during an answer
/// wait for their turn, within bounds. Service thread only.
class WebSocketConnection final : public std::enable_shared_from_this<WebSocketConnection>,
                                  public OpenConnection,
                                  private ExchangeOwner,
                                  private MessageSink
{
public:
    using Request = boost::beast::http::request<boost::beast::http::string_body>;

    /// `stream` is open, and nothing else uses it. `context` outlives the connection.
    WebSocketConnection(std::unique_ptr<ServiceStream> stream, FrontContext &context, FirstMessage first,
                        const Caller &caller);
    ~WebSocketConnection() override;
    WebSocketConnection(const WebSocketConnection &) = delete;
    WebSocketConnection &operator=(const WebSocketConnection &) = delete;

    /// Answers the handshake. `request` may go away after the call.
    void start(const Request &request);
    void stop() override;

private:
    enum class State : quint8
    {
        Open,
        Closing,   ///< The close frame is sent, the client's awaited.
        Lingering, ///< Nothing more is sent; the client's end is awaited.
        Closed
    };
    /// What comes when everything is written.
    enum class Then : quint8
    {
        Next,        ///< The next message's turn.
        CloseNormal, ///< Close frame 1000.
        CloseError,  ///< Close frame 1011.
        End,         ///< No close frame: the framing is broken.
    };
    struct Outgoing
    {
        std::string bytes;
        bool isFrame = true; ///< false: goes out as it is.
    };
    using ErrorCode = boost::system::error_code;
    using WebSocket = boost::beast::websocket::stream<ServiceStream &, false>;

    void read();
    void onPart();
    void onRead(ErrorCode error);
    void take(std::string message);
    void answer(const std::string &message);
    [[nodiscard]] TruthRecord identify(quint64 &key);

    void send(std::string_view bytes) override;
    [[nodiscard]] bool isEmpty() const override { return m_outgoing.empty(); }
    void sendBrokenFrame() override;
    void writeNext();
    void onWritten(ErrorCode error);

    void exchangeEnded(ExchangeEnd end, bool working) override;
    void tokensWritten(quint32 tokens) override
    {
        m_context.counters.tokens.fetch_add(tokens, std::memory_order_relaxed);
    }
    void faultMet(FaultKind kind) override { m_context.countFault(kind); }
    void afterAnswer(Then then);
    void nextMessage();
    void sendClose(boost::beast::websocket::close_code code);
    void clientLeft();
    void linger();
    void discard();
    void reset();
    void close();
    void arm(Nanoseconds delay);
    void onDeadline();

    std::unique_ptr<ServiceStream> m_stream;
    WebSocket m_socket;
    Deadline m_deadline; ///< While no answer is given, and of a client that does not read.
    FrontContext &m_context;
    std::optional<FirstMessage> m_first;
    Caller m_caller;  ///< Of all messages.
    BodyShare m_body; ///< Of the message that is coming in.
    RunningExchange m_exchange;
    boost::beast::flat_buffer m_incoming;
    std::deque<std::string> m_ahead; ///< Messages that came during an answer.
    std::size_t m_aheadBytes = 0;
    std::deque<Outgoing> m_outgoing; ///< The first one is being written.
    std::optional<Then> m_then;      ///< The answer is whole, but not all of it written.
    State m_state = State::Open;
    bool m_isReading = false;
    bool m_isAnswering = false; ///< From a message to the last byte of its answer.
};

} // namespace weir
