// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamtransport.h"

#include "transport/http/qnamlanes.h"
#include "transport/http/qnamrequest.h"
#include "transport/responsehead.h"
#include "transport/reuserule.h"
#include "transport/tls/tlsfailure.h"
#include "transport/tls/tlssetting.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QTimer>

#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace weir {

namespace {

/// The HTTP thread reads no more than that ahead of the worker, where it has a limit.
constexpr qint64 readAheadBytes = qint64{1024} * 1024;
/// Never so much waited for the worker in so many reads: the stream comes token by token.
constexpr qint64 calmBytes = qint64{16} * 1024;
constexpr int calmReads = 8;
/// QNAM tells of each head of an answer, interim ones included, and keeps no count.
constexpr int mostHeads = 64;
constexpr MessageText tooManyHeadsText =
    WEIR_TEXT("qnam.too_many_heads", "The response has more than %1 interim heads");
/// QHttpHeaderParser of Qt 6.4 to 6.8 then keeps none of the fields, and what tells the framing is lost with
/// them.
constexpr MessageText headersLostText = WEIR_TEXT(
    "qnam.headers_lost",
    "Qt handed over no header of the response, whose body is in chunks all the same. Qt drops them all "
    "where there are over 100, one is above 8 KiB, or a line is no header. The transport curl takes "
    "more: --transport curl");
/// A server that says goodbye to each connection would keep a request on its way for ever.
constexpr int mostGoodbyes = 3;
constexpr std::size_t sliceBytes = std::size_t{64} * 1024;

} // namespace

class QnamTransport::Private
{
public:
    using Deadlines = std::multimap<TimePoint, StreamId>;

    struct Exchange
    {
        StreamHandler *handler = nullptr; ///< Null: a connection that prepare() opens.
        QNetworkReply *reply =
            nullptr; ///< Owned by its manager until it is handed to deleteLater(). Null: local error.
        QnamLane *lane = nullptr;
        Deadlines::iterator deadline;
        bool waitsForConnection = false; ///< `deadline` is valid.
        WireRequest request;             ///< Of exchanges with a handler, until it was sent.
        QUrl url;
        bool showsCertificate = false; ///< To a service that asks for one.
        QList<QSslError> tlsErrors;    ///< What Qt found wrong with the service's certificate.
        int connectCount = 0;          ///< Connections that QNAM began to open for it, so far.
        bool onKept = false;           ///< It first went out on a connection that was open before.
        bool isAnew = false;           ///< That one ended without an answer, and QNAM sent it over a new one.
        bool reuseGivenUp = false;
        [[nodiscard]] std::optional<TlsFault> tlsFault(const QString &words) const
        {
            const std::optional<TlsFault> found = tlsFaultOf(tlsErrors);
            return found ? found : tlsFaultOf(words, showsCertificate);
        }
        quint64 laneBreaks = 0; ///< The lane's count when QNAM got the request.
        int sentCount = 0;
        bool begun = false; ///< QNAM has taken the reply up in the event loop.
        bool headTold = false;
        bool lacksHeaders = false; ///< The head has none, and the body has not begun.
        bool isSecondTry = false;  ///< The first one was on the wire, and the server did not take it.
        int goodbyes = 0;          ///< Times that a server left before it took the request.
        int heads = 0;
        int calm = 0; ///< Calm reads so far; from calmReads on no limit holds; -1: the limit stays for good.
        std::optional<qint64> missing; ///< Bytes of the body still to come, where Content-Length tells.
    };

