// SPDX-License-Identifier: GPL-3.0-or-later
// What this machine, and the surroundings of this process, allow a run.
#pragma once

#include "engine/systemfiles.h"

#include <optional>

namespace weir {

/// When Linux gives the local port of a closed connection to a new one towards the same address: after 60 s,
/// or after 1 s where `net.ipv4.tcp_tw_reuse` allows it.
enum class PortReuse
{
    After60s,
    After1sOnLoopback, ///< The kernel's default since 4.19.
    After1s,
};

/// Limits and what is free now. Nothing: not known, so nothing is said about it.
struct MachineFacts
{
    quint64 openFiles = 1024;          ///< Descriptors this process may hold, the soft limit raised.
    std::optional<quint64> localPorts; ///< For connections to any one address and port.
    PortReuse portReuse = PortReuse::After1sOnLoopback;
    std::optional<quint64> threads;     ///< That may still be started.
    std::optional<quint64> memory;      ///< Bytes that can be had without swapping.
    std::optional<quint64> disk;        ///< Free bytes where the run file goes.
    std::optional<quint64> listenQueue; ///< Connections that a server here lets wait, net.core.somaxconn.
};

/// Reads the facts, and raises the soft limits on open files and threads to the hard ones. `runFolder` is
/// where the run file goes; it need not exist yet. Any thread. Sources: ip(7), proc(5), cgroups(7),
/// getrlimit(2).
MachineFacts readMachineFacts(const QString &runFolder, const SystemFiles &files = SystemFiles());

} // namespace weir
