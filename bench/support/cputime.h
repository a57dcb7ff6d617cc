// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time and memory of this process: figures that do not depend on what else the machine does.
#pragma once

#include "base/clock.h"

#include <QString>

#include <ctime>

namespace weir::bench {

/// Processor time of the calling thread (CLOCK_THREAD_CPUTIME_ID).
Nanoseconds threadTime();

/// Processor time of one thread, readable from any other while that one lives.
class ThreadClock
{
public:
    /// Of the calling thread.
    ThreadClock();
    [[nodiscard]] Nanoseconds now() const;

private:
    clockid_t m_clock{};
};

/// Processor time of all threads of this process, user and system (CLOCK_PROCESS_CPUTIME_ID).
Nanoseconds processTime();
/// Resident memory now, in bytes; 0 where /proc does not tell.
quint64 residentBytes();
/// The most resident memory since the start or the last reset, in bytes.
quint64 peakResidentBytes();
/// Where the kernel refuses, the peak since the start stays.
void resetPeakResidentBytes();
/// Processor model, cores and kernel in one line.
QString machine();

} // namespace weir::bench
