// SPDX-License-Identifier: GPL-3.0-or-later
// What a load needs of this machine, and whether it has it. Pure functions.
#pragma once

#include "base/clock.h"
#include "scenario/scenario.h"

namespace weir {

/// What this machine offers.
struct MachineFacts
{
    quint64 openFiles = 1024; ///< Soft limit of open files of this process.
    quint64 freeMemory = 0;   ///< Bytes; 0: not known.
    int processors = 1;
};
/// Reads the limits of this process and the memory that is free now.
MachineFacts machineFacts();

/// What the load needs, estimated.
struct MachineNeeds
{
    quint64 sockets = 0; ///< Streams open at once at the most.
    quint64 threads = 0;
    quint64 files = 0;  ///< Descriptors: sockets, and two for each thread's event loop.
    quint64 memory = 0; ///< Bytes.
    TransportKind transport = TransportKind::Qt;
    bool capped = true; ///< False: an open load without a cap, where a slow service needs more.
};
/// `answerLength`: how long one answer is expected to take. The figures a stream and a thread are those
/// measured: with Qt's network access six streams a manager with a thread each, 37 KB a stream; with libcurl
/// no thread more, 17 KB a stream.
MachineNeeds machineNeeds(const Scenario &scenario, Nanoseconds answerLength);

/// One line for the user: what it needs, and whether that is there.
QString adviceText(const MachineNeeds &needs, const MachineFacts &facts);
/// True when the machine has what it needs.
bool isEnough(const MachineNeeds &needs, const MachineFacts &facts);

/// Output tokens of `requests` requests at the most, by the templates' weights; nothing when one sets no
/// limit.
std::optional<double> mostTokens(const Scenario &scenario, double requests);

} // namespace weir
