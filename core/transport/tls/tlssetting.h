// SPDX-License-Identifier: GPL-3.0-or-later
// How a target's TLS differs from the machine's, read from its files once, before a run, and the same for
// every transport.
#pragma once

#include "base/problem.h"
#include "base/redaction.h"
#include "base/result.h"
#include "protocol/requestrenderer.h"
#include "scenario/scenario.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <memory>

struct x509_store_st;

namespace weir {

/// Certificates that are trusted instead of the machine's, and what is shown to a service that asks who is
/// there. Immutable: any thread. Holds a private key, so nothing of it is saved, shown or logged.
class TlsSetting
{
public:
    struct Roots
    {
        QByteArray pem; ///< Empty: the machine's.
    };
    struct Identity
    {
        QByteArray certificatePem; ///< Its issuers behind it; empty: none.
        QByteArray keyPem;         ///< Not locked.
        QSsl::KeyAlgorithm algorithm = QSsl::Rsa;
    };
    TlsSetting(Roots roots, Identity identity);

    [[nodiscard]] const Roots &roots() const { return m_roots; }
    [[nodiscard]] const Identity &identity() const { return m_identity; }
    [[nodiscard]] bool showsCertificate() const { return !m_identity.certificatePem.isEmpty(); }
    /// The same for settings of the same content alone: what must not share a connection differs in it.
    [[nodiscard]] const QByteArray &id() const { return m_id; }
    /// The roots as OpenSSL wants them, read once for all connections; null: the machine's. Another thread
    /// may use it at the same time.
    [[nodiscard]] x509_store_st *store() const { return m_store.get(); }
    /// For Qt's sockets; certificates are checked.
    [[nodiscard]] const QSslConfiguration &forQt() const { return m_forQt; }

private:
    Roots m_roots;
    Identity m_identity;
    QByteArray m_id;
    std::shared_ptr<x509_store_st> m_store;
    QSslConfiguration m_forQt;
};

/// The request's TlsSetting::id(); empty where it has none.
QByteArray tlsIdOf(const WireRequest &request);

/// True when Qt's own configuration would not do for the request.
bool needsQtTls(const WireRequest &request);
/// What Qt's sockets are to use for it, `verifyTls` included.
QSslConfiguration qtTlsOf(const WireRequest &request);

/// Which references may be read.
enum class TlsSecrets
{
    All,
    OfFiles ///< For checks: asks neither keychain nor environment, which may be those of another machine.
};

/// What the files say.
struct TlsReading
{
    /// Null: there is nothing to set, or problems are in the way, or a secret was not to be read.
    std::shared_ptr<const TlsSetting> setting;
    Problems problems; ///< Each with the key of a member ("ca") as its path.
};

/// Reads and checks the files; relative paths start at `baseFolder`. Without a `ca`, SSL_CERT_FILE and
/// SSL_CERT_DIR (folders, separated by colons) are what is trusted, as with OpenSSL's programs; a check does
/// not look at them. `redactor` learns what was secret. Any thread.
TlsReading readTls(const TlsFiles &files, const QString &baseFolder, TlsSecrets secrets, Redactor &redactor);

/// Reads them for a target over TLS, and does nothing for another. `path`: the target's JSON pointer.
Result<void> readTlsOf(ResolvedTarget &target, const QString &baseFolder, const QString &path,
                       Redactor &redactor);

} // namespace weir
