// SPDX-License-Identifier: GPL-3.0-or-later
// What a run without a service needs: a scenario whose answers come from memory.
#pragma once

#include "engine/loaddriver.h"
#include "engine/runcontext.h"
#include "store/runfile.h"
#include "support/samplestream.h"

namespace weir::bench {

/// A context whose only request is answered as `stream` is. Ends the program with a message when it can't be
/// made.
std::shared_ptr<const RunContext> contextFor(const SampleStream &stream, const Load &load,
                                             std::shared_ptr<const Clock> clock);

/// What the run file of such a run begins with: its zero is the clock's time now.
RunHeader headerFor(const RunContext &context);

/// The driver of the only worker of such a run. `tickets` is filled and must outlive it; `cap`: of an open
/// load.
std::unique_ptr<LoadDriver> driverFor(const RunContext &context, quint32 cap, TicketCounters &tickets);

/// Ends the program with a message on standard error.
[[noreturn]] void giveUp(const QString &why);
/// The value, or the end of the program.
template <typename T>
T orGiveUp(Result<T> result)
{
    if (!result)
        giveUp(result.error().text());
    return std::move(result).value();
}
inline void orGiveUp(const Result<void> &result)
{
    if (!result)
        giveUp(result.error().text());
}

} // namespace weir::bench
