// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which the reference service goes wrong on purpose, and how often.
#pragma once

#include "base/result.h"

#include <QStringList>
#include <QStringView>

#include <array>
#include <optional>
#include <vector>

namespace weir {

/// One deliberate misbehaviour. The comment says what a client of a streamed answer sees on the wire.
enum class FaultKind : quint8
{
    ResetOnAccept, ///< RST as soon as the request's header has arrived.
    ResetBefore,   ///< RST when the first token is due, before any byte of a response.
    ResetInside,   ///< RST after some tokens.
    Truncate,      ///< Some tokens, then a complete HTTP body with no finish reason and no [DONE].
    Stall,         ///< Some tokens, then silence until the client leaves.
    BadJson,       ///< One event whose data is not JSON; the rest is as it should be.
    BadChunk,  ///< Some tokens, then a chunk-size line that is not a number, then the end of the connection.
    RateLimit, ///< 429 with Retry-After.
    Http500,   ///< 500 with an error object.
    BusinessCode, ///< 200 with {"code":1001,...} as application/json.
    Empty,        ///< A proper stream with a finish reason and [DONE], and not one token.
};

inline constexpr std::size_t faultKindCount = 11;

/// Every kind, in the order of the enumeration.
std::array<FaultKind, faultKindCount> allFaultKinds();

/// The kind's name on the command line, in configurations and in the truth file, e.g. "reset-on-accept".
QString faultName(FaultKind kind);
/// The kind with that name, or nothing.
std::optional<FaultKind> faultFromName(QStringView name);
/// All names, in the order of the enumeration.
QStringList faultNames();

/// How many of all requests meet this fault.
struct FaultShare
{
    FaultKind kind = FaultKind::ResetOnAccept;
    double share = 0; ///< From 0 to 1.

    friend bool operator==(const FaultShare &, const FaultShare &) = default;
};

/// Reads "KIND:SHARE", e.g. "truncate:0.05". Errors: an unknown kind, no colon, a share that is not a number
/// from 0 to 1.
Result<FaultShare> parseFault(QStringView text);

/// An error when a share is out of [0, 1], a kind stands there twice, or the sum is over 1.
Result<void> checkFaults(const std::vector<FaultShare> &faults);

} // namespace weir
