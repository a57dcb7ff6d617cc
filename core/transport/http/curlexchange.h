// SPDX-License-Identifier: GPL-3.0-or-later
// One easy handle and what its callbacks learn about the exchange that runs on it.
#pragma once

#include "transport/http/curlahead.h"
#include "transport/http/curlnews.h"
#include "transport/http/curlrequest.h"
#include "transport/http/curltls.h"
#include "transport/http/kernelstamps.h"
#include "transport/responsehead.h"
#include "transport/transport.h"

#include <array>
#include <optional>

namespace weir {

/// For a request that the system has no socket for.
inline constexpr MessageText noDescriptorText =
    WEIR_TEXT("curl.no_descriptor", "The system has no file descriptor left (ulimit -n)");

/// Used again and again, one exchange after the other. Its address is libcurl's argument in all callbacks, so
/// it does not move. Lives in the transport's thread.
class CurlExchange
{
public:
    /// What all exchanges of a transport share; outlives them.
    struct Surroundings
    {
        const Clock &clock;
        CurlNews &news;
        CurlAhead &ahead;
        CURLSH *names;              ///< One cache of host names for all.
        const KernelStamps *stamps; ///< Of what libcurl has just received; null: reads are stamped.
    };
    /// The exchange that runs on a handle; null for a handle of libcurl's own.
    static CurlExchange *of(CURL *easy);

    /// Throws std::bad_alloc when libcurl has no memory for a handle.
    explicit CurlExchange(const Surroundings &surroundings);
    CurlExchange(const CurlExchange &) = delete;
    CurlExchange &operator=(const CurlExchange &) = delete;

    /// Takes on a request, checked before. `handler` is null for a scout: that one finds out which addresses
    /// the request would go to, and opens nothing. False when libcurl does not take the request.
    bool begin(StreamId id, const WireRequest &request, StreamHandler *handler);
    /// Makes the handle ready to send the same request over a new connection. The handle is in no lane.
    bool beginAnew();
    /// Nothing is added to the news from here on, and the request's memory is given back.
    void finish();

    /// libcurl waits for that socket on behalf of this exchange.
    void setSocket(int socket) { m_socket = socket; }

    [[nodiscard]] CURL *easy() const { return m_easy.get(); }
    [[nodiscard]] StreamId id() const { return m_id; }
    /// True from begin() to finish() of that stream.
    [[nodiscard]] bool runs(StreamId id) const { return m_live && m_id == id; }
    [[nodiscard]] StreamHandler *handler() const { return m_handler; }
    [[nodiscard]] const ResponseHead &head() const { return m_reader.head(); }
    [[nodiscard]] const QUrl &url() const { return m_request.url; }
    [[nodiscard]] WireEnd endOf(CURLcode code) const;
    /// True when the request went out on a connection that was open before, which then ended without a byte
    /// of an answer; not a second time. HTTP/2 refuses single streams, which says nothing of the connection.
    [[nodiscard]] bool wasStale(CURLcode code) const;
    /// beginAnew() has been called.
    [[nodiscard]] bool isAnew() const { return m_anew; }
    /// True when every byte that came has the kernel's stamp.
    [[nodiscard]] bool isStampedByKernel() const { return m_stampedReads > 0 && m_unstampedReads == 0; }
    /// Of a scout: where the request would have gone to, best first.
    [[nodiscard]] const std::vector<SocketAddress> &addresses() const { return m_addresses; }

private:
    static std::size_t takeHeader(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t takeBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static int beforeRequest(void *self, char *peer, char *local, int peerPort, int localPort);
    static int watchSending(CURL *easy, curl_infotype type, char *bytes, std::size_t size, void *self);
    static curl_socket_t openSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static CURLcode beforeHandshake(CURL *easy, void *context, void *self);
    static int afterOpening(void *self, curl_socket_t socket, curlsocktype purpose);

    void setCallbacks(const Surroundings &surroundings);
    void forgetTransfer();
    [[nodiscard]] WireEnd withTlsFault(const WireEnd &end, const CurlOutcome &outcome) const;
    [[nodiscard]] bool isSameRead(const char *piece) const;
    [[nodiscard]] TimePoint readStamp();
    [[nodiscard]] bool wantsKernelStamps() const;
    [[nodiscard]] bool wouldResend();
    void tell(CurlEvent::Kind kind, TimePoint at);
    void tellConnected(TimePoint now);
    void tellSent(TimePoint at);
    void tellUploaded(TimePoint at);
    [[nodiscard]] Nanoseconds sinceStart(CURLINFO what) const;
    void countSent(curl_infotype type, QByteArrayView bytes);

    const Clock &m_clock;
    CurlNews &m_news;
    CurlAhead &m_ahead;
    const KernelStamps *m_stamps;
    CurlEasyHandle m_easy;
    CurlList m_headers;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};

    StreamId m_id;
    WireRequest m_request; ///< libcurl reads the body from here.
    StreamHandler *m_handler = nullptr;
    ResponseHeadReader m_reader;
    std::vector<SocketAddress> m_addresses;
    std::optional<WireEnd> m_verdict;         ///< What Weir found out by itself; goes before libcurl's code.
    std::optional<TimePoint> m_transferStart; ///< Zero of libcurl's times; only once a connection was opened.
    std::shared_ptr<const TlsWitness> m_tls;  ///< Of the connection that was opened for this transfer.
    const char *m_pieceEnd = nullptr;         ///< Of the last piece of the body, in libcurl's buffer.
    TimePoint m_lastStamp;                    ///< No stamp of an exchange lies before the one before.
    int m_socket = -1;
    bool m_live = false;
    bool m_takenAhead = false;
    bool m_openedSocket = false; ///< For this transfer; else its connection was open before.
    bool m_heardBytes = false;   ///< Of a response, whatever they are.
    bool m_anew = false;
    bool m_headSent = false;
    bool m_sentTold = false;
    bool m_uploadTold = false;
    quint32 m_stampedReads = 0; ///< Callbacks with bytes that had the kernel's stamp.
    quint32 m_unstampedReads = 0;
    qint64 m_bytesOut = 0;
    qint64 m_bodyOut = 0;
};

} // namespace weir
