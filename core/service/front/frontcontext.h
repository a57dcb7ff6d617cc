// SPDX-License-Identifier: GPL-3.0-or-later
// What all connections of one service share, and the socket types they use.
#pragma once

#include "service/faults/faultdraw.h"
#include "service/front/chatrequest.h"
#include "service/front/seenrequests.h"
#include "service/serviceconfig.h"
#include "service/truthlog.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <unordered_set>

namespace weir {

// The executor is named, since the type-erased default costs an allocation here and there.
using ServiceExecutor = boost::asio::io_context::executor_type;
using ServiceSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, ServiceExecutor>;
// libstdc++'s steady_clock is CLOCK_MONOTONIC, hence the same as MonotonicClock.
using ServiceTimer =
    boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                      boost::asio::wait_traits<std::chrono::steady_clock>, ServiceExecutor>;

/// The same moment for a ServiceTimer.
inline std::chrono::steady_clock::time_point toSteady(TimePoint at)
{
    return std::chrono::steady_clock::time_point(at.time_since_epoch());
}

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
    explicit FrontContext(ServiceConfig chosen)
        : config(std::move(chosen)), faults(config.faults, config.model.seed)
    {
    }

    const ServiceConfig config;
    const FaultDraw faults;
    ServiceCounters counters;
    ChatRequestParser parser;
    SeenRequests seen;
    quint64 arrivals = 0;                  ///< Requests without an id, in the order of arrival.
    std::unordered_set<Connection *> open; ///< Each enters and leaves by itself.
    std::unique_ptr<TruthLog> truth;       ///< Null when no truth file is wanted.
};

} // namespace weir
