// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamlanes.h"

#include "transport/http/qnamrequest.h"
#include "transport/socketcalls.h"
#include "transport/tls/tlssetting.h"
#include "transport/wirerequest.h"

#include <QNetworkProxyFactory>

#include <algorithm>

namespace weir {

namespace {

/// What may share a manager. QNAM's own connection key leaves out the TLS settings: the first request decides
/// them.
QString poolKey(const WireRequest &request)
{
    const QUrl origin = request.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                                             QUrl::RemoveFragment);
    return QStringLiteral("%1 http2=%2 verify=%3 tls=%4 kept=%5 %6")
        .arg(origin.toString())
        .arg(std::get<HttpRequest>(request.channel).http2)
        .arg(request.verifyTls)
        .arg(QString::fromLatin1(tlsIdOf(request)))
        .arg(request.reuseConnection) // what wants a connection of its own must find no kept one
        .arg(request.proxy.toString());
}

/// No proxy, said in the one way that makes QNAM use buffered sockets. With NoProxy it uses unbuffered ones,
/// and then takes some cut chunked bodies for whole ones and waits for ever on others (docs/transports.md).
/// "The default proxy" is a proxy to QNAM, and none to the socket.
class BufferedDirectConnections final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery & /*query*/) override
    {
        QNetworkProxy direct(QNetworkProxy::DefaultProxy);
        direct.setCapabilities(QNetworkProxy::TunnelingCapability); // else QNAM passes over it; name lookup
                                                                    // stays with the socket
        return {direct};
    }
};

void setProxyOf(QNetworkAccessManager &manager, const QUrl &proxy)
{
    if (!proxy.isEmpty())
        manager.setProxy(toNetworkProxy(proxy));
    else
        manager.setProxyFactory(new BufferedDirectConnections); // the manager owns it
}

} // namespace

QnamLanes::QnamLanes()
{
    keepSocketCalls(); // no other way leads to QNAM's sockets
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

QnamLanes::Pool &QnamLanes::poolFor(const WireRequest &request)
{
    Pool *&pool = m_index[poolKey(request)];
    if (pool == nullptr)
        pool = m_pools.emplace_back(std::make_unique<Pool>()).get();
    return *pool;
}

QnamLane &QnamLanes::addLane(Pool &pool, const WireRequest &request)
{
    QnamLane &lane = *pool.lanes.emplace_back(std::make_unique<QnamLane>());
    lane.isForOne = pool.isForOne;
    lane.manager = std::make_unique<QNetworkAccessManager>();
    setProxyOf(*lane.manager, request.proxy);
    if (request.proxy.scheme() == u"http" && request.url.scheme() == u"https")
        leaveChallenges(); // the socket answers a proxy's 407 itself
    lane.manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    lane.manager->setAutoDeleteReplies(false);
    lane.manager->setTransferTimeout(0);
    lane.used = 1;
    return lane;
}

/// A manager keeps a connection of HTTP/2 whose server said goodbye, and fails all that comes to it.
bool QnamLanes::takesRequest(QnamLane &lane)
{
    if (lane.isLeaving && lane.used == 0) {
        lane.manager->clearConnectionCache();
        lane.isLeaving = false;
        lane.warm = 0;
    }
    return !lane.isLeaving && lane.used < (*lane.isForOne ? 1 : QnamLane::slotCount);
}

QnamLanes::Slot QnamLanes::acquire(const WireRequest &request)
{
    Pool &pool = poolFor(request);
    QnamLane *free = nullptr;
    for (const std::unique_ptr<QnamLane> &lane : pool.lanes) {
        if (takesRequest(*lane) && (free == nullptr || lane->warm > 0))
            free = lane.get();
        if (free != nullptr && free->warm > 0)
            break;
    }
    if (free == nullptr)
        return {addLane(pool, request)};
    ++free->used;
    const Slot slot{*free, free->warm > 0};
    free->warm -= slot.isWarm ? 1 : 0;
    return slot;
}

QnamLane &QnamLanes::acquireCold(const WireRequest &request)
{
    Pool &pool = poolFor(request);
    const auto free =
        std::find_if(pool.lanes.begin(), pool.lanes.end(), [](const std::unique_ptr<QnamLane> &lane) {
            return takesRequest(*lane) && lane->used + lane->warm < QnamLane::slotCount;
        });
    if (free == pool.lanes.end())
        return addLane(pool, request);
    ++(*free)->used;
    return **free;
}

void QnamLanes::release(QnamLane &lane, bool warm)
{
    Q_ASSERT(lane.used > 0);
    --lane.used;
    lane.warm = std::min(lane.warm + (warm ? 1 : 0), QnamLane::slotCount - lane.used);
}

} // namespace weir
