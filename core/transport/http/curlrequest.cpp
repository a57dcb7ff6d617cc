// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curlrequest.h"

#include "transport/tls/tlssetting.h"

#include <algorithm>
#include <cerrno>

namespace weir {

namespace {

/// An easy handle has a read buffer of its own while it transfers: 10,000 streams take 80 MB of 8 KiB each. A
/// read of a token stream has some hundred bytes.
constexpr long readBufferBytes = 8L * 1024;
/// A short body goes out with the head. Of a long one libcurl sends one such buffer a turn, so it is as long
/// as the body, within libcurl's limits. It goes when the transfer ends.
constexpr qint64 leastUploadBuffer = qint64{16} * 1024;
constexpr qint64 mostUploadBuffer = qint64{2} * 1024 * 1024;
constexpr long nameCacheSeconds = 60; ///< As long as Qt keeps names.

bool hasHeader(const std::vector<RawHeader> &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const RawHeader &header) {
        return name.compare(header.first, Qt::CaseInsensitive) == 0;
    });
}

/// Gathers the answers of many calls into one.
class Options
{
public:
    explicit Options(CURL *easy) : m_easy(easy) {}

    template <typename Value>
    void set(CURLoption option, Value value)
    {
        m_ok = curl_easy_setopt(m_easy, option, value) == CURLE_OK && m_ok;
    }
    /// Empty: nothing, whatever was set before.
    void setBlob(CURLoption option, const QByteArray &bytes)
    {
        curl_blob blob{const_cast<char *>(bytes.constData()), static_cast<std::size_t>(bytes.size()),
                       CURL_BLOB_COPY};
        set(option, bytes.isEmpty() ? nullptr : &blob);
    }
    [[nodiscard]] CURL *easy() const { return m_easy; }
    [[nodiscard]] bool ok() const { return m_ok; }

private:
    CURL *m_easy;
    bool m_ok = true;
};

void setMethod(Options &options, const WireRequest &request)
{
    const QByteArray &method = std::get<HttpRequest>(request.channel).method;
    const bool plainGet = method == "GET" && request.body.isEmpty();
    const bool head = method == "HEAD";
    options.set(CURLOPT_NOBODY, head ? 1L : 0L);
    if (plainGet) {
        options.set(CURLOPT_HTTPGET, 1L);
    } else if (!head) {
        options.set(CURLOPT_POST, 1L);
        options.set(CURLOPT_POSTFIELDS, request.body.constData());
        options.set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{request.body.size()});
    }
    const bool known = plainGet || head || method == "POST";
    options.set(CURLOPT_CUSTOMREQUEST, known ? nullptr : method.constData());
}

/// Nothing of the environment: an empty text is "no proxy", and "no exception" for CURLOPT_NOPROXY.
void setProxy(Options &options, const QUrl &proxy)
{
    const QByteArray url = proxy.isEmpty() ? QByteArray("") : proxy.toEncoded(QUrl::RemovePath);
    options.set(CURLOPT_PROXY, url.constData());
    options.set(CURLOPT_PROXYPORT, proxy.scheme() == u"http" ? 8080L : 1080L); // when the URL names none
}

/// What this libcurl was built to trust; null where it has no such file.
const char *systemRoots(CURL *easy)
{
    const char *bundle = nullptr;
    return curl_easy_getinfo(easy, CURLINFO_CAINFO, &bundle) == CURLE_OK ? bundle : nullptr;
}

const char *systemRootFolder(CURL *easy)
{
    const char *folder = nullptr;
    return curl_easy_getinfo(easy, CURLINFO_CAPATH, &folder) == CURLE_OK ? folder : nullptr;
}

