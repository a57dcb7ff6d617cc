// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curltransport.h"

#include "transport/http/curlexchange.h"
#include "transport/http/curllanes.h"
#include "transport/reuserule.h"
#include "transport/socketcalls.h"

#include <QObject>

#include <limits>
#include <optional>
#include <unordered_map>

namespace weir {

namespace {

/// What libcurl may read before its news are handed out. It takes a hundred reads of a connection of HTTP/1.1
/// a call, which is less, but of one of HTTP/2 as many as a flood brings.
constexpr std::size_t bytesACall = std::size_t{1024} * 1024;
constexpr quint32 aheadOwner = std::numeric_limits<quint32>::max(); ///< No lane has this number.

/// libcurl's own setup, once a process and never undone: another thread may use it to the end.
void startLibrary()
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_ASSERT(started == CURLE_OK);
    Q_UNUSED(started);
}

CurlShareHandle sharedNames()
{
    CurlShareHandle share(curl_share_init());
    curl_share_setopt(share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    return share;
}

} // namespace

class CurlTransport::Private
{
public:
    struct Running
    {
        std::unique_ptr<CurlExchange> exchange;
        CurlLane *lane = nullptr; ///< Null: it never came to libcurl, and ends with a local error.
        std::size_t ahead = 0;    ///< Of a scout: how many connections to open.
        bool reuseGivenUp = false;
    };

    Private(const Clock &source, ReceiveStamps wanted)
        : clock(source)
        , stamps(wanted == ReceiveStamps::Kernel ? &kernelStamps : nullptr)
        , epoll([this](quint32 owner, int descriptor, quint32 events) { onReady(owner, descriptor, events); })
        , ahead(epoll, aheadOwner)
        , lanes(epoll)
    {
        if (stamps != nullptr)
            keeper.emplace();
    }

    ~Private()
    {
        for (auto &[id, running] : exchanges) {
            running.exchange->finish();
            if (running.lane != nullptr)
                running.lane->remove(running.exchange->easy());
        }
    }

    StreamId begin(const WireRequest &request, StreamHandler *handler, std::size_t connections);
    void refuseLater(StreamId id, const Message &why);
    void onReady(quint32 owner, int descriptor, quint32 events);
    void deliver();
    void deliver(const CurlEvent &event);
    void end(StreamId id, TimePoint at, const WireEnd &wireEnd);
    void endTransfer(const CurlEvent &event, Running &running);
    void sendAnew(const CurlEvent &event, Running &running);
    std::unique_ptr<CurlExchange> takeExchange();

