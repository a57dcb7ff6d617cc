// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamexchange.h"

#include "transport/http/qnamrequest.h"
#include "transport/responsehead.h"

namespace weir {

namespace {

/// The HTTP thread reads no more than that ahead of the worker, where it has a limit.
constexpr qint64 readAheadBytes = qint64{1024} * 1024;
/// Never so much waited for the worker in so many reads: the stream comes token by token.
constexpr qint64 calmBytes = qint64{16} * 1024;
constexpr int calmReads = 8;
/// A server that says goodbye to each connection would keep a request on its way for ever.
constexpr int mostGoodbyes = 3;

} // namespace

ExchangePhase QnamExchange::phase() const
{
    return headTold        ? ExchangePhase::Responding
           : sentCount > 0 ? ExchangePhase::Sent
                           : ExchangePhase::Connecting;
}

bool QnamExchange::isBystander() const
{
    return handler != nullptr && phase() == ExchangePhase::Connecting &&
           reply->error() == QNetworkReply::RemoteHostClosedError && lane->breaks != laneBreaks;
}

bool QnamExchange::isLeftBehind()
{
    if (reply->error() == QNetworkReply::NoError || !tellsOfGoodbye(reply->errorString()))
        return false;
    lane->isLeaving = true;
    return handler != nullptr && !headTold && ++goodbyes <= mostGoodbyes;
}

std::optional<TlsFinding> QnamExchange::tlsFault(const QString &words) const
{
    const std::optional<TlsFinding> found = tlsFaultOf(tlsErrors);
    return found ? found : tlsFaultOf(words, showsCertificate);
}

Result<void> QnamExchange::takeLength(const ResponseHead &head)
{
    if (reply->operation() == QNetworkAccessManager::HeadOperation)
        return {};
    const Result<std::optional<qint64>> length = contentLength(head);
    if (!length)
        return length.error();
    missing = *length;
    endsByCount = missing && head.header("Content-Length").contains(',');
    return {};
}

WireEnd QnamExchange::wireEnd() const
{
    const ExchangePhase reached = phase();
    const QString problem = reply->errorString();
    WireEnd end = toWireEnd(reply->error(), reached, problem);
    if (reached != ExchangePhase::Responding && url.scheme() == u"https") {
        // Only a connection that has come about can be closed by the other side. Behind the handshake it is
        // an answer that did not come, whether or not the request was out already.
        const bool isClosed =
            reached == ExchangePhase::Connecting && reply->error() == QNetworkReply::RemoteHostClosedError;
        const bool isBrokenOff = isClosed && !isEncrypted;
        if (isClosed)
            end.kind = isEncrypted ? WireEnd::Kind::ClosedBeforeResponse : WireEnd::Kind::TlsFailure;
        end = withTlsFault(end, isBrokenOff ? TlsFault::BrokenOff : tlsFault(problem), url.host(), problem);
    }
    if (end.kind == WireEnd::Kind::Clean && missing.value_or(0) > 0) // QNAM's error is the 4xx or 5xx then
        return {WireEnd::Kind::Interrupted,
                Message(WEIR_TEXT("qnam.body_cut", "The connection closed before the whole body had come"))};
    return end;
}

void QnamExchange::limitReadAhead()
{
    begun = true;
    reply->setReadBufferSize(readAheadBytes);
}

void QnamExchange::adaptReadAhead()
{
    if (!begun || calm < 0)
        return;
    if (reply->bytesAvailable() > calmBytes) {
        if (calm >= calmReads)
            reply->setReadBufferSize(readAheadBytes);
        calm = -1;
    } else if (calm < calmReads && ++calm == calmReads) {
        reply->setReadBufferSize(0);
    }
}

void QnamExchange::forgetReply()
{
    isSecondTry = sentCount > 0;
    sentCount = 0;
    begun = false;
    isEncrypted = false;
    heads = 0;
    connectCount = 0;
}

} // namespace weir
