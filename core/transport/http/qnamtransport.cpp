// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamtransport.h"

#include "transport/connectdeadlines.h"
#include "transport/http/qnamexchange.h"
#include "transport/http/qnamlanes.h"
#include "transport/http/qnamrequest.h"
#include "transport/http/qnamsockets.h"
#include "transport/responsehead.h"
#include "transport/reuserule.h"
#include "transport/tls/tlssetting.h"

#include <QCoreApplication>
#include <QNetworkReply>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace weir {

namespace {

/// Keeps from a reply what its HTTP thread has still to say.
class QnamSilence final : public QObject
{
public:
    bool eventFilter(QObject * /*watched*/, QEvent *event) override
    {
        return event->type() == QEvent::MetaCall;
    }
};

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
/// QNAM may write a request a second time into a kept connection that is about to end, before it opens one.
constexpr int mostSentFromKept = 3;
constexpr std::size_t sliceBytes = std::size_t{64} * 1024;

} // namespace

class QnamTransport::Private
{
public:
    Private(QnamTransport &owner, const Clock &source, ReceiveStamps wanted)
        : q(owner)
        , clock(source)
        , stamps(wanted)
        , context(std::make_unique<QObject>())
        , deadlines(source, [this](quint64 id) {
            end(StreamId{id}, clock.now(), {WireEnd::Kind::ConnectTimeout, Message(connectTimeoutText)});
        })
    {
        if (stamps == ReceiveStamps::Kernel) {
            keeper.emplace();
            followQnamSockets();
        }
    }

    ~Private()
    {
        context.reset(); // no signal reaches a handler or a lane from here on
        for (const auto &[id, exchange] : exchanges)
            delete exchange.reply;
    }

    StreamId add(QnamExchange exchange);
    void send(StreamId id, QnamExchange &exchange);
    void sendAnew(StreamId id, QnamExchange &exchange);
    void watch(StreamId id, QnamExchange &exchange, Nanoseconds connectTimeout);
    void follow(StreamId id, QnamExchange &exchange);
    void connectSignals(StreamId id, QNetworkReply &reply);
    QnamExchange *find(StreamId id);
    void onConnecting(StreamId id);
    void onSent(StreamId id, TimePoint at);
    void onSentAgain(StreamId id, TimePoint heard);
    void noticeSentAgain(StreamId id, TimePoint at);
    void onMetaData(StreamId id, TimePoint at);
    void onHead(StreamId id, TimePoint at);
    void onReadable(StreamId id, TimePoint at);
    void handOver(StreamId id, TimePoint heard, QByteArrayView bytes);
    void tellUploaded(StreamId id);
    void onFinished(StreamId id, TimePoint at);
    void stopWaiting(QnamExchange &exchange);
    void end(StreamId id, TimePoint at, const WireEnd &wireEnd);
    void giveSlotBack(const QnamExchange &exchange, const WireEnd &wireEnd);
    void breakOff(const QnamExchange &exchange);

    QnamTransport &q;
    const Clock &clock;
    const ReceiveStamps stamps;
    std::optional<StampKeeper> keeper;
    QnamLanes lanes;
    ReuseRule reuse;
    std::unique_ptr<QObject> context; ///< Receiver of all signals.
    QnamSilence silence;
    std::unordered_map<StreamId, QnamExchange> exchanges;
    ConnectDeadlines deadlines;
    quint64 lastId = 0;
    std::size_t preparing = 0;
    std::array<char, sliceBytes> slice{};
};

StreamId QnamTransport::Private::add(QnamExchange exchange)
{
    const StreamId id{++lastId};
    exchanges.emplace(id, std::move(exchange));
    return id;
}

void QnamTransport::Private::send(StreamId id, QnamExchange &exchange)
{
    const QnamLanes::Slot slot = lanes.acquire(exchange.request);
    exchange.lane = &slot.lane;
    exchange.foundWarm = slot.isWarm;
    exchange.laneBreaks = exchange.lane->breaks;
    if (stamps == ReceiveStamps::Kernel)
        exchange.stamps = QnamStamps::follow(exchange.request);
    exchange.reply = sendOn(*exchange.lane->manager, exchange.request, exchange.stamps.notes());
    follow(id, exchange);
}

