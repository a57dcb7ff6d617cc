// SPDX-License-Identifier: GPL-3.0-or-later
// What crosses the seam between protocol and transport: a request as bytes, how the answer opens, and how the
// wire ended.
#pragma once

#include "base/clock.h"
#include "base/message.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace weir {

class TlsSetting;

/// Name and value as sent or received; names compare without case.
using RawHeader = std::pair<QByteArray, QByteArray>;

/// What only HTTP wants to know of a request.
struct HttpRequest
{
    QByteArray method = "POST";
    bool http2 = false;
};

/// Over a WebSocket the headers are the handshake's, and the body goes as one text message behind it.
struct WebSocketRequest
{
};

/// A request ready to be sent: what all channels share, and what only its own channel wants to know. Secrets
/// are already values, so it is never logged or saved as it is.
struct WireRequest
{
    QUrl url;
    std::vector<RawHeader> headers;
    QByteArray body;
    Nanoseconds connectTimeout =
        std::chrono::seconds{10}; ///< Until the channel is open, handshakes included.
    bool verifyTls = true;
    std::shared_ptr<const TlsSetting> tls; ///< Null: the machine's. Of transport/tls/tlssetting.h.
    bool reuseConnection = true;
    QUrl proxy; ///< Empty: none.
    std::variant<HttpRequest, WebSocketRequest> channel;

    /// The method of its HTTP request; a WebSocket's handshake is a GET.
    [[nodiscard]] QByteArray method() const;
    /// The status that says that an answer follows: 200, or 101 for a WebSocket.
    [[nodiscard]] int awaitedStatus() const;
};

/// Status line and headers of a response.
struct ResponseHead
{
    int status = 0;
    std::vector<RawHeader> headers;

    /// The first value of that header, or an empty array. `name` in any case.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    /// Media type without parameters, lower case: "text/event-stream". The first where there are several.
    [[nodiscard]] QByteArray contentType() const;
    /// All of them, also those that were joined into one header.
    [[nodiscard]] QByteArrayList contentTypes() const;
};

/// A WebSocket is open. One that the server refused opens as the ResponseHead of its refusal instead.
struct WebSocketOpening
{
    ResponseHead handshake; ///< Status 101.
    bool isReused = false;  ///< The handshake was that of an earlier request.
};

/// How an answer begins, as far as the channel can tell; what follows is framed accordingly: bytes of a body
/// behind a ResponseHead, whole messages behind a WebSocketOpening.
using Opening = std::variant<ResponseHead, WebSocketOpening>;

/// The head that every opening has.
const ResponseHead &headOf(const Opening &opening);

/// How an exchange ended on the wire, as far as the transport can tell. The judge makes an outcome of it.
struct WireEnd
{
    enum class Kind
    {
        Clean, ///< HTTP-complete: final chunk, Content-Length reached, orderly close of a close-delimited
               ///< body. WebSocket: close code 1000, or the handler has finished the exchange.
        DnsFailure,
        ConnectRefused,
        ConnectTimeout,
        ConnectFailed,
        TlsFailure,
        ClosedBeforeResponse, ///< Connection ended with no response.
        Resent,         ///< The library sent the request a second time by itself; the transport aborted it.
        BrokenFraming,  ///< Bytes that the channel's protocol can't be, or more of them than Weir takes.
        Interrupted,    ///< The connection broke after the response head.
        ProtocolStatus, ///< The channel's own protocol says that it ended badly: `status`.
        Aborted,        ///< Weir itself aborted it (timer, user, end of the test).
        LocalError,     ///< The request could not be made.
    };
    Kind kind = Kind::Clean;
    Message message{};         ///< For a person; empty when Clean.
    QString status{};          ///< Of ProtocolStatus: "ws-1011".
    bool kernelStamps = false; ///< All that came was stamped when the kernel had it, not when it was read.
    bool reuseGivenUp = false; ///< It had a connection of its own, since its origin closes kept ones.
};

} // namespace weir
