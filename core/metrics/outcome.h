// SPDX-License-Identifier: GPL-3.0-or-later
// How an attempt ended: exactly one class each. The taxonomy of docs/metrics.md, section 3.
#pragma once

#include "base/message.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>

namespace weir {

enum class OutcomeClass : quint8
{
    Success,
    DnsFailure,
    ConnectRefused,
    ConnectTimeout,
    ConnectFailed, ///< Any other failure before a byte was sent, proxies included.
    TlsFailure,
    ClosedBeforeResponse, ///< No response; also a silent re-send by the library, which aborts the attempt.
    RateLimited,          ///< 429, or the vendor's rate code inside a 200.
    Http3xx,
    Http4xx,
    Http5xx,
    UnexpectedResponse, ///< Another status, or bytes that are neither a stream nor a document of the vendor.
    ProtocolStatus,     ///< A gRPC, WebSocket or HTTP/2 status; detail "grpc-14".
    ApiError,           ///< An error inside HTTP 200; detail is its code.
    MalformedStream,    ///< Bytes that the protocol can't be.
    StreamInterrupted,  ///< Any end mid-stream that is not clean.
    StreamTruncated,    ///< A clean end without terminator and finish reason.
    EmptyStream,        ///< A proper end and not one token.
    FirstTokenTimeout,
    StallTimeout,
    Deadline,
    CheckFailed,
    Abandoned,    ///< The simulated user left, as the scenario told it to.
    CutByTestEnd, ///< Still running when the drain time ended.
    LocalError,   ///< Weir could not make the request, or a bound of its own ended it.
};

inline constexpr std::size_t outcomeClassCount = static_cast<std::size_t>(OutcomeClass::LocalError) + 1;

/// Every class once, in the order of the enumeration.
const std::array<OutcomeClass, outcomeClassCount> &allOutcomeClasses();

/// The name in summaries and run files: "rate_limited". Success is "success".
QString toString(OutcomeClass outcome);
/// The class with that name.
std::optional<OutcomeClass> outcomeClassFromString(QStringView name);
/// One sentence that says what the class means, for tooltips.
Message explain(OutcomeClass outcome);

/// The three ways to be counted: started = succeeded + failed + cut.
enum class Standing : quint8
{
    Succeeded,
    Failed,
    Cut
};
Standing standingOf(OutcomeClass outcome);

/// True for classes whose times are lower bounds of the real ones: timers, abandoned, cut.
bool isCensored(OutcomeClass outcome);

/// How one attempt ended, with what is known about it.
struct Outcome
{
    OutcomeClass outcome = OutcomeClass::LocalError;
    QString detail;     ///< Sub-class, like an API error's code ("1001") or a status ("503"); may be empty.
    int httpStatus = 0; ///< Of the response; 0 when there was none.
    Message message;    ///< What happened, one sentence for a person; never holds a secret.

    /// "api_error:1001", or just the class where there is no detail; the key of `error_details`.
    [[nodiscard]] QString key() const;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

} // namespace weir
