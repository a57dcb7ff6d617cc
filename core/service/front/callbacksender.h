// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a client that its task is done, where it asked to be told.
#pragma once

#include "service/front/servicetypes.h"

#include <QtGlobal>

#include <optional>
#include <string>
#include <string_view>

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

/// One POST of `body` as JSON: at most three tries, 1 s and 2 s apart, each of at most 5 s; 2xx ends them.
/// Goes on by itself; at most `mostCallbacks` are under way, further ones are dropped. Service thread only.
void sendCallback(const ServiceExecutor &executor, const CallbackTarget &target, std::string body);

inline constexpr int mostCallbacks = 1000;

} // namespace weir
