// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curlexchange.h"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <new>
#include <sys/socket.h>

namespace weir {

namespace {

CurlExchange &exchangeOf(void *self)
{
    return *static_cast<CurlExchange *>(self);
}

} // namespace

CurlExchange::CurlExchange(const Surroundings &surroundings)
    : m_clock(surroundings.clock)
    , m_news(surroundings.news)
    , m_ahead(surroundings.ahead)
    , m_stamps(surroundings.stamps)
    , m_easy(curl_easy_init())
{
    if (!m_easy || !setFixedOptions(m_easy.get()))
        throw std::bad_alloc();
    setCallbacks(surroundings);
}

CurlExchange *CurlExchange::of(CURL *easy)
{
    char *self = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &self);
    return reinterpret_cast<CurlExchange *>(self);
}

void CurlExchange::setCallbacks(const Surroundings &surroundings)
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_SHARE, surroundings.names);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlExchange::takeHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlExchange::takeBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlExchange::beforeRequest);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &CurlExchange::watchSending);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlExchange::openSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &CurlExchange::beforeHandshake);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &CurlExchange::afterOpening);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, this);
}

bool CurlExchange::begin(StreamId id, const WireRequest &request, StreamHandler *handler)
{
    m_id = id;
    m_request = request;
    m_handler = handler;
    m_addresses.clear();
    m_lastStamp = {};
    m_anew = false;
    forgetTransfer();
    m_headers = toCurlHeaders(m_request);
    m_live = true;
    return setRequestOptions(m_easy.get(), m_request, m_headers.get());
}

void CurlExchange::forgetTransfer()
{
    m_reader = {};
    m_verdict.reset();
    m_transferStart.reset();
    m_tls.reset();
    m_errorText[0] = '\0';
    m_socket = -1;
    m_takenAhead = m_openedSocket = m_heardBytes = false;
    m_headSent = m_sentTold = m_uploadTold = false;
    m_bytesOut = m_bodyOut = 0;
    m_stampedReads = m_unstampedReads = 0;
}

bool CurlExchange::beginAnew()
{
    forgetTransfer();
    m_anew = true;
    return curl_easy_setopt(m_easy.get(), CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK;
}

bool CurlExchange::wasStale(CURLcode code) const
{
    return !m_anew && m_handler != nullptr && m_bytesOut > 0 && !m_openedSocket && !m_heardBytes &&
           !std::get<HttpRequest>(m_request.channel).http2 &&
           endOf(code).kind == WireEnd::Kind::ClosedBeforeResponse;
}

void CurlExchange::finish()
{
    m_live = false;
    m_handler = nullptr;
    m_request = {};
}

WireEnd CurlExchange::endOf(CURLcode code) const
{
    if (m_verdict)
        return *m_verdict;
    CurlOutcome outcome;
    outcome.code = code;
    outcome.phase = m_reader.state() == ResponseHeadReader::State::Complete ? ExchangePhase::Responding
                    : m_bytesOut > 0                                        ? ExchangePhase::Sent
                                                                            : ExchangePhase::Connecting;
    curl_easy_getinfo(m_easy.get(), CURLINFO_OS_ERRNO, &outcome.systemError);
    outcome.byProxy = !m_request.proxy.isEmpty();
    outcome.text = QString::fromUtf8(m_errorText.data());
    WireEnd end = toWireEnd(outcome);
    if (outcome.phase != ExchangePhase::Responding && m_request.url.scheme() == u"https") {
        // Behind the handshake it is an answer that did not come, whether or not the request was out already.
        const bool isClosed = outcome.code == CURLE_SEND_ERROR || outcome.code == CURLE_RECV_ERROR ||
                              outcome.code == CURLE_GOT_NOTHING;
        if (isClosed && sinceStart(CURLINFO_APPCONNECT_TIME_T) > Nanoseconds{0})
            end.kind = WireEnd::Kind::ClosedBeforeResponse;
        end = withTlsFault(end, outcome);
    }
    if (!m_anew || outcome.phase != ExchangePhase::Connecting || end.kind == WireEnd::Kind::LocalError)
        return end;
    return {WireEnd::Kind::ClosedBeforeResponse, Message(noSecondConnectionText, end.message)};
}

/// An alert goes before libcurl's words, which may be of its own next attempt to write.
WireEnd CurlExchange::withTlsFault(const WireEnd &end, const CurlOutcome &outcome) const
{
    const bool shows = m_request.tls && m_request.tls->showsCertificate();
    const bool isAlerted = m_tls && !m_tls->alert.isEmpty();
    const QString words = isAlerted ? m_tls->alert : outcome.text;
    std::optional<TlsFinding> finding = tlsFaultOf(words, shows);
    if (m_tls && m_tls->finding)
        finding = m_tls->finding;
    else if (!finding && outcome.code == CURLE_SSL_CONNECT_ERROR && !words.contains(u"error:"))
        finding = TlsFault::BrokenOff;
    return weir::withTlsFault(end, finding, m_request.url.host(), words);
}

std::size_t CurlExchange::takeHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    CurlExchange &exchange = exchangeOf(self);
    const TimePoint at = exchange.readStamp();
    const std::size_t length = size * count;
    exchange.m_heardBytes = true;
    const bool isTrailer = exchange.m_reader.state() == ResponseHeadReader::State::Complete;
    switch (exchange.m_reader.feed(QByteArrayView(bytes, static_cast<qsizetype>(length)))) {
    case ResponseHeadReader::State::Reading:
        break;
    case ResponseHeadReader::State::Complete:
        if (isTrailer)
            break;
        exchange.tellSent(at); // should libcurl not have told
        exchange.tell(CurlEvent::Kind::Head, at);
        if (exchange.m_reader.head().status == ResponseHeadReader::switchingProtocols) {
            exchange.m_verdict = WireEnd{}; // what follows is of another protocol, and may never end
            return CURL_WRITEFUNC_ERROR;
        }
        break;
    case ResponseHeadReader::State::Broken:
        exchange.m_verdict = {WireEnd::Kind::BrokenFraming, exchange.m_reader.problem()};
        return CURL_WRITEFUNC_ERROR;
    }
    return length;
}