    Private(QnamTransport &owner, const Clock &source)
        : q(owner), clock(source), context(std::make_unique<QObject>())
    {
        connectTimer.setSingleShot(true);
        connectTimer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&connectTimer, &QTimer::timeout, context.get(), [this] { onConnectTimer(); });
    }

    /// When a connection breaks, QNAM fails with it every request of the manager that still waits for a
    /// connection of its own.
    static bool isBystander(const Exchange &exchange)
    {
        return exchange.handler != nullptr && exchange.sentCount == 0 && !exchange.headTold &&
               exchange.reply->error() == QNetworkReply::RemoteHostClosedError &&
               exchange.lane->breaks != exchange.laneBreaks;
    }

    /// An HTTP/2 server that leaves in order (GOAWAY) names the last stream that it takes: those above it
    /// were never processed and may go again, over another connection (RFC 9113, 6.8).
    static bool isLeftBehind(Exchange &exchange, const QString &problem)
    {
        if (exchange.reply->error() == QNetworkReply::NoError || !tellsOfGoodbye(problem))
            return false;
        exchange.lane->isLeaving = true;
        return exchange.handler != nullptr && !exchange.headTold && ++exchange.goodbyes <= mostGoodbyes;
    }

    ~Private()
    {
        context.reset(); // no signal reaches a handler or a lane from here on
        for (const auto &[id, exchange] : exchanges)
            delete exchange.reply;
    }

    StreamId add(Exchange exchange);
    void send(StreamId id, Exchange &exchange);
    void sendAnew(StreamId id, Exchange &exchange);
    void watch(StreamId id, Exchange &exchange, Nanoseconds connectTimeout);
    void follow(StreamId id, Exchange &exchange);
    void connectSignals(StreamId id, QNetworkReply &reply);
    Exchange *find(StreamId id);
    void onConnecting(StreamId id);
    void onSent(StreamId id, TimePoint at);
    void onSentAgain(StreamId id, TimePoint at);
    void onMetaData(StreamId id, TimePoint at);
    void onHead(StreamId id, TimePoint at);
    static void adaptReadAhead(Exchange &exchange);
    void onReadable(StreamId id, TimePoint at);
    void onFinished(StreamId id, TimePoint at);
    void onConnectTimer();
    void armConnectTimer();
    void stopWaiting(Exchange &exchange);
    void end(StreamId id, TimePoint at, const WireEnd &wireEnd);
    void giveSlotBack(const Exchange &exchange, const WireEnd &wireEnd);

    QnamTransport &q;
    const Clock &clock;
    QnamLanes lanes;
    ReuseRule reuse;
    std::unique_ptr<QObject> context; ///< Receiver of all signals.
    std::unordered_map<StreamId, Exchange> exchanges;
    Deadlines deadlines;
    QTimer connectTimer; ///< One for all: thousands of timers would cost O(n) each.
    quint64 lastId = 0;
    std::size_t preparing = 0;
    std::array<char, sliceBytes> slice{};
};

StreamId QnamTransport::Private::add(Exchange exchange)
{
    const StreamId id{++lastId};
    exchanges.emplace(id, std::move(exchange));
    return id;
}

void QnamTransport::Private::send(StreamId id, Exchange &exchange)
{
    exchange.lane = &lanes.acquire(exchange.request);
    exchange.laneBreaks = exchange.lane->breaks;
    exchange.reply = sendOn(*exchange.lane->manager, exchange.request);
    follow(id, exchange);
}

/// For a request that QNAM dropped before it had a connection: the handler need not know.
void QnamTransport::Private::sendAnew(StreamId id, Exchange &exchange)
{
    exchange.reply->disconnect(context.get());
    QObject::connect(exchange.reply, &QObject::destroyed, context.get(),
                     [lane = exchange.lane] { QnamLanes::release(*lane, false); });
    exchange.reply->deleteLater();
    exchange.begun = false;
    exchange.heads = 0;
    exchange.connectCount = 0;
    send(id, exchange);
}

QnamTransport::Private::Exchange *QnamTransport::Private::find(StreamId id)
{
    const auto found = exchanges.find(id);
    return found == exchanges.end() ? nullptr : &found->second;
}

void QnamTransport::Private::watch(StreamId id, Exchange &exchange, Nanoseconds connectTimeout)
{
    exchange.deadline = deadlines.emplace(clock.now() + connectTimeout, id);
    exchange.waitsForConnection = true;
    if (exchange.deadline == deadlines.begin())
        armConnectTimer();
}

void QnamTransport::Private::follow(StreamId id, Exchange &exchange)
{
    connectSignals(id, *exchange.reply);
    // Behind the reply's own start in the queue of events: QNAM forgets a read buffer size that is set
    // before.
    const auto begin = [this, id] {
        Exchange *started = find(id);
        if (started == nullptr)
            return;
        started->begun = true;
        started->reply->setReadBufferSize(readAheadBytes);
    };
    QMetaObject::invokeMethod(context.get(), begin, Qt::QueuedConnection);
}

