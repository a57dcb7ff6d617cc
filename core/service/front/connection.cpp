// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/connection.h"

#include "service/front/taskstore.h"
#include "service/front/websocketconnection.h"

#include <boost/beast/websocket/rfc6455.hpp>

#include <array>
#include <charconv>

namespace weir {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr std::chrono::seconds lingerTime{2};

std::string_view viewOf(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

std::optional<quint32> attemptFrom(std::string_view text)
{
    quint32 attempt = 0;
    const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), attempt);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return std::nullopt;
    return attempt;
}

} // namespace

Connection::Connection(ServiceSocket socket, FrontContext &context)
    : m_stream(std::make_unique<ServiceStream>(std::move(socket)))
    , m_deadline(m_stream->get_executor())
    , m_context(context)
    , m_writer(*m_stream, *this)
    , m_reader(*m_stream, context.config.limits)
    , m_body(context.heldBodyBytes, context.config.limits.allBodyBytes)
    , m_exchange(context)
{
    m_context.enter(this);
}

Connection::~Connection()
{
    close();
}

void Connection::start()
{
    if (m_stream->open(m_context.tls.get()))
        return close();
    if (!m_stream->isSecure())
        return nextRequest();
    arm(m_context.config.limits.headerTimeout);
    m_stream->asyncHandshake([self = shared_from_this()](ErrorCode error) {
        if (self->m_state != State::Handshaking)
            return; // The deadline was faster.
        if (error)
            return self->close();
        self->nextRequest();
    });
}

void Connection::stop()
{
    m_exchange.end(TruthEnd::Error);
    close();
}

void Connection::nextRequest()
{
    m_reader.drop();
    m_body.release();
    if (m_reader.hasAhead())
        return readHeader();
    m_reader.rest();
    m_state = State::Idle;
    arm(m_context.config.limits.idleTimeout);
    watch();
}

void Connection::readHeader()
{
    m_state = State::ReadingHeader;
    m_dialect = nullptr; // the last request's record is written; bytes that are no HTTP have none
    arm(m_context.config.limits.headerTimeout);
    m_reader.readHeader([self = shared_from_this()](ErrorCode error) { self->onHeader(error); });
}

void Connection::onHeader(ErrorCode error)
{
    if (m_state != State::ReadingHeader)
        return; // The deadline was faster.
    if (error)
        return onReadError(error);
    m_context.counters.requests.fetch_add(1, std::memory_order_relaxed);
    identify();
    if (const std::optional<Reply> refused = answerToHeader(m_reader.request(), m_context.origins))
        return reply(*refused, false);
    m_route =
        routeOf(m_context.dialects, m_context.gate, requestLineOf(m_reader.request(), std::time(nullptr)));
    if (m_route.dialect != nullptr && m_context.meetsReset(m_key))
        return resetByFault();
    readBody();
}

void Connection::resetByFault()
{
    m_context.logReset(std::move(m_record));
    reset();
}

void Connection::identify()
{
    const auto &request = m_reader.request();
    m_record = TruthRecord{};
    m_record.accepted = MonotonicClock::now();
    m_dialect = request.method() == http::verb::post ? dialectOf(m_context.dialects, viewOf(request.target()))
                                                     : nullptr;
    const auto id = request.find("X-Weir-Request-Id");
    if (id != request.end()) {
        m_record.id = std::string(viewOf(id->value()));
        m_key = requestKey(*m_record.id);
        const Sighting sighting = m_context.seen.note(m_key, attemptFrom(viewOf(request["X-Weir-Attempt"])));
        m_record.attempt = sighting.attempt;
        m_context.counters.duplicates.fetch_add(sighting.duplicate ? 1 : 0, std::memory_order_relaxed);
    } else {
        m_key = requestKey(m_context.arrivals++);
    }
}

void Connection::readBody()
{
    if (m_reader.isWhole())
        return onRequest();
    if (!m_body.grow(m_reader.announcedBytes()))
        return refuseBody();
    m_state = State::ReadingBody;
    // curl waits a second for this before it sends a large body.
    if (boost::beast::iequals(m_reader.request()[http::field::expect], "100-continue"))
        m_writer.send("HTTP/1.1 100 Continue\r\n\r\n");
    arm(m_context.config.limits.bodyTimeout);
    readMoreBody();
}

void Connection::readMoreBody()
{
    m_reader.readSomeBody([self = shared_from_this()](ErrorCode error) { self->onBody(error); });
}

