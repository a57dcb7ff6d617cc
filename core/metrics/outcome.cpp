// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/outcome.h"

namespace weir {

namespace {

struct ClassInfo
{
    OutcomeClass outcome;
    QStringView name;
    Standing standing;
    bool censored;
    MessageText meaning;
};

using enum OutcomeClass;
using enum Standing;

constexpr std::array<ClassInfo, outcomeClassCount> classes{{
    {Success, u"success", Succeeded, false,
     WEIR_TEXT("outcome.success", "The stream ended as its protocol says.")},
    {DnsFailure, u"dns_failure", Failed, false,
     WEIR_TEXT("outcome.dns_failure", "The host's name could not be resolved.")},
    {ConnectRefused, u"connect_refused", Failed, false,
     WEIR_TEXT("outcome.connect_refused", "Nothing listens on that port.")},
    {ConnectTimeout, u"connect_timeout", Failed, false,
     WEIR_TEXT("outcome.connect_timeout", "The connection was not made in the time allowed.")},
    {ConnectFailed, u"connect_failed", Failed, false,
     WEIR_TEXT("outcome.connect_failed", "The connection could not be made.")},
    {TlsFailure, u"tls_failure", Failed, false,
     WEIR_TEXT("outcome.tls_failure", "The TLS handshake or the certificate check failed.")},
    {ClosedBeforeResponse, u"closed_before_response", Failed, false,
     WEIR_TEXT("outcome.closed_before_response", "The connection ended before a response came.")},
    {RateLimited, u"rate_limited", Failed, false,
     WEIR_TEXT("outcome.rate_limited", "The service refused the request because of its rate limit.")},
    {Http3xx, u"http_3xx", Failed, false,
     WEIR_TEXT("outcome.http_3xx", "The service redirected; redirects are not followed.")},
    {Http4xx, u"http_4xx", Failed, false, WEIR_TEXT("outcome.http_4xx", "The service rejected the request.")},
    {Http5xx, u"http_5xx", Failed, false, WEIR_TEXT("outcome.http_5xx", "The service failed.")},
    {UnexpectedResponse, u"unexpected_response", Failed, false,
     WEIR_TEXT("outcome.unexpected_response", "The answer is none that the vendor's protocol knows.")},
    {ProtocolStatus, u"protocol_status", Failed, false,
     WEIR_TEXT("outcome.protocol_status", "The protocol reported an error status of its own.")},
    {ApiError, u"api_error", Failed, false,
     WEIR_TEXT("outcome.api_error", "An error inside an HTTP 200 response.")},
    {MalformedStream, u"malformed_stream", Failed, false,
     WEIR_TEXT("outcome.malformed_stream", "The bytes are not what the protocol allows.")},
    {StreamInterrupted, u"stream_interrupted", Failed, false,
     WEIR_TEXT("outcome.stream_interrupted", "The connection broke in the middle of the stream.")},
    {StreamTruncated, u"stream_truncated", Failed, false,
     WEIR_TEXT("outcome.stream_truncated", "A clean end, but without terminator and finish reason.")},
    {EmptyStream, u"empty_stream", Failed, false,
     WEIR_TEXT("outcome.empty_stream", "A proper end, but not one token.")},
    {FirstTokenTimeout, u"first_token_timeout", Failed, true,
     WEIR_TEXT("outcome.first_token_timeout", "No token came in the time allowed.")},
    {StallTimeout, u"stall_timeout", Failed, true,
     WEIR_TEXT("outcome.stall_timeout", "The stream stood still for longer than allowed.")},
    {Deadline, u"deadline", Failed, true,
     WEIR_TEXT("outcome.deadline", "The request as a whole took longer than allowed.")},
    {CheckFailed, u"check_failed", Failed, false,
     WEIR_TEXT("outcome.check_failed", "Everything arrived, but a check on it did not hold.")},
    {Abandoned, u"abandoned", Cut, true,
     WEIR_TEXT("outcome.abandoned", "The simulated user left, as the scenario told it to.")},
    {CutByTestEnd, u"cut_by_test_end", Cut, true,
     WEIR_TEXT("outcome.cut_by_test_end", "Still running when the run's drain time ended.")},
    {LocalError, u"local_error", Failed, false,
     WEIR_TEXT("outcome.local_error", "Weir could not make the request, or a bound of its own ended it.")},
}};

const ClassInfo &info(OutcomeClass outcome)
{
    return classes[static_cast<std::size_t>(outcome)];
}

} // namespace

const std::array<OutcomeClass, outcomeClassCount> &allOutcomeClasses()
{
    static const std::array<OutcomeClass, outcomeClassCount> all = [] {
        std::array<OutcomeClass, outcomeClassCount> values{};
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<OutcomeClass>(i);
        return values;
    }();
    return all;
}

QString toString(OutcomeClass outcome)
{
    return info(outcome).name.toString();
}

std::optional<OutcomeClass> outcomeClassFromString(QStringView name)
{
    for (const ClassInfo &candidate : classes) {
        if (name == candidate.name)
            return candidate.outcome;
    }
    return std::nullopt;
}

Message explain(OutcomeClass outcome)
{
    return info(outcome).meaning;
}

Standing standingOf(OutcomeClass outcome)
{
    return info(outcome).standing;
}

bool isCensored(OutcomeClass outcome)
{
    return info(outcome).censored;
}

QString Outcome::key() const
{
    return detail.isEmpty() ? toString(outcome) : toString(outcome) + u':' + detail;
}

} // namespace weir
