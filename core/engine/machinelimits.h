// SPDX-License-Identifier: GPL-3.0-or-later
// What a load needs of this machine, and whether the machine has it: known before the first request.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "engine/machinefacts.h"
#include "scenario/scenario.h"

#include <optional>
#include <vector>

namespace weir {

/// How long an answer is taken to last where nobody has said better.
inline constexpr Nanoseconds usualAnswer = std::chrono::seconds{5};

/// What a load takes at its peak, estimated. "Sure" is what it takes whatever the service does.
struct MachineNeeds
{
    TransportKind transport = TransportKind::Qt;
    bool serviceInside = false; ///< The built-in service runs in this process: each stream ends here twice.
    bool onLoopback = false;    ///< Every target is on this host.
    std::optional<quint32> cap; ///< On open streams, as the scenario sets it.
    bool isBounded = true;      ///< False: an open load without a cap, where a slow service takes more.
    quint64 streams = 1;        ///< Open at once.
    quint64 sureStreams = 1;    ///< Closed load: its users.
    quint64 threads = 0;
    quint64 sureThreads = 0;
    quint64 files = 0;               ///< Descriptors.
    bool oneAddress = true;          ///< All connections go to one address, so they share its local ports.
    double connectionsPerSecond = 0; ///< New ones, where connections are not kept.
    quint64 memory = 0;              ///< Bytes.
    quint64 runFile = 0;             ///< Bytes the run file grows to.
    friend bool operator==(const MachineNeeds &, const MachineNeeds &) = default;
};

/// The needs of `scenario` when one answer lasts `answerLength`. Measured for Qt's network access: six
/// streams a manager, each with a thread, 37 KB a stream; for libcurl: no thread more, 17 KB a stream.
/// Measured for run files: 300 bytes a request, 6 a chunk, 2 KB a second. Open streams of an open load follow
/// Little's law (arrivals a second times the time that each stays), doubled for bursts. Pure.
/// `baseFolder`: where a trace's relative path starts. `ranks`: how many processes, each on a machine of its
/// own, share the load; the needs are those of one.
MachineNeeds needsOf(const Scenario &scenario, Nanoseconds answerLength = usualAnswer,
                     const QString &baseFolder = {}, quint32 ranks = 1);

/// A limit that the load meets. An error: the run can't work, so it must not start. A warning: its figures
/// may come to tell of this machine.
struct LimitProblem
{
    Severity severity = Severity::Warning;
    Error error; ///< What is too small, and what to do.
};

/// All limits of `facts` that `needs` meet, worst first; empty when everything fits. Pure.
std::vector<LimitProblem> checkLimits(const MachineNeeds &needs, const MachineFacts &facts);

/// The streams that the limit on open files has room for.
quint32 roomForStreams(const MachineNeeds &needs, const MachineFacts &facts);

} // namespace weir