void QnamTransport::Private::connectSignals(StreamId id, QNetworkReply &reply)
{
    QObject *receiver = context.get();
    QObject::connect(&reply, &QNetworkReply::socketStartedConnecting, receiver,
                     [this, id] { onConnecting(id); });
    QObject::connect(&reply, &QNetworkReply::requestSent, receiver, [this, id] { onSent(id, clock.now()); });
    QObject::connect(&reply, &QNetworkReply::metaDataChanged, receiver,
                     [this, id] { onMetaData(id, clock.now()); });
    QObject::connect(&reply, &QNetworkReply::sslErrors, receiver, [this, id](const QList<QSslError> &errors) {
        if (Exchange *exchange = find(id))
            exchange->tlsErrors = errors;
    });
    QObject::connect(&reply, &QNetworkReply::readyRead, receiver,
                     [this, id] { onReadable(id, clock.now()); });
    QObject::connect(&reply, &QNetworkReply::finished, receiver, [this, id] { onFinished(id, clock.now()); });
}

void QnamTransport::Private::onConnecting(StreamId id)
{
    if (Exchange *exchange = find(id))
        ++exchange->connectCount;
}

void QnamTransport::Private::onSent(StreamId id, TimePoint at)
{
    Exchange *exchange = find(id);
    if (exchange == nullptr || exchange->handler == nullptr)
        return;
    stopWaiting(*exchange);
    if (!std::get<HttpRequest>(exchange->request.channel).http2)
        exchange->request = {}; // over HTTP/2 the server may still say that it did not take it
    const bool isAgain = ++exchange->sentCount > 1;
    if (std::exchange(exchange->isSecondTry, false))
        return; // it was told when the first one went out
    if (isAgain)
        return onSentAgain(id, at);
    exchange->onKept = exchange->connectCount == 0;
    exchange->handler->onSent(at);
}

/// QNAM sends a request again by itself, over a new connection. Behind a kept one that is as it should be,
/// once.
void QnamTransport::Private::onSentAgain(StreamId id, TimePoint at)
{
    Exchange &exchange = *find(id);
    StreamHandler &handler = *exchange.handler;
    if (exchange.onKept && !std::exchange(exchange.isAnew, true)) {
        handler.onStale(at);
        if (find(id) != nullptr)
            handler.onSent(at);
        return;
    }
    handler.onSent(at);
    if (find(id) != nullptr)
        end(id, at,
            {WireEnd::Kind::Resent,
             Message(WEIR_TEXT("qnam.sent_again",
                               "The connection gave no response and the request was sent again"))});
}

void QnamTransport::Private::onMetaData(StreamId id, TimePoint at)
{
    Exchange *exchange = find(id);
    if (exchange == nullptr)
        return;
    if (++exchange->heads > mostHeads && exchange->handler != nullptr)
        end(id, at, {WireEnd::Kind::BrokenFraming, Message(tooManyHeadsText, mostHeads)});
    else
        onHead(id, at);
}

void QnamTransport::Private::onHead(StreamId id, TimePoint at)
{
    Exchange *exchange = find(id);
    if (exchange == nullptr || exchange->handler == nullptr || exchange->headTold)
        return;
    const ResponseHead head = toResponseHead(*exchange->reply);
    if (head.status == 0)
        return;
    if (head.status < 100 ||
        head.status > 999) { // QNAM takes "-12" for one; a status has three digits (RFC 9112, 4)
        end(id, at, {WireEnd::Kind::BrokenFraming, Message(noHttpStatusText)});
        return;
    }
    stopWaiting(*exchange);
    exchange->headTold = true;
    exchange->lacksHeaders = head.headers.empty();
    exchange->missing = bodyLength(*exchange->reply, head);
    if (exchange->isAnew)
        reuse.noteStale(exchange->url);
    exchange->handler->onOpened(at, head);
}