/// For a request that QNAM dropped before it had a connection: the handler need not know.
void QnamTransport::Private::sendAnew(StreamId id, QnamExchange &exchange)
{
    exchange.reply->disconnect(context.get());
    QObject::connect(exchange.reply, &QObject::destroyed, context.get(),
                     [lane = exchange.lane] { QnamLanes::release(*lane, false); });
    exchange.reply->deleteLater();
    exchange.forgetReply();
    send(id, exchange);
}

QnamExchange *QnamTransport::Private::find(StreamId id)
{
    const auto found = exchanges.find(id);
    return found == exchanges.end() ? nullptr : &found->second;
}

void QnamTransport::Private::watch(StreamId id, QnamExchange &exchange, Nanoseconds connectTimeout)
{
    exchange.deadline = deadlines.add(id.value(), connectTimeout);
}

void QnamTransport::Private::follow(StreamId id, QnamExchange &exchange)
{
    connectSignals(id, *exchange.reply);
    // Behind the reply's own start in the queue of events.
    const auto begin = [this, id] {
        if (QnamExchange *started = find(id))
            started->limitReadAhead();
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
    QObject::connect(&reply, &QNetworkReply::encrypted, receiver, [this, id] {
        if (QnamExchange *exchange = find(id))
            exchange->isEncrypted = true;
    });
    QObject::connect(&reply, &QNetworkReply::sslErrors, receiver, [this, id](const QList<QSslError> &errors) {
        if (QnamExchange *exchange = find(id))
            exchange->tlsErrors = errors;
    });
    QObject::connect(&reply, &QNetworkReply::readyRead, receiver,
                     [this, id] { onReadable(id, clock.now()); });
    QObject::connect(&reply, &QNetworkReply::finished, receiver, [this, id] { onFinished(id, clock.now()); });
}

void QnamTransport::Private::onConnecting(StreamId id)
{
    if (QnamExchange *exchange = find(id))
        ++exchange->connectCount;
}

void QnamTransport::Private::onSent(StreamId id, TimePoint at)
{
    QnamExchange *exchange = find(id);
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
    exchange->onKept = exchange->isOnKept();
    exchange->handler->onSent(exchange->stamps.sent(at));
}

/// QNAM sends a request again by itself, over a new connection. Behind a kept one that is as it should be,
/// once.
void QnamTransport::Private::onSentAgain(StreamId id, TimePoint heard)
{
    QnamExchange &exchange = *find(id);
    if (!exchange.stamps.hasGoneAgain().value_or(true))
        return; // not yet, or the connection that it was to go out on had ended before
    StreamHandler &handler = *exchange.handler;
    const TimePoint at = exchange.stamps.sent(heard);
    exchange.onKept = exchange.stamps.wasFirstOnKept().value_or(exchange.onKept);
    if (exchange.onKept && !std::exchange(exchange.isAnew, true)) {
        handler.onStale(at);
        if (find(id) != nullptr)
            handler.onSent(at);
        return;
    }
    if (exchange.onKept && exchange.sentCount <= mostSentFromKept)
        return;
    handler.onSent(at);
    if (find(id) != nullptr)
        end(id, at,
            {WireEnd::Kind::Resent,
             Message(WEIR_TEXT("qnam.sent_again",
                               "The connection gave no response and the request was sent again"))});
}

/// QNAM tells of a sending before its bytes go out: by the time that something comes back, they have.
void QnamTransport::Private::noticeSentAgain(StreamId id, TimePoint at)
{
    const QnamExchange *exchange = find(id);
    if (exchange != nullptr && exchange->handler != nullptr && exchange->sentCount > 1 && !exchange->isAnew &&
        exchange->stamps.hasGoneAgain().value_or(false))
        onSentAgain(id, at);
}

void QnamTransport::Private::onMetaData(StreamId id, TimePoint at)
{
    QnamExchange *exchange = find(id);
    if (exchange == nullptr)
        return;
    if (++exchange->heads > mostHeads && exchange->handler != nullptr)
        end(id, at, {WireEnd::Kind::BrokenFraming, Message(tooManyHeadsText, mostHeads)});
    else
        onHead(id, at);
}

void QnamTransport::Private::onHead(StreamId id, TimePoint at)
{
    QnamExchange *exchange = find(id);
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
    if (const Result<void> taken = exchange->takeLength(head); !taken) {
        end(id, at, {WireEnd::Kind::BrokenFraming, taken.error().what});
        return;
    }
    noticeSentAgain(id, at);
    exchange = find(id);
    if (exchange == nullptr)
        return;
    stopWaiting(*exchange);
    exchange->headTold = true;
    exchange->lacksHeaders = head.headers.empty();
    if (exchange->isAnew)
        reuse.noteStale(exchange->url);
    tellUploaded(id);
    exchange = find(id);
    if (exchange != nullptr && exchange->handler != nullptr)
        exchange->handler->onOpened(exchange->stamps.head(at), head);
}

void QnamTransport::Private::tellUploaded(StreamId id)
{
    QnamExchange *exchange = find(id);
    if (exchange == nullptr || exchange->handler == nullptr || exchange->sentCount == 0)
        return;
    if (const std::optional<TimePoint> at = exchange->stamps.takeUploaded())
        exchange->handler->onUploaded(*at);
}

/// The bytes of each read of the socket by themselves, with the moment at which they came.
void QnamTransport::Private::handOver(StreamId id, TimePoint heard, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        QnamExchange *exchange = find(id);
        if (exchange == nullptr || exchange->handler == nullptr)
            return;
        const QnamStamps::Piece piece = exchange->stamps.nextPiece(heard, bytes.size());
        exchange->handler->onData(piece.at, bytes.first(piece.size));
        bytes = bytes.sliced(piece.size);
    }
}

