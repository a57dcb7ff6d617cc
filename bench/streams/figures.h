// SPDX-License-Identifier: GPL-3.0-or-later
// From stamps to figures, the same way for every client.
#pragma once

#include "base/result.h"
#include "streams/streamlog.h"

#include <QString>

namespace weir::bench {

/// The part of a measurement in which all streams are open, on CLOCK_MONOTONIC.
struct Window
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    [[nodiscard]] bool holds(std::int64_t at) const { return at >= from && at < to; }
};

/// What the stamps of one measurement tell. Times in microseconds.
struct StampFigures
{
    quint64 events = 0;    ///< Stamped by the client inside the window.
    quint64 written = 0;   ///< Written by the server inside the window.
    quint64 allEvents = 0; ///< Stamped by the client, at any time.
    quint64 missing = 0;   ///< Written and never stamped, at any time.
    double errorP50 = 0;   ///< Client's stamp - server's stamp, of what was written inside the window.
    double errorP99 = 0;
    double errorMax = 0;
    double lateP99 = 0; ///< How late the server wrote, inside the window.
};

StampFigures figuresOf(const WriteLog &log, const std::vector<Arrival> &arrivals, const Window &window);

/// The tokens of a run file, each with the server's stamp of the same token: request by request, in order.
Result<std::vector<Arrival>> arrivalsOfRun(const QString &runPath, const WriteLog &log);

/// False when a stream had already ended before the window did, so that fewer than all were open.
bool allOpenUntil(const WriteLog &log, std::int64_t to);

} // namespace weir::bench