/// Many clients that hold their bodies back must not fill the machine.
void Connection::refuseBody()
{
    reply(invalidRequest(503, "The bodies of requests that are coming in fill the room that this service has "
                              "for them (limits.all_body_bytes). Ask again, with fewer or shorter ones."),
          false);
    m_reader.drop(); // what is here of it; the rest is read and thrown away
    m_body.release();
}

void Connection::onBody(ErrorCode error)
{
    if (m_state != State::ReadingBody)
        return;
    if (error)
        return onReadError(error);
    if (m_reader.isWhole())
        return onRequest();
    if (!m_body.grow(m_reader.bodyBytes()))
        return refuseBody();
    readMoreBody();
}

void Connection::onReadError(ErrorCode error)
{
    if (const std::optional<Reply> answer = answerToReadError(error))
        return reply(*answer, false);
    close();
}

void Connection::onRequest()
{
    m_deadline.drop();
    m_record.accepted = MonotonicClock::now();
    const auto &request = m_reader.request();
    // The body of the refusal of a HEAD would be taken for the next response.
    const bool keepAlive = request.keep_alive() && request.method() != http::verb::head;
    if (m_route.reply)
        return reply(*m_route.reply, keepAlive);
    if (m_route.metrics)
        return reply(
            {200,
             m_context.metrics.page(m_context.clock.model().state(MonotonicClock::now()), m_context.stats()),
             {},
             ServiceMetrics::contentType},
            keepAlive);
    if (m_route.webSocket)
        return upgrade(m_route.caller, keepAlive);
    if (m_route.task == TaskCall::Poll)
        return reply(m_context.tasks->poll(m_route.taskId, m_route.caller.tenant), keepAlive);
    if (m_route.task == TaskCall::Cancel)
        return reply(m_context.tasks->cancel(m_route.taskId, m_route.caller.tenant), keepAlive);
    answer(keepAlive);
}

void Connection::answer(bool keepAlive)
{
    std::variant<UnderstoodRequest, DialectRefusal> read =
        understand(m_reader.request(), m_route, {m_key, m_record.id.has_value(), m_route.caller},
                   m_context.config.model, m_context.keepsText);
    if (DialectRefusal *refused = std::get_if<DialectRefusal>(&read))
        return reply({refused->status, std::move(refused->body)}, keepAlive);
    m_record.fault = m_context.drawFault(m_key);
    if (m_record.fault == FaultKind::ResetOnAccept)
        return resetByFault(); // Injected while the body came in.
    UnderstoodRequest &understood = std::get<UnderstoodRequest>(read);
    const ModelRequest asked = std::move(understood.model);
    ExchangeOrder order = m_context.orderFor(std::move(understood.asked), *m_route.dialect, m_key);
    order.chunked = !m_reader.isOldClient();
    order.keepAlive = keepAlive;
    order.fault = m_record.fault;
    if (m_route.task == TaskCall::Submit || order.facts.asked.background) {
        const Reply submitted =
            m_context.tasks->submit(std::move(order), std::exchange(m_record, TruthRecord{}), asked);
        m_dialect = nullptr; // the task's own record goes into the truth file
        return reply(submitted, keepAlive);
    }
    m_reader.drop(); // The body may be large; the answer does not need it.
    m_body.release();
    m_state = State::Answering;
    watch();
    m_exchange.begin(makeExchange(std::move(order), std::move(m_record), m_writer, *this), asked);
}

void Connection::upgrade(const Caller &caller, bool keepAlive)
{
    const auto &request = m_reader.request();
    if (!boost::beast::websocket::is_upgrade(request)) {
        Reply wanted = invalidRequest(426, "This path speaks WebSocket.");
        wanted.extra = "Upgrade: websocket\r\n";
        return reply(wanted, keepAlive);
    }
    // Frames before the answer to the handshake would be lost in this connection's buffer.
    if (m_reader.hasAhead() || !m_writer.isEmpty())
        return reply(invalidRequest(400, "Nothing may follow the request before it is answered."), false);
    m_state = State::Closed;
    m_context.leave(this);
    std::make_shared<WebSocketConnection>(std::move(m_stream), m_context,
                                          FirstMessage{m_record.id, m_record.attempt, m_key}, caller)
        ->start(request);
}

