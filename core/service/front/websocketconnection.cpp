// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/websocketconnection.h"

#include "service/front/modelrequests.h"

#include <boost/asio/write.hpp>

#include <array>

namespace weir {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;

namespace {

// As for HTTP: more than this ahead of an answer is a flood. A single message may be as long as a body.
constexpr std::size_t mostAhead = std::size_t{128} * 1024;
constexpr std::size_t mostMessagesAhead = 1000;
constexpr std::size_t idleBuffer = std::size_t{4} * 1024;
constexpr std::chrono::seconds lingerTime{2};
// FIN and opcode 3, which RFC 6455 reserves.
constexpr std::string_view brokenFrame = "\x83\x05weir!";

} // namespace

void beast_close_socket(ServiceStream &stream)
{
    stream.close();
}

void teardown(boost::beast::role_type /*role*/, ServiceStream & /*stream*/, ServiceStream::ErrorCode &error)
{
    error = {};
}

WebSocketConnection::WebSocketConnection(std::unique_ptr<ServiceStream> stream, FrontContext &context,
                                         FirstMessage first, const Caller &caller)
    : m_stream(std::move(stream))
    , m_socket(*m_stream)
    , m_deadline(m_stream->get_executor())
    , m_context(context)
    , m_first(std::move(first))
    , m_caller(caller)
    , m_body(context.heldBodyBytes, context.config.limits.allBodyBytes)
    , m_exchange(context)
{
    m_context.enter(this);
}

WebSocketConnection::~WebSocketConnection()
{
    close();
}

void WebSocketConnection::start(const Request &request)
{
    m_socket.read_message_max(m_context.config.limits.bodyBytes);
    m_socket.auto_fragment(false);
    m_socket.text(true);
    m_socket.set_option(websocket::stream_base::decorator(
        [](websocket::response_type &response) { response.set(boost::beast::http::field::server, "weir"); }));
    arm(m_context.config.limits.headerTimeout);
    m_socket.async_accept(request, [self = shared_from_this()](ErrorCode error) {
        if (self->m_state != State::Open)
            return;
        // Beast has answered a handshake that is none with a status.
        if (error)
            return self->linger();
        self->arm(self->m_context.config.limits.idleTimeout);
        self->read();
    });
}

void WebSocketConnection::stop()
{
    m_exchange.end(TruthEnd::Error);
    close();
}

void WebSocketConnection::read()
{
    m_isReading = true;
    m_socket.async_read_some(m_incoming, 0, [self = shared_from_this()](ErrorCode error, std::size_t) {
        self->m_isReading = false;
        self->onRead(error);
    });
}

void WebSocketConnection::onRead(ErrorCode error)
{
    if (m_state == State::Closed)
        return;
    if (error) {
        // Beast has answered the client's close frame, or told it by one what was wrong; there is no reading
        // on. Any other category is the socket's: the client is gone.
        static const boost::system::error_category &frameErrors =
            websocket::make_error_code(websocket::error::closed).category();
        const bool wasTold = error.category() == frameErrors;
        if (m_state == State::Closing && wasTold)
            return; // sendClose() goes on.
        m_exchange.end(TruthEnd::ClientClosed);
        return wasTold && m_state == State::Open ? linger() : close();
    }
    if (!m_socket.is_message_done())
        return onPart();
    std::string message(static_cast<const char *>(m_incoming.cdata().data()), m_incoming.size());
    m_incoming.clear();
    m_body.release();
    if (m_incoming.capacity() > idleBuffer)
        m_incoming.shrink_to_fit();
    if (m_state == State::Open)
        take(std::move(message));
    if (m_state != State::Closed && !m_isReading)
        read();
}

void WebSocketConnection::onPart()
{
    if (m_state == State::Open && !m_body.grow(m_incoming.size())) {
        m_exchange.end(TruthEnd::Error);
        sendClose(websocket::close_code::try_again_later);
    }
    if (m_state != State::Open) {
        m_incoming.clear();
        m_body.release();
    }
    read();
}

void WebSocketConnection::take(std::string message)
{
    if (!m_isAnswering)
        return answer(message);
    m_aheadBytes += message.size();
    m_ahead.push_back(std::move(message));
    if (m_ahead.size() > 1 && (m_aheadBytes > mostAhead || m_ahead.size() > mostMessagesAhead)) {
        m_exchange.end(TruthEnd::Error);
        sendClose(websocket::close_code::policy_error);
    }
}

TruthRecord WebSocketConnection::identify(quint64 &key)
{
    TruthRecord record;
    record.accepted = MonotonicClock::now();
    if (m_first) {
        record.id = m_first->id;
        record.attempt = m_first->attempt;
        key = m_first->key;
        m_first.reset();
    } else {
        key = requestKey(m_context.arrivals++);
    }
    return record;
}

void WebSocketConnection::answer(const std::string &message)
{
    m_isAnswering = true;
    m_deadline.drop();
    m_context.counters.requests.fetch_add(1, std::memory_order_relaxed);
    quint64 key = 0;
    TruthRecord record = identify(key);
    if (m_context.meetsReset(key)) {
        m_context.logReset(std::move(record));
        return reset();
    }
    Dialect &dialect = m_context.dialects.standard();
    std::variant<AskedRequest, DialectRefusal> read = dialect.read({}, {}, message, m_context.keepsText);
    if (const DialectRefusal *refused = std::get_if<DialectRefusal>(&read)) {
        send(refused->body);
        record.status = refused->status;
        record.done = MonotonicClock::now();
        m_context.log(std::move(record));
        return afterAnswer(Then::Next);
    }
    record.fault = m_context.drawFault(key);
    ExchangeOrder order = m_context.orderFor(std::get<AskedRequest>(std::move(read)), dialect, key);
    order.facts.asked.stream = true;
    order.fault = record.fault;
    const ModelRequest asked =
        modelRequestOf(order.facts.asked, {key, record.id.has_value(), m_caller}, m_context.config.model);
    MessageSink &sink = *this;
    ExchangeOwner &owner = *this;
    m_exchange.begin(std::make_unique<WebSocketExchange>(std::move(order), std::move(record), sink, owner),
                     asked);
}

void WebSocketConnection::send(std::string_view bytes)
{
    if (m_state != State::Open)
        return;
    m_outgoing.push_back({std::string(bytes), true});
    if (m_outgoing.size() == 1)
        writeNext();
}

void WebSocketConnection::sendBrokenFrame()
{
    if (m_state != State::Open)
        return;
    m_outgoing.push_back({std::string(brokenFrame), false});
    if (m_outgoing.size() == 1)
        writeNext();
}

void WebSocketConnection::writeNext()
{
    // Who never reads on is not waited for.
    arm(m_context.config.limits.idleTimeout);
    const Outgoing &next = m_outgoing.front();
    const auto written = [self = shared_from_this()](ErrorCode error, std::size_t) {
        self->onWritten(error);
    };
    if (next.isFrame)
        m_socket.async_write(asio::buffer(next.bytes), written);
    else
        asio::async_write(*m_stream, asio::buffer(next.bytes), written);
}

void WebSocketConnection::onWritten(ErrorCode error)
{
    if (m_state != State::Open)
        return;
    // The client's close frame, or its mistake, stops writing as well; reading tells of it.
    if (error == asio::error::operation_aborted || error == websocket::error::closed)
        return;
    if (error)
        return clientLeft();
    m_outgoing.pop_front();
    if (!m_outgoing.empty())
        return writeNext();
    m_deadline.drop();
    if (m_then)
        return afterAnswer(*std::exchange(m_then, std::nullopt));
    // A client that does not read holds its own answer back, nothing else.
    if (m_exchange.get() != nullptr)
        m_exchange.get()->onDrained();
}

void WebSocketConnection::exchangeEnded(ExchangeEnd end, bool working)
{
    m_exchange.release(working);
    switch (end) {
    case ExchangeEnd::Finish:
        m_exchange.end(TruthEnd::Done);
        return afterAnswer(Then::Next);
    case ExchangeEnd::Close: {
        const bool isBroken = !m_outgoing.empty() && !m_outgoing.back().isFrame;
        m_exchange.end(TruthEnd::Done);
        return afterAnswer(isBroken ? Then::End : Then::CloseNormal);
    }
    case ExchangeEnd::Lost:
        m_exchange.end(TruthEnd::Error);
        return afterAnswer(Then::CloseError);
    case ExchangeEnd::Reset:
        m_exchange.end(TruthEnd::Error);
        return reset();
    case ExchangeEnd::WaitForClient:
        return;
    }
}

void WebSocketConnection::afterAnswer(Then then)
{
    if (!m_outgoing.empty()) {
        m_then = then;
        return;
    }
    switch (then) {
    case Then::Next:
        return nextMessage();
    case Then::CloseNormal:
        return sendClose(websocket::close_code::normal);
    case Then::CloseError:
        return sendClose(websocket::close_code::internal_error);
    case Then::End:
        return linger();
    }
}

void WebSocketConnection::nextMessage()
{
    m_isAnswering = false;
    if (m_ahead.empty())
        return arm(m_context.config.limits.idleTimeout);
    const std::string next = std::move(m_ahead.front());
    m_ahead.pop_front();
    m_aheadBytes -= next.size();
    answer(next);
}

void WebSocketConnection::sendClose(websocket::close_code code)
{
    m_state = State::Closing;
    arm(lingerTime);
    m_socket.async_close(code, [self = shared_from_this()](ErrorCode) {
        if (self->m_state == State::Closing)
            self->linger();
    });
}

void WebSocketConnection::clientLeft()
{
    m_exchange.end(TruthEnd::ClientClosed);
    close();
}

void WebSocketConnection::linger()
{
    // Closing with unread bytes would send a RST, which can overtake what was sent.
    m_state = State::Lingering;
    ErrorCode error;
    m_stream->shutdownSend(error);
    if (error)
        return close();
    arm(lingerTime);
    if (!m_isReading)
        discard();
}

void WebSocketConnection::discard()
{
    m_stream->asyncWaitReadable([self = shared_from_this()](ErrorCode waited) {
        if (self->m_state != State::Lingering)
            return;
        std::array<char, std::size_t{16} * 1024> scratch;
        ErrorCode error = waited;
        if (!error)
            self->m_stream->read_some(asio::buffer(scratch), error);
        if (error && error != asio::error::would_block)
            return self->close();
        self->discard();
    });
}

void WebSocketConnection::reset()
{
    m_stream->armReset();
    close();
}

void WebSocketConnection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_exchange.end(TruthEnd::ClientClosed);
    m_deadline.drop();
    m_stream->close();
    m_context.leave(this);
}

void WebSocketConnection::arm(Nanoseconds delay)
{
    m_deadline.set(delay, [self = shared_from_this()] { self->onDeadline(); });
}

void WebSocketConnection::onDeadline()
{
    // The kernel would keep for long what a client does not read.
    if (m_state != State::Lingering && !m_outgoing.empty())
        m_stream->armReset();
    close();
}

} // namespace weir
