// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/websocket/websockettransport.h"

#include "transport/connectdeadlines.h"
#include "transport/reuserule.h"
#include "transport/socketcalls.h"
#include "transport/websocket/clientwebsocket.h"
#include "transport/websocket/websockethandshake.h"

#include <QObject>

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace weir {

namespace {

bool failedToOpen(WireEnd::Kind kind)
{
    return kind == WireEnd::Kind::DnsFailure || kind == WireEnd::Kind::ConnectRefused ||
           kind == WireEnd::Kind::ConnectTimeout || kind == WireEnd::Kind::ConnectFailed ||
           kind == WireEnd::Kind::TlsFailure;
}

} // namespace

class WebSocketTransport::Private final : private WebSocketListener
{
public:
    struct Exchange
    {
        StreamHandler *handler = nullptr;
        ClientWebSocket *connection = nullptr; ///< Null: local error.
        WireRequest request;                   ///< Until a message has come.
        bool isReusing = false;   ///< Its connection was open when it came; until the request is sent on it.
        bool onKept = false;      ///< It was sent on such a one.
        bool isAnew = false;      ///< That one ended without an answer.
        bool wasAnswered = false; ///< A message has come.
        bool wasRefused = false;  ///< Its handshake was.
        bool reuseGivenUp = false;
    };
    struct Link
    {
        std::unique_ptr<ClientWebSocket> connection;
        QByteArray key;
        std::optional<StreamId> stream; ///< Nothing: it is idle, or is being prepared.
        std::optional<ConnectDeadlines::Entry> deadline;
        bool mayBeKept = true;
    };

    explicit Private(const Clock &source)
        : clock(source), deadlines(source, [this](quint64 key) { onLate(key); })
    {
    }

    StreamId begin(const WireRequest &request, StreamHandler &handler);
    void openFor(std::optional<StreamId> stream, const WireRequest &request);
    bool takeIdle(StreamId stream, Exchange &exchange);
    void sendOnKept(StreamId stream);
    void sendAnew(StreamId stream, TimePoint at);
    void end(StreamId stream, TimePoint at, const WireEnd &end);
    void leave(ClientWebSocket &connection);
    void drop(ClientWebSocket &connection);
    void stopWaiting(Link &link);
    void onLate(quint64 key);
    Exchange *exchangeOf(ClientWebSocket &connection);

    void connected(ClientWebSocket &connection, TimePoint at) override;
    void tlsDone(ClientWebSocket &connection, TimePoint at) override;
    void opened(ClientWebSocket &connection, TimePoint at) override;
    void refused(ClientWebSocket &connection, TimePoint at) override;
    void sent(ClientWebSocket &connection, TimePoint at) override;
    void uploaded(ClientWebSocket &connection, TimePoint at) override;
    void received(ClientWebSocket &connection, TimePoint at, QByteArrayView message) override;
    void over(ClientWebSocket &connection, TimePoint at, const WireEnd &end) override;

    const Clock &clock;
    QObject context;            ///< Receiver of what comes later.
    ConnectDeadlines deadlines; ///< Until the handshakes are done, by connection.
    ReuseRule reuse;
    std::unordered_map<StreamId, Exchange> exchanges;
    std::unordered_map<const ClientWebSocket *, Link> links;
    std::unordered_map<QByteArray, std::vector<ClientWebSocket *>> idle; ///< By key, the last used last.
    quint64 lastId = 0;
};

StreamId WebSocketTransport::Private::begin(const WireRequest &request, StreamHandler &handler)
{
    const StreamId id{++lastId};
    Exchange &exchange = exchanges.emplace(id, Exchange{&handler, nullptr, request}).first->second;
    if (const Result<void> checked = checkWireRequest(request, ChannelKind::WebSocket); !checked) {
        const WireEnd wireEnd{WireEnd::Kind::LocalError, checked.error().message()};
        QMetaObject::invokeMethod(
            &context, [this, id, wireEnd] { end(id, clock.now(), wireEnd); }, Qt::QueuedConnection);
        return id;
    }
    exchange.reuseGivenUp = request.reuseConnection && !reuse.allows(request.url);
    if (exchange.reuseGivenUp)
        exchange.request.reuseConnection = false;
    if (!exchange.request.reuseConnection || !takeIdle(id, exchange))
        openFor(id, exchange.request);
    return id;
}

void WebSocketTransport::Private::openFor(std::optional<StreamId> stream, const WireRequest &request)
{
    WebSocketListener &listener = *this;
    std::unique_ptr<ClientWebSocket> made = std::make_unique<ClientWebSocket>(clock, listener, request);
    ClientWebSocket *connection = made.get();
    Link &link = links[connection];
    link = {std::move(made), connectionKey(request), stream, std::nullopt, request.reuseConnection};
    link.deadline = deadlines.add(reinterpret_cast<quintptr>(connection), request.connectTimeout);
    if (stream)
        exchanges.at(*stream).connection = connection;
}

bool WebSocketTransport::Private::takeIdle(StreamId stream, Exchange &exchange)
{
    const auto found = idle.find(connectionKey(exchange.request));
    if (found == idle.end())
        return false;
    exchange.connection = found->second.back();
    exchange.isReusing = true;
    found->second.pop_back();
    if (found->second.empty())
        idle.erase(found);
    links.at(exchange.connection).stream = stream;
    QMetaObject::invokeMethod(
        &context, [this, stream] { sendOnKept(stream); }, Qt::QueuedConnection);
    return true;
}

void WebSocketTransport::Private::sendOnKept(StreamId stream)
{
    const auto found = exchanges.find(stream);
    if (found == exchanges.end() || !found->second.isReusing)
        return; // aborted, or the connection has ended and a new one is being opened
    ClientWebSocket &connection = *found->second.connection;
    found->second.isReusing = false; // from here on its end is the answer's
    found->second.onKept = true;
    found->second.handler->onOpened(clock.now(), WebSocketOpening{connection.head(), true});
    if (exchanges.contains(stream))
        connection.send(found->second.request.body);
}

WebSocketTransport::Private::Exchange *WebSocketTransport::Private::exchangeOf(ClientWebSocket &connection)
{
    const auto link = links.find(&connection);
    if (link == links.end() || !link->second.stream)
        return nullptr;
    return &exchanges.at(*link->second.stream);
}

void WebSocketTransport::Private::connected(ClientWebSocket &connection, TimePoint at)
{
    if (const Exchange *exchange = exchangeOf(connection))
        exchange->handler->onConnected(at);
}

void WebSocketTransport::Private::tlsDone(ClientWebSocket &connection, TimePoint at)
{
    if (const Exchange *exchange = exchangeOf(connection))
        exchange->handler->onTlsDone(at);
}

void WebSocketTransport::Private::opened(ClientWebSocket &connection, TimePoint at)
{
    Link &link = links.at(&connection);
    stopWaiting(link);
    if (!link.stream)
        return leave(connection);
    const StreamId stream = *link.stream;
    exchanges.at(stream).handler->onOpened(at, WebSocketOpening{connection.head(), false});
    if (const auto found = exchanges.find(stream); found != exchanges.end())
        connection.send(found->second.request.body);
}

void WebSocketTransport::Private::refused(ClientWebSocket &connection, TimePoint at)
{
    stopWaiting(links.at(&connection));
    if (Exchange *exchange = exchangeOf(connection)) {
        exchange->wasRefused = true;
        exchange->handler->onOpened(at, connection.head());
    }
}

void WebSocketTransport::Private::sent(ClientWebSocket &connection, TimePoint at)
{
    Exchange *exchange = exchangeOf(connection);
    if (exchange == nullptr)
        return;
    exchange->handler->onSent(at);
}

void WebSocketTransport::Private::uploaded(ClientWebSocket &connection, TimePoint at)
{
    if (const Exchange *exchange = exchangeOf(connection))
        exchange->handler->onUploaded(at);
}

void WebSocketTransport::Private::received(ClientWebSocket &connection, TimePoint at, QByteArrayView message)
{
    Exchange *exchange = exchangeOf(connection);
    if (exchange == nullptr)
        return drop(connection); // nobody has asked: what it belongs to can't be known
    if (!std::exchange(exchange->wasAnswered, true)) {
        if (exchange->isAnew)
            reuse.noteStale(exchange->request.url);
        exchange->request = {};
    }
    exchange->handler->onData(at, message);
}

void WebSocketTransport::Private::over(ClientWebSocket &connection, TimePoint at, const WireEnd &wireEnd)
{
    Exchange *exchange = exchangeOf(connection);
    if (exchange == nullptr)
        return drop(connection);
    const StreamId stream = *links.at(&connection).stream;
    if (exchange->isReusing) { // it had ended before the request came
        drop(connection);
        exchange->isReusing = false;
        openFor(stream, exchange->request);
        return;
    }
    WireEnd told = wireEnd;
    const bool isEmptyClose = told.kind == WireEnd::Kind::Clean && !exchange->wasRefused;
    if ((isEmptyClose || told.kind == WireEnd::Kind::Interrupted) && !exchange->wasAnswered)
        told.kind = WireEnd::Kind::ClosedBeforeResponse;
    if (told.kind == WireEnd::Kind::ClosedBeforeResponse && exchange->onKept)
        return sendAnew(stream, at);
    if (exchange->isAnew && !exchange->wasAnswered && failedToOpen(told.kind))
        told = {WireEnd::Kind::ClosedBeforeResponse, Message(noSecondConnectionText, told.message)};
    end(stream, at, told);
}

void WebSocketTransport::Private::sendAnew(StreamId stream, TimePoint at)
{
    Exchange &exchange = exchanges.at(stream);
    drop(*exchange.connection);
    exchange.onKept = false;
    exchange.isAnew = true;
    openFor(stream, exchange.request);
    exchange.handler->onStale(at); // last: it may abort
}

/// Out of the tables first, handler last: a handler may start and abort others.
void WebSocketTransport::Private::end(StreamId stream, TimePoint at, const WireEnd &wireEnd)
{
    const auto found = exchanges.find(stream);
    if (found == exchanges.end())
        return;
    const Exchange exchange = std::move(found->second);
    exchanges.erase(found);
    if (exchange.connection != nullptr)
        drop(*exchange.connection);
    WireEnd told = wireEnd;
    told.reuseGivenUp = exchange.reuseGivenUp;
    exchange.handler->onEnded(at, told);
}

/// Keeps an open connection for the next request.
void WebSocketTransport::Private::leave(ClientWebSocket &connection)
{
    Link &link = links.at(&connection);
    link.stream.reset();
    idle[link.key].push_back(&connection);
}

void WebSocketTransport::Private::drop(ClientWebSocket &connection)
{
    const auto found = links.find(&connection);
    Link link = std::move(found->second);
    links.erase(found);
    stopWaiting(link);
    if (const auto kept = idle.find(link.key); kept != idle.end()) {
        std::erase(kept->second, &connection);
        if (kept->second.empty())
            idle.erase(kept);
    }
    connection.silence();
    link.connection.release()->deleteLater();
}

void WebSocketTransport::Private::stopWaiting(Link &link)
{
    if (link.deadline)
        deadlines.remove(*link.deadline);
    link.deadline.reset();
}

void WebSocketTransport::Private::onLate(quint64 key)
{
    over(*reinterpret_cast<ClientWebSocket *>(static_cast<quintptr>(key)), clock.now(),
         {WireEnd::Kind::ConnectTimeout, Message(connectTimeoutText)});
}

WebSocketTransport::WebSocketTransport(const Clock &clock) : m_d(std::make_unique<Private>(clock))
{
    keepSocketCalls();
}

WebSocketTransport::~WebSocketTransport()
{
    for (const auto &[connection, link] : m_d->links)
        link.connection->silence();
}

StreamId WebSocketTransport::start(const WireRequest &request, StreamHandler &handler)
{
    return m_d->begin(request, handler);
}

void WebSocketTransport::abort(StreamId stream)
{
    m_d->end(stream, m_d->clock.now(), {WireEnd::Kind::Aborted});
}

void WebSocketTransport::finish(StreamId stream)
{
    const auto found = m_d->exchanges.find(stream);
    if (found == m_d->exchanges.end() || found->second.connection == nullptr)
        return;
    const TimePoint at = m_d->clock.now();
    ClientWebSocket &connection = *found->second.connection;
    StreamHandler &handler = *found->second.handler;
    WireEnd told;
    told.reuseGivenUp = found->second.reuseGivenUp;
    m_d->exchanges.erase(found);
    const Private::Link &link = m_d->links.at(&connection);
    if (link.mayBeKept && connection.isQuiet()) {
        m_d->leave(connection);
    } else {
        connection.close();
        m_d->drop(connection);
    }
    handler.onEnded(at, told);
}

std::size_t WebSocketTransport::openCount() const
{
    return m_d->exchanges.size();
}

void WebSocketTransport::prepare(const WireRequest &request, std::size_t connections)
{
    if (!request.reuseConnection || !checkWireRequest(request, ChannelKind::WebSocket))
        return;
    for (std::size_t i = 0; i < connections; ++i)
        m_d->openFor(std::nullopt, request);
}

} // namespace weir
