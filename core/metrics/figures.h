// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure that a summary shows as a distribution: its names, its unit and where it stands.
#pragma once

#include "base/message.h"
#include "metrics/summary.h"

#include <QStringView>

#include <array>

namespace weir {

enum class Figure : quint8
{
    Ttft,
    Ttfa,
    Ttfb,
    Connect,
    Upload,
    Headers,
    Itl,
    Tpot,
    TpotAfterFirst,
    E2e,
    ResponseTtft,
    ResponseE2e,
    ScheduleSlip,
    CapWait,
    InferenceTime,
    Queue,
    Prefill,
    Decode,
    OutsideServer,
    LongestGap,
    InputTokens,
    OutputTokens,
};

inline constexpr std::size_t figureCount = static_cast<std::size_t>(Figure::OutputTokens) + 1;

/// One row of the table of figures.
struct FigureInfo
{
    Figure figure;
    QStringView name;  ///< In thresholds: "ttft".
    QStringView key;   ///< In the JSON summary: "ttft_ms".
    MessageText label; ///< For people: "time to first token".
    bool isTime;       ///< Nanoseconds, printed as milliseconds; else tokens.
    Distribution FigureSet::*member;

    /// What the raw value is divided by to be in the key's unit.
    [[nodiscard]] constexpr double unit() const { return isTime ? 1e6 : 1.0; }
};

/// Every figure once, in the order of the enumeration.
const std::array<FigureInfo, figureCount> &allFigures();
const FigureInfo &infoOf(Figure figure);

} // namespace weir