void QnamTransport::Private::onReadable(StreamId id, TimePoint at)
{
    onHead(id, at);
    if (Exchange *exchange = find(id); exchange != nullptr && exchange->begun)
        adaptReadAhead(*exchange);
    for (Exchange *exchange = find(id); exchange != nullptr && exchange->handler != nullptr;
         exchange = find(id)) {
        const qint64 count = exchange->reply->read(slice.data(), qint64{sliceBytes});
        if (count <= 0)
            return;
        if (std::exchange(exchange->lacksHeaders, false) && beginsChunk({slice.data(), count}))
            return end(id, at, {WireEnd::Kind::LocalError, Message(headersLostText)});
        if (exchange->missing)
            *exchange->missing -= count;
        exchange->handler->onData(at, QByteArrayView(slice.data(), count));
    }
}

/// A read buffer with a limit costs QNAM two turns of its HTTP thread a read, as much as all the rest of its
/// work. A stream that is read as it comes can do without; the first backlog brings the limit back. Once
/// only: what QNAM counts against the limit is off by what was under way at each change.
void QnamTransport::Private::adaptReadAhead(Exchange &exchange)
{
    if (exchange.calm < 0)
        return;
    if (exchange.reply->bytesAvailable() > calmBytes) {
        if (exchange.calm >= calmReads)
            exchange.reply->setReadBufferSize(readAheadBytes);
        exchange.calm = -1;
    } else if (exchange.calm < calmReads && ++exchange.calm == calmReads) {
        exchange.reply->setReadBufferSize(0);
    }
}

void QnamTransport::Private::onFinished(StreamId id, TimePoint at)
{
    onReadable(id, at);
    Exchange *exchange = find(id);
    if (exchange == nullptr)
        return;
    const QString problem = exchange->reply->errorString();
    if (isBystander(*exchange) || isLeftBehind(*exchange, problem)) {
        exchange->isSecondTry = exchange->sentCount > 0;
        exchange->sentCount = 0;
        sendAnew(id, *exchange);
        return;
    }
    const ExchangePhase phase = exchange->headTold        ? ExchangePhase::Responding
                                : exchange->sentCount > 0 ? ExchangePhase::Sent
                                                          : ExchangePhase::Connecting;
    WireEnd wireEnd = toWireEnd(exchange->reply->error(), phase, problem);
    if (phase != ExchangePhase::Responding && exchange->url.scheme() == u"https")
        wireEnd = withTlsFault(wireEnd, exchange->tlsFault(problem), exchange->url.host(), problem);
    if (wireEnd.kind == WireEnd::Kind::Clean &&
        exchange->missing.value_or(0) > 0) // QNAM's error is the 4xx or 5xx then
        wireEnd = {
            WireEnd::Kind::Interrupted,
            Message(WEIR_TEXT("qnam.body_cut", "The connection closed before the whole body had come"))};
    end(id, at, wireEnd);
}

void QnamTransport::Private::stopWaiting(Exchange &exchange)
{
    if (exchange.waitsForConnection)
        deadlines.erase(exchange.deadline);
    exchange.waitsForConnection = false;
}

void QnamTransport::Private::armConnectTimer()
{
    if (deadlines.empty())
        return;
    const Nanoseconds left = deadlines.begin()->first - clock.now();
    connectTimer.start(
        std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds{1}));
}

void QnamTransport::Private::onConnectTimer()
{
    const TimePoint now = clock.now();
    while (!deadlines.empty() && deadlines.begin()->first <= now)
        end(deadlines.begin()->second, now, {WireEnd::Kind::ConnectTimeout, Message(connectTimeoutText)});
    armConnectTimer();
}

/// Ends an exchange in the only order that is safe when the handler starts or aborts others: out of the
/// tables first, handler last.
void QnamTransport::Private::end(StreamId id, TimePoint at, const WireEnd &wireEnd)
{
    const auto found = exchanges.find(id);
    if (found == exchanges.end())
        return;
    stopWaiting(found->second);
    const Exchange exchange = std::move(found->second);
    exchanges.erase(found);
    if (exchange.reply != nullptr)
        giveSlotBack(exchange, wireEnd);
    WireEnd told = wireEnd;
    told.reuseGivenUp = exchange.reuseGivenUp;
    if (exchange.handler != nullptr)
        exchange.handler->onEnded(at, told);
    else
        --preparing;
}