void Connection::reply(const Reply &reply, bool keepAlive)
{
    m_deadline.drop();
    m_state = State::Answering;
    HttpHead head;
    head.status = reply.status;
    head.keepAlive = keepAlive;
    head.oldClient = m_reader.isOldClient();
    head.length = reply.body.size();
    head.extra = reply.extra;
    head.contentType = reply.contentType;
    std::string bytes;
    appendHead(bytes, head);
    bytes += reply.body;
    m_writer.send(bytes);
    if (std::exchange(m_dialect, nullptr) != nullptr) {
        m_record.status = reply.status;
        m_record.done = MonotonicClock::now();
        m_context.log(std::move(m_record));
    }
    afterResponse(keepAlive);
}

void Connection::exchangeEnded(ExchangeEnd end, bool working)
{
    m_exchange.release(working);
    if (m_writer.failed() && end != ExchangeEnd::Reset && end != ExchangeEnd::Lost)
        return clientLeft();
    switch (end) {
    case ExchangeEnd::Finish:
    case ExchangeEnd::Close:
        m_exchange.end(TruthEnd::Done);
        return afterResponse(end == ExchangeEnd::Finish);
    case ExchangeEnd::Reset:
    case ExchangeEnd::Lost:
        m_exchange.end(TruthEnd::Error);
        return reset();
    case ExchangeEnd::WaitForClient:
        return;
    }
}

void Connection::writerWaits()
{
    // Who never reads on is not waited for.
    if (m_state == State::Answering)
        arm(m_context.config.limits.idleTimeout);
}

void Connection::writerDrained()
{
    if (m_state != State::Answering)
        return;
    m_deadline.drop();
    if (m_keepAliveWhenWritten)
        return afterResponse(*std::exchange(m_keepAliveWhenWritten, std::nullopt));
    if (m_exchange.get() == nullptr)
        return;
    if (m_writer.failed())
        return clientLeft();
    m_exchange.get()->onDrained();
}

void Connection::afterResponse(bool keepAlive)
{
    if (m_writer.failed())
        return close();
    if (m_writer.isEmpty())
        return keepAlive ? nextRequest() : linger();
    // A client that does not read holds its own answer back, nothing else.
    m_keepAliveWhenWritten = keepAlive;
    watch();
}

void Connection::watch()
{
    if (m_watching)
        return;
    m_watching = true;
    m_stream->asyncWaitReadable([self = shared_from_this()](ErrorCode error) {
        self->m_watching = false;
        if (error == asio::error::operation_aborted && self->m_state != State::Closed)
            return self->watch(); // A deadline cancelled the reading, not the watching.
        if (!error)
            self->onReadable();
    });
}

void Connection::onReadable()
{
    if (m_state == State::Idle)
        readHeader();
    else if (m_state == State::Answering)
        absorb();
    else if (m_state == State::Lingering)
        discard();
}

void Connection::absorb()
{
    switch (m_reader.readAhead()) {
    case ReadAhead::Kept:
        return watch();
    case ReadAhead::Flood:
        return reset();
    case ReadAhead::Gone:
        return clientLeft();
    }
}

void Connection::discard()
{
    std::array<char, std::size_t{16} * 1024> scratch;
    ErrorCode error;
    m_stream->read_some(asio::buffer(scratch), error);
    if (error && error != asio::error::would_block)
        return close();
    watch();
}

void Connection::clientLeft()
{
    m_exchange.end(TruthEnd::ClientClosed);
    close();
}

void Connection::arm(Nanoseconds delay)
{
    m_deadline.set(delay, [self = shared_from_this()] { self->onTimer(); });
}

void Connection::onTimer()
{
    switch (m_state) {
    case State::Handshaking:
    case State::Idle:
    case State::Lingering:
        return close();
    case State::ReadingHeader:
    case State::ReadingBody: {
        m_state = State::Answering;
        m_stream->cancel();
        return reply(invalidRequest(408, "The request took too long to arrive."), false);
    }
    case State::Answering:
        if (m_writer.isEmpty())
            return;
        m_stream->armReset();
        return clientLeft();
    case State::Closed:
        return;
    }
}

void Connection::linger()
{
    // Closing with unread bytes would send a RST, which can overtake the response.
    m_state = State::Lingering;
    ErrorCode error;
    m_stream->shutdownSend(error);
    if (error)
        return close();
    arm(lingerTime);
    watch();
}

void Connection::reset()
{
    m_stream->armReset();
    close();
}

void Connection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_exchange.end(TruthEnd::ClientClosed);
    m_deadline.drop();
    m_stream->close();
    m_context.leave(this);
}

} // namespace weir
