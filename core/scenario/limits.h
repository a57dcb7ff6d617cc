// SPDX-License-Identifier: GPL-3.0-or-later
// What check() accepts; editors use the same numbers for their fields.
#pragma once

#include "base/clock.h"

#include <QtGlobal>

namespace weir::limits {

inline constexpr quint32 maxUsers = 100'000;
inline constexpr double maxRate = 1'000'000; ///< Requests a second.
inline constexpr quint32 maxGroups = 32;
inline constexpr quint32 maxSteps = 1'000;
inline constexpr quint32 maxLevels = 10'000; ///< Of all stairs of a group: its course holds them one by one.
inline constexpr quint64 maxStepRequests = 1'000'000'000'000; ///< Of one step that counts its requests.
inline constexpr quint64 maxAtOnce = 1'000'000;
/// Gamma shapes; below, nearly all gaps are 0 and a moment holds more arrivals than any machine can send.
inline constexpr double minBurstiness = 0.01;
inline constexpr double maxBurstiness = 1'000'000;
inline constexpr double maxSpeed = 1'000'000; ///< Of a trace, times the recorded one.
inline constexpr quint32 maxFieldRules = 100; ///< Of one data source.
inline constexpr quint32 maxWorkers = 64;
inline constexpr quint32 maxAttempts = 10;
inline constexpr quint32 maxEventMib = 1024; ///< What one event may have at most, a setting.
inline constexpr Nanoseconds maxTime =
    std::chrono::hours{24 * 24}; ///< Qt's timers end at 24.8 days; sums of three stay far inside 64 bits.

} // namespace weir::limits
