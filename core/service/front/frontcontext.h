// SPDX-License-Identifier: GPL-3.0-or-later
// What all connections of one service share, and the socket types they use.
#pragma once

#include "service/faults/faultdraw.h"
#include "service/front/dialect.h"
#include "service/front/gatekeeper.h"
#include "service/front/modelclock.h"
#include "service/front/seenrequests.h"
#include "service/front/servicemetrics.h"
#include "service/front/servicetypes.h"
#include "service/serviceconfig.h"
#include "service/truthlog.h"

#include <array>
#include <atomic>
#include <unordered_set>

namespace weir {

class Connection;

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
    FrontContext(ServiceConfig chosen, Authenticator authenticator, const ServiceExecutor &executor)
        : config(std::move(chosen))
        , gate(config.apiKey, std::move(authenticator))
        , faults(config.faults, config.model.seed)
        , clock(config.model, executor)
        , keepsText(config.model.cache.entries > 0 || config.model.prefixCache.tokens > 0)
    {
    }

    /// A copy of the counters.
    [[nodiscard]] ServiceStats stats() const;

    const ServiceConfig config;
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
    quint64 arrivals = 0;                  ///< Requests without an id, in the order of arrival.
    std::unordered_set<Connection *> open; ///< Each enters and leaves by itself.
    std::unique_ptr<TruthLog> truth;       ///< Null when no truth file is wanted.
};

} // namespace weir