void QnamTransport::Private::onReadable(StreamId id, TimePoint at)
{
    onHead(id, at);
    if (QnamExchange *exchange = find(id))
        exchange->adaptReadAhead();
    for (QnamExchange *exchange = find(id); exchange != nullptr && exchange->handler != nullptr;
         exchange = find(id)) {
        if (exchange->endsByCount && *exchange->missing <= 0)
            return end(id, at, {});
        const qint64 room =
            exchange->endsByCount ? std::min(*exchange->missing, qint64{sliceBytes}) : qint64{sliceBytes};
        const qint64 count = exchange->reply->read(slice.data(), room);
        if (count <= 0)
            return;
        if (std::exchange(exchange->lacksHeaders, false) && beginsChunk({slice.data(), count}))
            return end(id, at, {WireEnd::Kind::LocalError, Message(headersLostText)});
        if (exchange->missing)
            *exchange->missing -= count;
        handOver(id, at, QByteArrayView(slice.data(), count));
    }
}

void QnamTransport::Private::onFinished(StreamId id, TimePoint at)
{
    noticeSentAgain(id, at);
    tellUploaded(id);
    onReadable(id, at);
    QnamExchange *exchange = find(id);
    if (exchange == nullptr)
        return;
    if (exchange->isBystander() || exchange->isLeftBehind())
        sendAnew(id, *exchange);
    else
        end(id, at, exchange->wireEnd());
}

void QnamTransport::Private::stopWaiting(QnamExchange &exchange)
{
    if (exchange.deadline)
        deadlines.remove(*exchange.deadline);
    exchange.deadline.reset();
}