/// HTTP/2 connections carry many exchanges, and libcurl hands out what it read for one while it works on
/// another.
bool CurlExchange::wantsKernelStamps() const
{
    return m_stamps != nullptr && !std::get<HttpRequest>(m_request.channel).http2;
}

TimePoint CurlExchange::readStamp()
{
    if (wantsKernelStamps()) {
        // Over a kept connection the answer may come before libcurl has named its socket.
        if (m_socket < 0)
            m_socket = m_stamps->lastSocket();
        if (const std::optional<TimePoint> arrival = m_stamps->arrivalOf(m_socket)) {
            ++m_stampedReads;
            return *arrival;
        }
    }
    ++m_unstampedReads;
    return m_clock.now();
}

/// libcurl cuts a read at every chunk and may read several times a call. The pieces of one read lie one
/// behind the other in its buffer, and the next read begins at the front of it again.
bool CurlExchange::isSameRead(const char *piece) const
{
    return m_news.endsWithDataOf(m_id) && std::greater_equal<const char *>()(piece, m_pieceEnd);
}

std::size_t CurlExchange::takeBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    CurlExchange &exchange = exchangeOf(self);
    const std::size_t length = size * count;
    if (!exchange.m_live || length == 0)
        return length;
    const QByteArrayView piece(bytes, static_cast<qsizetype>(length));
    if (exchange.isSameRead(bytes)) {
        exchange.m_news.extendData(piece);
    } else {
        exchange.m_lastStamp = std::max(exchange.m_lastStamp, exchange.readStamp());
        exchange.m_news.addData(exchange, exchange.m_id, exchange.m_lastStamp, piece);
    }
    exchange.m_pieceEnd = bytes + length;
    return length;
}

/// libcurl sends a request again by itself when a kept connection breaks before its answer, and when an
/// HTTP/2 server refuses the stream. It is a re-send only if a byte of the first one has left.
bool CurlExchange::wouldResend()
{
    if (m_bytesOut == 0)
        return false;
    m_verdict = {
        WireEnd::Kind::ClosedBeforeResponse,
        Message(WEIR_TEXT("curl.not_sent_again",
                          "The connection closed without a response; the request was not sent again"))};
    return true;
}

int CurlExchange::beforeRequest(void *self, char * /*peer*/, char * /*local*/, int /*peerPort*/,
                                int /*localPort*/)
{
    CurlExchange &exchange = exchangeOf(self);
    const TimePoint now = exchange.m_clock.now();
    if (exchange.wouldResend())
        return CURL_PREREQFUNC_ABORT;
    // A client that TLS 1.3 refuses learns of it now, and libcurl would find its request unsendable instead.
    if (exchange.m_tls) {
        hearPeer(exchange.easy());
        if (!exchange.m_tls->alert.isEmpty())
            return CURL_PREREQFUNC_ABORT;
    }
    exchange.tellConnected(now);
    curl_easy_setopt(exchange.easy(), CURLOPT_VERBOSE, 1L); // only until the request has been sent
    return CURL_PREREQFUNC_OK;
}

