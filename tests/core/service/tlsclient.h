// SPDX-License-Identifier: GPL-3.0-or-later
// A bare TLS client that tells an orderly end (close_notify) from RST, which Qt's sockets do not.
#pragma once

#include "rawclient.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace weir::test {

/// A blocking TLS connection to 127.0.0.1 that trusts one certificate. Reads give up after ten seconds.
class TlsClient
{
public:
    TlsClient(quint16 port, const QByteArray &trustedPem, const char *host = "localhost")
        : m_wire(port), m_context(SSL_CTX_new(TLS_client_method()))
    {
        BIO *const pem = BIO_new_mem_buf(trustedPem.constData(), static_cast<int>(trustedPem.size()));
        X509 *const certificate = PEM_read_bio_X509(pem, nullptr, nullptr, nullptr);
        if (certificate != nullptr)
            X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context), certificate);
        X509_free(certificate);
        BIO_free(pem);
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(m_context), X509_V_FLAG_X509_STRICT);
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, nullptr);
        m_ssl = SSL_new(m_context);
        // An address is no name.
        if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl), host) != 1)
            SSL_set1_host(m_ssl, host);
        SSL_set_fd(m_ssl, m_wire.descriptor());
        m_encrypted = m_wire.isConnected() && SSL_connect(m_ssl) == 1;
    }
    ~TlsClient()
    {
        SSL_free(m_ssl);
        SSL_CTX_free(m_context);
    }
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    bool isEncrypted() const { return m_encrypted; }
    const QByteArray &received() const { return m_received; }
    void forget() { m_received.clear(); }
    /// Leaves without a word of TLS.
    void close() { m_wire.close(); }

    bool send(const QByteArray &bytes)
    {
        return SSL_write(m_ssl, bytes.constData(), static_cast<int>(bytes.size())) == bytes.size();
    }
    /// Reads until `mark` was received; false when the connection ended or fell silent before.
    bool readUntil(const QByteArray &mark)
    {
        while (!m_received.contains(mark)) {
            if (!readSome())
                return false;
        }
        return true;
    }
    /// Reads until the peer closes, and tells how: Fin only with TLS's own end.
    WireEnd readToEnd()
    {
        while (readSome()) {
        }
        return m_end;
    }

private:
    bool readSome()
    {
        char buffer[16384];
        const int size = SSL_read(m_ssl, buffer, sizeof buffer);
        if (size > 0) {
            m_received.append(buffer, size);
            return true;
        }
        const int error = SSL_get_error(m_ssl, size);
        if (error == SSL_ERROR_ZERO_RETURN)
            m_end = WireEnd::Fin;
        else if (error == SSL_ERROR_SYSCALL && errno == ECONNRESET)
            m_end = WireEnd::Rst;
        return false;
    }

    RawClient m_wire;
    SSL_CTX *m_context;
    SSL *m_ssl = nullptr;
    bool m_encrypted = false;
    WireEnd m_end = WireEnd::Open;
    QByteArray m_received;
};

} // namespace weir::test