/// Ends an exchange in the only order that is safe when the handler starts or aborts others: out of the
/// tables first, handler last.
void QnamTransport::Private::end(StreamId id, TimePoint at, const WireEnd &wireEnd)
{
    const auto found = exchanges.find(id);
    if (found == exchanges.end())
        return;
    stopWaiting(found->second);
    const QnamExchange exchange = std::move(found->second);
    exchanges.erase(found);
    if (exchange.reply != nullptr)
        giveSlotBack(exchange, wireEnd);
    WireEnd told = wireEnd;
    told.reuseGivenUp = exchange.reuseGivenUp;
    told.kernelStamps = exchange.stamps.areOfKernel();
    if (exchange.handler != nullptr)
        exchange.handler->onEnded(at, told);
    else
        --preparing;
}

/// A finished exchange leaves its channel idle before QNAM says `finished`.
void QnamTransport::Private::giveSlotBack(const QnamExchange &exchange, const WireEnd &wireEnd)
{
    QNetworkReply &reply = *exchange.reply;
    reply.disconnect(context.get());
    if (wireEnd.kind != WireEnd::Kind::Clean)
        ++exchange.lane->breaks;
    if (!exchange.begun) { // an abort now would come before the start and not stop it
        delete &reply;
        QnamLanes::release(*exchange.lane, false);
        return;
    }
    const bool connectionOnly = exchange.handler == nullptr;
    const bool clean = reply.isFinished() && reply.error() == QNetworkReply::NoError;
    if (!clean || (!connectionOnly && wireEnd.kind != WireEnd::Kind::Clean))
        return breakOff(exchange);
    const bool staysOpen = connectionOnly || leavesConnectionOpen(reply);
    // The server was told that no request would follow, and QNAM keeps the connection for one all the same.
    if (staysOpen && !exchange.reusesConnection)
        exchange.lane->isLeaving = *exchange.lane->isForOne = true;
    QnamLanes::release(*exchange.lane, staysOpen);
    reply.deleteLater();
}

/// The HTTP thread closes the socket later, in the order of its events: the slot is free once the reply is
/// gone, and what starts then queues behind that.
void QnamTransport::Private::breakOff(const QnamExchange &exchange)
{
    QNetworkReply &reply = *exchange.reply;
    QObject::connect(&reply, &QObject::destroyed, context.get(),
                     [lane = exchange.lane] { QnamLanes::release(*lane, false); });
    if (!reply.isFinished())
        reply.abort();
    // A flood of heads lies in the queue by then, each of which would cost as much as all before it. What the
    // HTTP thread still says of an error would be a second one to the reply, which complains of that.
    QCoreApplication::removePostedEvents(&reply, QEvent::MetaCall);
    reply.installEventFilter(&silence);
    reply.deleteLater();
}

QnamTransport::QnamTransport(const Clock &clock, ReceiveStamps stamps, QObject *parent)
    : QObject(parent), m_d(std::make_unique<Private>(*this, clock, stamps))
{
}

QnamTransport::~QnamTransport() = default;

StreamId QnamTransport::start(const WireRequest &request, StreamHandler &handler)
{
    QnamExchange exchange;
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
    exchange.reusesConnection = request.reuseConnection;
    exchange.showsCertificate = request.tls && request.tls->showsCertificate();
    exchange.reuseGivenUp = request.reuseConnection && !m_d->reuse.allows(request.url);
    if (exchange.reuseGivenUp)
        exchange.request.reuseConnection = exchange.reusesConnection = false;
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
    const QnamExchange *exchange = m_d->find(stream);
    return exchange != nullptr && exchange->reply != nullptr
               ? static_cast<quint64>(exchange->reply->bytesAvailable())
               : 0;
}

void QnamTransport::prepare(const WireRequest &request, std::size_t connections)
{
    // A request with a connection of its own opens one, whatever stands ready.
    if (!request.reuseConnection || !checkWireRequest(request, ChannelKind::Http))
        return;
    for (std::size_t i = 0; i < connections; ++i) {
        QnamExchange exchange;
        exchange.lane = &m_d->lanes.acquireCold(request);
        exchange.reusesConnection = request.reuseConnection;
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