int CurlExchange::watchSending(CURL *easy, curl_infotype type, char *bytes, std::size_t size, void *self)
{
    // libcurl has given up to write, and will not read any more.
    if (type == CURLINFO_TEXT && exchangeOf(self).m_tls &&
        QByteArrayView(bytes, static_cast<qsizetype>(size)).contains("SSL_write"))
        hearPeer(easy);
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
        exchangeOf(self).countSent(type, QByteArrayView(bytes, static_cast<qsizetype>(size)));
    return 0;
}

void CurlExchange::countSent(curl_infotype type, QByteArrayView bytes)
{
    m_bytesOut += bytes.size();
    if (type == CURLINFO_DATA_OUT)
        m_bodyOut += bytes.size();
    m_headSent = m_headSent || type == CURLINFO_DATA_OUT || bytes.endsWith("\r\n\r\n");
    const bool isWhole = m_headSent && m_bodyOut >= m_request.body.size();
    if (m_sentTold && !isWhole)
        return;
    const TimePoint now = m_clock.now();
    tellSent(now);
    if (isWhole)
        tellUploaded(now);
}

curl_socket_t CurlExchange::openSocket(void *self, curlsocktype /*purpose*/, curl_sockaddr *address)
{
    CurlExchange &exchange = exchangeOf(self);
    const SocketAddress to{address->family, QByteArray(reinterpret_cast<const char *>(&address->addr),
                                                       static_cast<qsizetype>(address->addrlen))};
    if (exchange.m_handler == nullptr) {
        exchange.m_addresses.push_back(to);
        return CURL_SOCKET_BAD;
    }
    if (exchange.wouldResend())
        return CURL_SOCKET_BAD;
    if (!exchange.m_transferStart)
        exchange.m_transferStart = exchange.m_clock.now() - exchange.sinceStart(CURLINFO_NAMELOOKUP_TIME_T);
    const int ready = exchange.m_anew ? -1 : exchange.m_ahead.take(to);
    exchange.m_takenAhead = ready >= 0;
    if (exchange.m_takenAhead)
        return ready;
    exchange.m_openedSocket = true;
    const int made = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    exchange.m_verdict.reset();
    if (made < 0 && (errno == EMFILE || errno == ENFILE))
        exchange.m_verdict = {WireEnd::Kind::LocalError, Message(noDescriptorText)};
    return made;
}

CURLcode CurlExchange::beforeHandshake(CURL * /*easy*/, void *context, void *self)
{
    CurlExchange &exchange = exchangeOf(self);
    exchange.m_tls = witnessOf(static_cast<ssl_ctx_st *>(context), exchange.m_request.tls.get());
    return exchange.m_tls ? CURLE_OK : CURLE_OUT_OF_MEMORY;
}

int CurlExchange::afterOpening(void *self, curl_socket_t socket, curlsocktype /*purpose*/)
{
    const CurlExchange &exchange = exchangeOf(self);
    if (exchange.wantsKernelStamps())
        KernelStamps::enable(socket);
    return exchange.m_takenAhead ? CURL_SOCKOPT_ALREADY_CONNECTED : CURL_SOCKOPT_OK;
}

Nanoseconds CurlExchange::sinceStart(CURLINFO what) const
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(m_easy.get(), what, &microseconds);
    return std::chrono::microseconds{microseconds};
}

void CurlExchange::tell(CurlEvent::Kind kind, TimePoint at)
{
    m_lastStamp = std::max(m_lastStamp, at);
    if (m_live)
        m_news.add({this, m_id, kind, m_lastStamp});
}

/// libcurl's own times count from the start of the transfer, which `m_transferStart` has been brought back
/// to. They are of CLOCK_MONOTONIC too, in whole microseconds.
void CurlExchange::tellConnected(TimePoint now)
{
    const bool secure = m_request.url.scheme() == u"https";
    if (!m_transferStart || (m_takenAhead && !secure))
        return;
    const TimePoint connected = std::min(*m_transferStart + sinceStart(CURLINFO_CONNECT_TIME_T), now);
    tell(CurlEvent::Kind::Connected, connected);
    const Nanoseconds handshake = sinceStart(CURLINFO_APPCONNECT_TIME_T);
    if (secure && handshake > Nanoseconds{0})
        tell(CurlEvent::Kind::TlsDone, std::clamp(*m_transferStart + handshake, connected, now));
}

void CurlExchange::tellSent(TimePoint at)
{
    if (m_sentTold)
        return;
    m_sentTold = true;
    tell(CurlEvent::Kind::Sent, at);
}

void CurlExchange::tellUploaded(TimePoint at)
{
    if (m_uploadTold)
        return;
    m_uploadTold = true;
    curl_easy_setopt(m_easy.get(), CURLOPT_VERBOSE, 0L);
    tell(CurlEvent::Kind::Uploaded, at);
}

} // namespace weir
