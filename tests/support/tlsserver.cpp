// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tlsserver.h"

#include <arpa/inet.h>
#include <atomic>
#include <csignal>
#include <mutex>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace weir::test {

namespace {

constexpr int turn = 50;     ///< ms between looks whether the end has come
constexpr int patience = 10; ///< s that a client may be silent

void give(int socket, bool isRead)
{
    timeval limit{patience, 0};
    setsockopt(socket, SOL_SOCKET, isRead ? SO_RCVTIMEO : SO_SNDTIMEO, &limit, sizeof limit);
}

QString nameOf(SSL *ssl)
{
    X509 *const shown = SSL_get1_peer_certificate(ssl);
    if (shown == nullptr)
        return {};
    char name[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof name);
    X509_free(shown);
    return QString::fromUtf8(name);
}

} // namespace

class TlsServer::Private
{
public:
    explicit Private(const Setup &setup)
        : m_context(SSL_CTX_new(TLS_server_method()))
        , m_leavesAtOnce(setup.leavesAtOnce)
        , m_leavesBehindHandshake(setup.leavesBehindHandshake)
    {
        std::signal(SIGPIPE, SIG_IGN);
        BIO *const certificate = BIO_new_mem_buf(setup.certificate.pem.constData(), -1);
        BIO *const key = BIO_new_mem_buf(setup.certificate.keyPem.constData(), -1);
        X509 *const shown = PEM_read_bio_X509(certificate, nullptr, nullptr, nullptr);
        EVP_PKEY *const own = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
        SSL_CTX_use_certificate(m_context, shown);
        SSL_CTX_use_PrivateKey(m_context, own);
        X509_free(shown);
        EVP_PKEY_free(own);
        BIO_free(certificate);
        BIO_free(key);
        if (setup.isTls12)
            SSL_CTX_set_max_proto_version(m_context, TLS1_2_VERSION);
        if (setup.isTls11) {
            SSL_CTX_set_security_level(m_context, 0);
            SSL_CTX_set_min_proto_version(m_context, TLS1_1_VERSION);
            SSL_CTX_set_max_proto_version(m_context, TLS1_1_VERSION);
        }
        if (!setup.clientCa.isEmpty())
            wantClients(setup.clientCa);
        listen();
        m_thread = std::thread([this] { serve(); });
    }
    ~Private()
    {
        m_isOver = true;
        m_thread.join();
        for (std::thread &one : m_talks)
            one.join();
        ::close(m_socket);
        SSL_CTX_free(m_context);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    quint16 port = 0;
    std::mutex mutex;
    QStringList clients;

private:
    void wantClients(const QByteArray &ca)
    {
        BIO *const text = BIO_new_mem_buf(ca.constData(), -1);
        X509 *const root = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context), root);
        X509_free(root);
        BIO_free(text);
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }

    void listen()
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
            ::listen(m_socket, 16) != 0 ||
            getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("The TLS server can't listen");
        port = ntohs(address.sin_port);
    }

    void serve()
    {
        while (!m_isOver) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (poll(&waiting, 1, turn) <= 0)
                continue;
            const int client = accept(m_socket, nullptr, nullptr);
            if (client >= 0)
                m_talks.emplace_back([this, client] { talk(client); });
        }
    }

    void talk(int client)
    {
        give(client, true);
        give(client, false);
        SSL *const ssl = SSL_new(m_context);
        SSL_set_fd(ssl, client);
        if (SSL_accept(ssl) == 1) {
            const std::lock_guard lock(mutex);
            clients.append(nameOf(ssl));
        }
        if (SSL_is_init_finished(ssl) && !m_leavesBehindHandshake)
            answer(*ssl, client);
        SSL_free(ssl);
        if (m_leavesAtOnce)
            ::close(client);
        else
            leave(client);
    }

    void answer(SSL &ssl, int client)
    {
        while (!m_isOver) {
            pollfd waiting{client, POLLIN, 0};
            if (SSL_pending(&ssl) == 0 && poll(&waiting, 1, turn) <= 0)
                continue;
            char buffer[16384];
            const int size = SSL_read(&ssl, buffer, sizeof buffer);
            if (size <= 0)
                return;
            if (!QByteArray(buffer, size).contains("\r\n\r\n"))
                continue; // the body behind the head that was answered
            constexpr char response[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                        "Content-Length: 2\r\n\r\nok";
            SSL_write(&ssl, response, sizeof response - 1);
        }
    }

    /// Bytes that nobody has read would make the system send RST, and the alert before it be lost.
    void leave(int client) const
    {
        shutdown(client, SHUT_WR);
        char rest[4096];
        pollfd waiting{client, POLLIN, 0};
        while (!m_isOver && poll(&waiting, 1, turn) >= 0) {
            if ((waiting.revents & POLLIN) != 0 && read(client, rest, sizeof rest) <= 0)
                break;
            if ((waiting.revents & (POLLHUP | POLLERR)) != 0)
                break;
        }
        ::close(client);
    }

    SSL_CTX *m_context;
    bool m_leavesAtOnce;
    bool m_leavesBehindHandshake;
    int m_socket = -1;
    std::atomic<bool> m_isOver = false;
    std::vector<std::thread> m_talks; ///< Only in the serving thread until that is joined.
    std::thread m_thread;
};

TlsServer::TlsServer(const Setup &setup) : m_d(std::make_unique<Private>(setup)) {}

TlsServer::~TlsServer() = default;

quint16 TlsServer::port() const
{
    return m_d->port;
}

QString TlsServer::url(const QString &scheme) const
{
    return QStringLiteral("%1://localhost:%2/").arg(scheme).arg(m_d->port);
}

QStringList TlsServer::clients() const
{
    const std::lock_guard lock(m_d->mutex);
    return m_d->clients;
}

} // namespace weir::test
