// SPDX-License-Identifier: GPL-3.0-or-later
// What QnamTransport knows of one exchange, and what it makes of QNAM's words about it.
#pragma once

#include "base/result.h"
#include "transport/connectdeadlines.h"
#include "transport/http/qnamlanes.h"
#include "transport/http/qnamstamps.h"
#include "transport/tls/tlsfailure.h"
#include "transport/transport.h"
#include "transport/wirerequest.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

#include <optional>

namespace weir {

/// Plain record of one exchange; QnamTransport fills it in. Lives in the transport's thread.
struct QnamExchange
{
    StreamHandler *handler = nullptr; ///< Null: a connection that prepare() opens.
    QNetworkReply *reply =
        nullptr; ///< Owned by its manager until it is handed to deleteLater(). Null: local error.
    QnamLane *lane = nullptr;
    bool foundWarm = false; ///< Its lane had an idle connection when QNAM got the request.
    std::optional<ConnectDeadlines::Entry> deadline; ///< As long as it waits for its connection.
    WireRequest request;                             ///< Of exchanges with a handler, until it was sent.
    QUrl url;
    bool reusesConnection = true;
    bool showsCertificate = false; ///< To a service that asks for one.
    QList<QSslError> tlsErrors;    ///< What Qt found wrong with the service's certificate.
    int connectCount = 0;          ///< Connections that QNAM says it began to open for it, so far.
    bool onKept = false;           ///< It first went out on a connection that was open before.
    bool isAnew = false;           ///< That one ended without an answer, and QNAM sent it over a new one.
    bool reuseGivenUp = false;
    QnamStamps stamps;
    quint64 laneBreaks = 0; ///< The lane's count when QNAM got the request.
    int sentCount = 0;
    bool begun = false;       ///< QNAM has taken the reply up in the event loop.
    bool isEncrypted = false; ///< The handshake of its connection was done.
    bool headTold = false;
    bool lacksHeaders = false; ///< The head has none, and the body has not begun.
    bool isSecondTry = false;  ///< The first one was on the wire, and the server did not take it.
    int goodbyes = 0;          ///< Times that a server left before it took the request.
    int heads = 0;             ///< That QNAM has told of, interim ones included.
    int calm = 0; ///< Calm reads so far; from a number on no limit holds; -1: the limit stays for good.
    std::optional<qint64> missing; ///< Bytes of the body still to come, where Content-Length tells.
    bool endsByCount = false; ///< That came more than once, always the same, and QNAM does not know the end.

    [[nodiscard]] ExchangePhase phase() const;
    /// When a connection breaks, QNAM fails with it every request of the manager that still waits for a
    /// connection of its own.
    [[nodiscard]] bool isBystander() const;
    /// An HTTP/2 server that leaves in order (GOAWAY) names the last stream that it takes: those above it
    /// were never processed and may go again, over another connection (RFC 9113, 6.8). Marks the lane.
    [[nodiscard]] bool isLeftBehind();
    /// True when the first bytes, which are going out now, take a connection that was open before. Where
    /// several requests wait, QNAM tells of a new connection the one that it takes to be the next, and that
    /// one may go out on an idle connection all the same: so whoever found one is believed to have had it.
    /// What the socket calls saw goes before.
    [[nodiscard]] bool isOnKept() const
    {
        return stamps.wasFirstOnKept().value_or(connectCount == 0 || foundWarm);
    }
    /// Takes over what the head says of the body's length; an error where that is none.
    Result<void> takeLength(const ResponseHead &head);
    /// Of a reply that has finished.
    [[nodiscard]] WireEnd wireEnd() const;

    /// QNAM forgets a read buffer size that is set before it takes the reply up.
    void limitReadAhead();
    /// A read buffer with a limit costs QNAM two turns of its HTTP thread a read, as much as all the rest of
    /// its work. A stream that is read as it comes can do without; the first backlog brings the limit back.
    /// Once only: what QNAM counts against the limit is off by what was under way at each change.
    void adaptReadAhead();
    /// Makes it ready for another request of the same content, without a word to the handler.
    void forgetReply();

private:
    [[nodiscard]] std::optional<TlsFinding> tlsFault(const QString &words) const;
};

} // namespace weir