/// A finished exchange leaves its channel idle before QNAM says `finished`. After an abort the HTTP thread
/// closes the socket later, in the order of its events: the slot is free once the reply is gone, and what
/// starts then queues behind that.
void QnamTransport::Private::giveSlotBack(const Exchange &exchange, const WireEnd &wireEnd)
{
    QNetworkReply &reply = *exchange.reply;
    QnamLane *lane = exchange.lane;
    reply.disconnect(context.get());
    if (wireEnd.kind != WireEnd::Kind::Clean)
        ++lane->breaks;
    if (!exchange.begun) { // an abort now would come before the start and not stop it
        delete &reply;
        QnamLanes::release(*lane, false);
        return;
    }
    const bool connectionOnly = exchange.handler == nullptr;
    const bool clean = reply.isFinished() && reply.error() == QNetworkReply::NoError;
    if (clean && (connectionOnly || wireEnd.kind == WireEnd::Kind::Clean)) {
        QnamLanes::release(*lane, connectionOnly || leavesConnectionOpen(reply));
    } else {
        QObject::connect(&reply, &QObject::destroyed, context.get(),
                         [lane] { QnamLanes::release(*lane, false); });
        if (!reply.isFinished())
            reply.abort();
        // A flood of heads lies in the queue by then, each of which would cost as much as all before it.
        QCoreApplication::removePostedEvents(&reply, QEvent::MetaCall);
    }
    reply.deleteLater();
}

QnamTransport::QnamTransport(const Clock &clock, QObject *parent)
    : QObject(parent), m_d(std::make_unique<Private>(*this, clock))
{
}

QnamTransport::~QnamTransport() = default;

StreamId QnamTransport::start(const WireRequest &request, StreamHandler &handler)
{
    Private::Exchange exchange;
    exchange.handler = &handler;
    if (const Result<void> checked = checkWireRequest(request, ChannelKind::Http); !checked) {
        const StreamId id = m_d->add(std::move(exchange));
        const WireEnd wireEnd{WireEnd::Kind::LocalError, checked.error().message()};
        QMetaObject::invokeMethod(
            m_d->context.get(), [this, id, wireEnd] { m_d->end(id, m_d->clock.now(), wireEnd); },
            Qt::QueuedConnection);
        return id;
    }
    exchange.request = request;
    exchange.url = request.url;
    exchange.showsCertificate = request.tls && request.tls->showsCertificate();
    exchange.reuseGivenUp = request.reuseConnection && !m_d->reuse.allows(request.url);
    if (exchange.reuseGivenUp)
        exchange.request.reuseConnection = false;
    const StreamId id = m_d->add(std::move(exchange));
    m_d->send(id, *m_d->find(id));
    m_d->watch(id, *m_d->find(id), request.connectTimeout);
    return id;
}

void QnamTransport::abort(StreamId stream)
{
    m_d->end(stream, m_d->clock.now(), {WireEnd::Kind::Aborted, {}});
}

std::size_t QnamTransport::openCount() const
{
    return m_d->exchanges.size() - m_d->preparing;
}

quint64 QnamTransport::heldBytes(StreamId stream) const
{
    const Private::Exchange *exchange = m_d->find(stream);
    return exchange != nullptr && exchange->reply != nullptr
               ? static_cast<quint64>(exchange->reply->bytesAvailable())
               : 0;
}

void QnamTransport::prepare(const WireRequest &request, std::size_t connections)
{
    if (!checkWireRequest(request, ChannelKind::Http))
        return;
    for (std::size_t i = 0; i < connections; ++i) {
        Private::Exchange exchange;
        exchange.lane = &m_d->lanes.acquireCold(request);
        exchange.reply = connectOn(*exchange.lane->manager, request);
        const StreamId id = m_d->add(std::move(exchange));
        ++m_d->preparing;
        m_d->follow(id, *m_d->find(id));
        m_d->watch(id, *m_d->find(id), request.connectTimeout);
    }
}

TransportLimits QnamTransport::limits()
{
    return {.tellsBrokenFraming = false};
}

} // namespace weir
