// SPDX-License-Identifier: GPL-3.0-or-later
// What all connections of one service share, and the socket types they use.
#pragma once

#include "service/config/serviceconfig.h"
#include "service/faults/faultdraw.h"
#include "service/front/exchange.h"
#include "service/front/gatekeeper.h"
#include "service/front/modelclock.h"
#include "service/front/originrules.h"
#include "service/front/seenrequests.h"
#include "service/front/servicemetrics.h"
#include "service/front/servicetypes.h"
#include "service/front/tlscontext.h"
#include "service/front/truthlog.h"

#include <array>
#include <atomic>
#include <unordered_set>

namespace weir {

/// One client, whatever it speaks. Enters and leaves FrontContext::open by itself.
class OpenConnection
{
public:
    virtual ~OpenConnection() = default;
    /// The service ends: an open answer is recorded as such, the socket is closed.
    virtual void stop() = 0;
};

class TaskStore;

/// Written by the service's thread, read by any.
struct ServiceCounters
{
    std::atomic<quint64> connections{0};
    std::atomic<quint64> openConnections{0};
    std::atomic<quint64> requests{0};
    std::atomic<quint64> openStreams{0};
    std::atomic<quint64> tokens{0};
    std::atomic<quint64> duplicates{0};
    std::array<std::atomic<quint64>, faultKindCount> faults{};
};

/// Lives in the service's thread from its first connection to its last; only the counters are for other
/// threads.
struct FrontContext
{
    FrontContext(ServiceConfig chosen, Authenticator authenticator, const ServiceExecutor &serviceExecutor);
    ~FrontContext();
    FrontContext(const FrontContext &) = delete;
    FrontContext &operator=(const FrontContext &) = delete;

    /// A copy of the counters.
    [[nodiscard]] ServiceStats stats() const;

    /// Whether the request with this key meets reset-on-accept, which comes before it is understood.
    [[nodiscard]] bool meetsReset(quint64 key);
    /// What an understood request meets, injected faults first: one that is refused uses none up.
    [[nodiscard]] std::optional<FaultKind> drawFault(quint64 key);
    /// The same without using an injected one up.
    [[nodiscard]] std::optional<FaultKind> nextFault(quint64 key) const;
    /// What is the same for every answer; `asked` moves into it.
    [[nodiscard]] ExchangeOrder orderFor(AskedRequest asked, Dialect &dialect, quint64 key) const;
    void countFault(FaultKind kind)
    {
        counters.faults.at(static_cast<std::size_t>(kind)).fetch_add(1, std::memory_order_relaxed);
    }
    void log(TruthRecord record)
    {
        if (truth)
            truth->add(std::move(record));
    }
    /// A request that was reset goes into the truth file.
    void logReset(TruthRecord record);
    void enter(OpenConnection *connection);
    void leave(OpenConnection *connection);

    const ServiceConfig config;
    const ServiceExecutor executor;
    const OriginRules origins;
    Gatekeeper gate;
    ServiceMetrics metrics;
    FaultDraw faults;
    ServiceCounters counters;
    Dialects dialects;
    ModelClock clock;
    SeenRequests seen;
    const bool keepsText; ///< The caches want the texts of prompts.
    /// Faults that the next requests meet, by hand.
    std::array<quint32, faultKindCount> injected{};
    quint64 arrivals = 0;      ///< Requests without an id, in the order of arrival.
    quint64 heldBodyBytes = 0; ///< Of requests that have not come in whole: the sum of all BodyShares.
    std::unordered_set<OpenConnection *> open;
    std::unique_ptr<TaskStore> tasks; ///< Set before the first connection.
    std::unique_ptr<TruthLog> truth;  ///< Null when no truth file is wanted.
    std::unique_ptr<TlsContext> tls;  ///< Null without TLS.
};

} // namespace weir
