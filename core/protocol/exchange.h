// SPDX-License-Identifier: GPL-3.0-or-later
// What crosses the seam between protocol and transport: a request as bytes, a response head, and how the wire
// ended.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace weir {

/// Name and value as sent or received; names compare without case.
using RawHeader = std::pair<QByteArray, QByteArray>;

/// A request ready to be sent. Secrets are already values, so it is never logged or saved as it is.
struct WireRequest
{
    QByteArray method = "POST";
    QUrl url;
    std::vector<RawHeader> headers;
    QByteArray body;
    Nanoseconds connectTimeout = std::chrono::seconds{10};
    bool verifyTls = true;
    bool http2 = false;
    bool reuseConnection = true;
    QUrl proxy; ///< Empty: none.
};

/// Status line and headers of a response.
struct ResponseHead
{
    int status = 0;
    std::vector<RawHeader> headers;

    /// The first value of that header, or an empty array. `name` in any case.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    /// Media type without parameters, lower case: "text/event-stream".
    [[nodiscard]] QByteArray contentType() const;
};

/// How an exchange ended on the wire, as far as the transport can tell. The judge makes an outcome of it.
struct WireEnd
{
    enum class Kind
    {
        Clean, ///< HTTP-complete: final chunk, Content-Length reached, orderly close of a close-delimited
               ///< body.
        DnsFailure,
        ConnectRefused,
        ConnectTimeout,
        ConnectFailed,
        TlsFailure,
        ClosedBeforeResponse, ///< Connection ended with no response.
        Resent,        ///< The library sent the request a second time by itself; the transport aborted it.
        BrokenFraming, ///< Bytes that HTTP can't be.
        Interrupted,   ///< The connection broke after the response head.
        Aborted,       ///< Weir itself aborted it (timer, user, end of the test).
        LocalError,    ///< The request could not be made.
    };
    Kind kind = Kind::Clean;
    QString message; ///< The library's words, for a person; empty when Clean.
};

} // namespace weir
