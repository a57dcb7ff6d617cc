// SPDX-License-Identifier: GPL-3.0-or-later
// The socket and timer types of the service.
#pragma once

#include "base/clock.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>

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

} // namespace weir