    const Clock &clock;
    KernelStamps kernelStamps;
    KernelStamps *stamps; ///< Null: reads are stamped.
    std::optional<StampKeeper> keeper;
    CurlShareHandle names = sharedNames();
    CurlNews news;
    EpollSet epoll;
    CurlAhead ahead;
    ReuseRule reuse;
    std::vector<std::unique_ptr<CurlExchange>> idle;
    std::unordered_map<StreamId, Running> exchanges;
    CurlLanes lanes; ///< Goes first: libcurl wants no handle to outlive its multi handle unremoved.
    QObject context; ///< Receiver of what comes later.
    quint64 lastId = 0;
    std::size_t scouts = 0;
};

std::unique_ptr<CurlExchange> CurlTransport::Private::takeExchange()
{
    if (idle.empty())
        return std::make_unique<CurlExchange>(
            CurlExchange::Surroundings{clock, news, ahead, names.get(), stamps});
    std::unique_ptr<CurlExchange> exchange = std::move(idle.back());
    idle.pop_back();
    return exchange;
}

StreamId CurlTransport::Private::begin(const WireRequest &request, StreamHandler *handler,
                                       std::size_t connections)
{
    const StreamId id{++lastId};
    Running &running = exchanges.emplace(id, Running{takeExchange(), nullptr, connections}).first->second;
    CurlExchange &exchange = *running.exchange;
    if (const Result<void> checked = checkWireRequest(request, ChannelKind::Http); !checked) {
        exchange.begin(id, WireRequest{}, handler);
        refuseLater(id, checked.error().message());
        return id;
    }
    WireRequest alone;
    running.reuseGivenUp = handler != nullptr && request.reuseConnection && !reuse.allows(request.url);
    if (running.reuseGivenUp) {
        alone = request;
        alone.reuseConnection = false;
    }
    const WireRequest &sent = running.reuseGivenUp ? alone : request;
    CurlLane *lane = lanes.laneFor(sent);
    const bool taken = exchange.begin(id, sent, handler) && lane != nullptr && lane->add(exchange.easy());
    if (taken)
        running.lane = lane;
    else
        refuseLater(id, lane == nullptr ? Message(noDescriptorText)
                                        : Message(WEIR_TEXT("curl.request_not_taken",
                                                            "libcurl does not take the request")));
    return id;
}

void CurlTransport::Private::refuseLater(StreamId id, const Message &why)
{
    const WireEnd wireEnd{WireEnd::Kind::LocalError, why};
    QMetaObject::invokeMethod(
        &context, [this, id, wireEnd] { end(id, clock.now(), wireEnd); }, Qt::QueuedConnection);
}

void CurlTransport::Private::onReady(quint32 owner, int descriptor, quint32 events)
{
    if (owner == aheadOwner) {
        ahead.onReady(descriptor);
        return;
    }
    CurlLane &lane = lanes.lane(owner);
    {
        const NotedReceives noted(stamps);
        const BoundedReceives bounded(bytesACall);
        kernelStamps.forget();
        lane.work(descriptor, events);
    }
    lane.collectEnded([this](CURL *easy, CURLcode code) {
        CurlExchange *ended = CurlExchange::of(easy);
        news.add({ended, ended->id(), CurlEvent::Kind::Ended, clock.now(), 0, 0, code});
    });
    if (!news.isEmpty())
        deliver();
}

void CurlTransport::Private::deliver()
{
    for (std::size_t i = 0; i < news.count(); ++i)
        deliver(news.event(i));
    news.clear();
}

void CurlTransport::Private::deliver(const CurlEvent &event)
{
    const CurlExchange &exchange = *event.exchange;
    if (!exchange.runs(event.stream))
        return; // aborted by a handler that had its turn before
    if (event.kind == CurlEvent::Kind::Head && exchange.isAnew())
        reuse.noteStale(exchange.url());
    if (event.kind == CurlEvent::Kind::Ended)
        return endTransfer(event, exchanges.at(event.stream));
    StreamHandler *handler = exchange.handler();
    if (handler == nullptr)
        return;
    switch (event.kind) {
    case CurlEvent::Kind::Connected:
        return handler->onConnected(event.at);
    case CurlEvent::Kind::TlsDone:
        return handler->onTlsDone(event.at);
    case CurlEvent::Kind::Sent:
        return handler->onSent(event.at);
    case CurlEvent::Kind::Uploaded:
        return handler->onUploaded(event.at);
    case CurlEvent::Kind::Head: {
        const ResponseHead head = exchange.head(); // the handler may give the exchange to a new request
        return handler->onOpened(event.at, head);
    }
    case CurlEvent::Kind::Data:
        return handler->onData(event.at, news.bytes(event));
    case CurlEvent::Kind::Ended:
        break;
    }
}

void CurlTransport::Private::endTransfer(const CurlEvent &event, Running &running)
{
    if (running.ahead > 0)
        ahead.open(running.exchange->addresses(), running.ahead);
    if (running.exchange->wasStale(static_cast<CURLcode>(event.code)))
        return sendAnew(event, running);
    end(event.stream, event.at, running.exchange->endOf(static_cast<CURLcode>(event.code)));
}

void CurlTransport::Private::sendAnew(const CurlEvent &event, Running &running)
{
    StreamHandler *handler = running.exchange->handler();
    CURL *easy = running.exchange->easy();
    running.lane->remove(easy);
    const bool taken = running.exchange->beginAnew() && running.lane->add(easy);
    if (!taken) {
        running.lane = nullptr;
        return end(event.stream, event.at, running.exchange->endOf(CURLE_OUT_OF_MEMORY));
    }
    handler->onStale(event.at); // last: it may abort
}

/// Out of the tables first, handler last: a handler may start and abort others.
void CurlTransport::Private::end(StreamId id, TimePoint at, const WireEnd &wireEnd)
{
    const auto found = exchanges.find(id);
    if (found == exchanges.end())
        return;
    Running running = std::move(found->second);
    exchanges.erase(found);
    StreamHandler *handler = running.exchange->handler();
    WireEnd told = wireEnd;
    told.kernelStamps = running.exchange->isStampedByKernel();
    told.reuseGivenUp = running.reuseGivenUp;
    running.exchange->finish();
    if (running.lane != nullptr)
        running.lane->remove(running.exchange->easy());
    idle.push_back(std::move(running.exchange));
    if (handler != nullptr)
        handler->onEnded(at, told);
    else
        --scouts;
}

CurlTransport::CurlTransport(const Clock &clock, ReceiveStamps stamps)
{
    startLibrary();
    keepSocketCalls();
    m_d = std::make_unique<Private>(clock, stamps);
}

CurlTransport::~CurlTransport() = default;

StreamId CurlTransport::start(const WireRequest &request, StreamHandler &handler)
{
    return m_d->begin(request, &handler, 0);
}

void CurlTransport::abort(StreamId stream)
{
    m_d->end(stream, m_d->clock.now(), {WireEnd::Kind::Aborted, {}});
}

std::size_t CurlTransport::openCount() const
{
    return m_d->exchanges.size() - m_d->scouts;
}

void CurlTransport::prepare(const WireRequest &request, std::size_t connections)
{
    if (connections == 0 || !checkWireRequest(request, ChannelKind::Http))
        return;
    ++m_d->scouts;
    m_d->begin(request, nullptr, multiplexes(request) ? 1 : connections);
}

void CurlTransport::allowWaiting(int alarm)
{
    m_d->epoll.waitUntil(alarm);
}

TransportLimits CurlTransport::limits()
{
    return {.tellsBrokenFraming = true};
}

} // namespace weir
