// SPDX-License-Identifier: GPL-3.0-or-later
// Admission for QnamTransport: which manager takes a request, so that none ever has to queue one.
#pragma once

#include "protocol/exchange.h"

#include <QHash>
#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace weir {

/// One manager with its own HTTP thread, kept to one origin. `used` slots hold an exchange or the remains of
/// one; `warm` counts connections that were left open and idle, as far as can be known from outside.
struct QnamLane
{
    /// Six connections a key is QNAM's public contract on HTTP/1.1 (Qt 6.4: QHttpNetworkConnection's default
    /// channels).
    static constexpr int slotCount = 6;

    std::unique_ptr<QNetworkAccessManager> manager;
    int used = 0;
    int warm = 0;
    /// No request until all have ended: its server said goodbye (HTTP/2), or QNAM keeps a connection that was
    /// for one request alone.
    bool isLeaving = false;
    /// Of all lanes of its pool: each takes one exchange at a time, since a request that waits for a
    /// connection of its own would take the one that another exchange has just left.
    std::shared_ptr<bool> isForOne;
    quint64 breaks = 0; ///< Exchanges on this lane that did not end cleanly, so far.
};

/// Owns the managers of one transport. Lives in the transport's thread.
class QnamLanes
{
public:
    /// Switches the system's proxies off for the whole program: the default proxy must be none.
    QnamLanes();
    struct Slot
    {
        QnamLane &lane;
        bool isWarm = false; ///< The lane had an idle connection.
    };
    /// Takes a slot for the request: on a lane with a warm connection, else on any lane with a free slot,
    /// else on a new lane.
    Slot acquire(const WireRequest &request);
    /// Takes a slot for a connection more: never one that an open idle connection would serve.
    QnamLane &acquireCold(const WireRequest &request);
    /// Gives a slot back; `warm` when a connection stays open and idle behind it.
    static void release(QnamLane &lane, bool warm);

private:
    struct Pool
    {
        std::vector<std::unique_ptr<QnamLane>> lanes;
        std::shared_ptr<bool> isForOne = std::make_shared<bool>(false);
    };

    static bool takesRequest(QnamLane &lane);
    Pool &poolFor(const WireRequest &request);
    static QnamLane &addLane(Pool &pool, const WireRequest &request);

    QHash<QString, Pool *> m_index; ///< Points into m_pools.
    std::vector<std::unique_ptr<Pool>> m_pools;
};

} // namespace weir
