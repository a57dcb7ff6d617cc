// SPDX-License-Identifier: GPL-3.0-or-later
// The certificate that the service makes for itself, and the OpenSSL context that uses it.
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>
#include <openssl/ssl.h>

namespace weir {

/// Lets OpenSSL's objects live in a std::unique_ptr.
template <auto release>
struct OpenSslDeleter
{
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};

using SslPointer = std::unique_ptr<SSL, OpenSslDeleter<SSL_free>>;

/// What all TLS connections of one service share: TLS 1.2 or newer, and a fresh self-signed certificate (EC
/// P-256, for localhost and 127.0.0.1, 30 days). The private key never leaves it. Immutable after create().
class TlsContext
{
public:
    /// Fails only where OpenSSL does, say without a source of random numbers.
    static Result<std::unique_ptr<TlsContext>> create();

    /// What a client has to trust.
    [[nodiscard]] const QByteArray &certificatePem() const { return m_pem; }
    /// The state of one connection, server side. Null when memory is out.
    [[nodiscard]] SslPointer connection() const;

private:
    using ContextPointer = std::unique_ptr<SSL_CTX, OpenSslDeleter<SSL_CTX_free>>;
    TlsContext(ContextPointer context, QByteArray pem);

    ContextPointer m_context;
    QByteArray m_pem;
};

} // namespace weir