/// Roots that are given take the place of the system's when a session is set up (witnessOf()): libcurl 7.88
/// would read them anew for every handshake, or once a lane where they are one file.
void setRoots(Options &options, const TlsSetting *tls)
{
    const bool isGiven = tls != nullptr && tls->store() != nullptr;
    const char *const bundle = systemRoots(options.easy());
    options.set(CURLOPT_CAINFO, isGiven ? nullptr : bundle);
    // With a folder of certificates set, libcurl 7.88 reads all of them anew for every handshake.
    options.set(CURLOPT_CAPATH, isGiven || bundle != nullptr ? nullptr : systemRootFolder(options.easy()));
    // Qt's sockets want a chain up to a root, too; libcurl's own flag would get into the store that is given.
    options.set(CURLOPT_SSL_OPTIONS, isGiven ? long{CURLSSLOPT_NO_PARTIALCHAIN} : 0L);
}

void setTls(Options &options, const WireRequest &request)
{
    options.set(CURLOPT_SSL_VERIFYPEER, request.verifyTls ? 1L : 0L);
    options.set(CURLOPT_SSL_VERIFYHOST, request.verifyTls ? 2L : 0L);
    if (request.url.scheme() != u"https")
        return;
    const TlsSetting *const tls = request.tls.get();
    setRoots(options, tls);
    options.setBlob(CURLOPT_SSLCERT_BLOB, tls != nullptr ? tls->identity().certificatePem : QByteArray());
    options.setBlob(CURLOPT_SSLKEY_BLOB, tls != nullptr ? tls->identity().keyPem : QByteArray());
}

/// libcurl before 8.0 breaks when it uses an HTTP/2 connection of prior knowledge a second time (curl issue
/// 10634): each stream then has a connection of its own.
bool priorKnowledgeIsReusable()
{
    constexpr unsigned firstVersion = 0x080000;
    return curl_version_info(CURLVERSION_NOW)->version_num >= firstVersion;
}

bool wantsHttp2(const WireRequest &request)
{
    return std::get<HttpRequest>(request.channel).http2;
}

long httpVersion(const WireRequest &request)
{
    if (!wantsHttp2(request))
        return CURL_HTTP_VERSION_1_1;
    return request.url.scheme() == u"http" ? CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE : CURL_HTTP_VERSION_2TLS;
}

} // namespace

bool multiplexes(const WireRequest &request)
{
    return wantsHttp2(request) && (request.url.scheme() == u"https" || priorKnowledgeIsReusable());
}

bool setFixedOptions(CURL *easy)
{
    Options options(easy);
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_PROTOCOLS_STR, "http,https");
    options.set(CURLOPT_FOLLOWLOCATION, 0L);
    options.set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    options.set(CURLOPT_NOPROXY, "");
    options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    options.set(CURLOPT_HEADEROPT,
                long{CURLHEADER_SEPARATE}); // a proxy sees no header that is for the service
    options.set(CURLOPT_HTTP09_ALLOWED, 0L);
    options.set(CURLOPT_PATH_AS_IS, 1L);
    options.set(CURLOPT_TCP_NODELAY, 1L);
    options.set(CURLOPT_BUFFERSIZE, readBufferBytes);
    options.set(CURLOPT_DNS_CACHE_TIMEOUT, nameCacheSeconds);
    options.set(CURLOPT_QUICK_EXIT, 1L); // else an abort waits for a name lookup that is under way
    // A handshake is a whole one each time: a resumed one would make later connections cheaper than first
    // ones.
    options.set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
    options.set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2}); // or newer, as Qt's sockets
    return options.ok();
}

CurlList toCurlHeaders(const WireRequest &request)
{
    const std::vector<RawHeader> headers = headersToSend(request);
    curl_slist *list = nullptr;
    const auto append = [&list](const QByteArray &line) {
        if (curl_slist *longer = curl_slist_append(list, line.constData()))
            list = longer;
    };
    for (const RawHeader &header : headers) // an empty value is written with a semicolon (CURLOPT_HTTPHEADER)
        append(header.second.trimmed().isEmpty() ? header.first + ';' : header.first + ": " + header.second);
    for (const char *own : {"Accept", "Expect", "Content-Type"}) {
        if (!hasHeader(headers, own))
            append(QByteArray(own) + ':');
    }
    return CurlList(list);
}

