// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a client that its task is done, where it asked to be told.
#pragma once

#include "service/front/servicetypes.h"

#include <QtGlobal>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Where a callback goes: always this machine.
struct CallbackTarget
{
    quint16 port = 80;
    std::string path = "/"; ///< Query and all.
};

/// Reads http://127.0.0.1[:PORT]/... or http://localhost[:PORT]/...; nothing for any other URL: the service
/// asks nobody but the machine that it serves.
std::optional<CallbackTarget> callbackTargetOf(std::string_view url);

/// Service thread only.
class CallbackSender
{
public:
    static constexpr std::size_t mostUnderWay = 1000;

    explicit CallbackSender(const ServiceExecutor &executor) : m_executor(executor) {}

    /// One POST of `body` as JSON: at most three tries, 1 s and 2 s apart, each of at most 5 s; 2xx ends
    /// them. Goes on by itself; beyond mostUnderWay it is dropped.
    void send(const CallbackTarget &target, std::string body);
    /// Ends all that are under way: the service must not wait for those that it tells.
    void stop();

private:
    class Callback;
    ServiceExecutor m_executor;
    std::vector<std::weak_ptr<Callback>> m_underWay;
};

} // namespace weir