bool setRequestOptions(CURL *easy, const WireRequest &request, curl_slist *headers)
{
    Options options(easy);
    options.set(CURLOPT_URL, requestUrl(request).toEncoded().constData());
    setMethod(options, request);
    options.set(CURLOPT_HTTPHEADER, headers);
    setProxy(options, request.proxy);
    options.set(CURLOPT_HTTP_VERSION, httpVersion(request));
    options.set(CURLOPT_PIPEWAIT, multiplexes(request) ? 1L : 0L);
    setTls(options, request);
    const bool once = !request.reuseConnection || (wantsHttp2(request) && !multiplexes(request));
    options.set(CURLOPT_FRESH_CONNECT, once ? 1L : 0L);
    options.set(CURLOPT_FORBID_REUSE, once ? 1L : 0L);
    const qint64 limit = std::chrono::ceil<std::chrono::milliseconds>(request.connectTimeout).count();
    options.set(CURLOPT_CONNECTTIMEOUT_MS,
                long{std::clamp<qint64>(limit, 1, 1'000'000'000)}); // 0 is a default
    options.set(CURLOPT_UPLOAD_BUFFERSIZE,
                long{std::clamp<qint64>(request.body.size(), leastUploadBuffer, mostUploadBuffer)});
    options.set(CURLOPT_VERBOSE, 0L);
    return options.ok();
}

namespace {

bool isTlsError(CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
        return true;
    default:
        return false;
    }
}

WireEnd::Kind kindWhileConnecting(const CurlOutcome &outcome)
{
    if (isTlsError(outcome.code))
        return WireEnd::Kind::TlsFailure;
    switch (outcome.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return WireEnd::Kind::DnsFailure;
    case CURLE_OPERATION_TIMEDOUT:
        return WireEnd::Kind::ConnectTimeout;
    case CURLE_COULDNT_CONNECT:
        return outcome.systemError == ECONNREFUSED && !outcome.byProxy ? WireEnd::Kind::ConnectRefused
                                                                       : WireEnd::Kind::ConnectFailed;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_FAILED_INIT:
    case CURLE_NOT_BUILT_IN:
    case CURLE_OUT_OF_MEMORY:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return WireEnd::Kind::LocalError;
    default:
        return WireEnd::Kind::ConnectFailed;
    }
}

/// Bytes that libcurl could read but not as HTTP. A broken chunk has the code of a failed read and only its
/// words to tell it by.
bool isBrokenFraming(const CurlOutcome &outcome)
{
    switch (outcome.code) {
    case CURLE_UNSUPPORTED_PROTOCOL: // no HTTP version or status
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_OUT_OF_MEMORY: // a header line longer than libcurl takes
        return true;
    case CURLE_RECV_ERROR:
        return outcome.text.contains(u"chunked-encoding");
    default:
        return false;
    }
}

} // namespace

WireEnd toWireEnd(const CurlOutcome &outcome)
{
    if (outcome.code == CURLE_OK && outcome.phase == ExchangePhase::Responding)
        return {};
    if (outcome.code == CURLE_OK)
        return {WireEnd::Kind::ClosedBeforeResponse,
                Message(WEIR_TEXT("curl.no_response", "The connection closed without a response"))};
    const Message text = Message::verbatim(
        outcome.text.isEmpty() ? QString::fromUtf8(curl_easy_strerror(outcome.code)) : outcome.text);
    if (outcome.phase == ExchangePhase::Connecting)
        return {kindWhileConnecting(outcome), text};
    if (isBrokenFraming(outcome))
        return {WireEnd::Kind::BrokenFraming, text};
    return {outcome.phase == ExchangePhase::Sent ? WireEnd::Kind::ClosedBeforeResponse
                                                 : WireEnd::Kind::Interrupted,
            text};
}

} // namespace weir
