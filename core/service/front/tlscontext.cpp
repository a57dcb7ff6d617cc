// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/tlscontext.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace weir {

namespace {

using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslDeleter<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, OpenSslDeleter<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, OpenSslDeleter<X509_EXTENSION_free>>;
using BioPointer = std::unique_ptr<BIO, OpenSslDeleter<BIO_free_all>>;

// Clocks of clients may be a little behind.
constexpr long validBefore = 3600;
constexpr long validFor = 30L * 24 * 3600;

Error opensslError()
{
    char text[256] = {};
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    return {Message(WEIR_TEXT("service.certificate_not_made",
                              "The certificate of the service could not be made: %1."),
                    QString::fromLatin1(text)),
            {},
            {}};
}

bool addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Random, since a client that trusts the certificates of two services tells them apart by it.
bool setSerial(X509 *certificate)
{
    quint32 serial = 0;
    return RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), quint64{serial} + 1) == 1;
}

CertificatePointer certificateFor(EVP_PKEY *key)
{
    CertificatePointer certificate(X509_new());
    if (!certificate)
        return nullptr;
    X509 *const made = certificate.get();
    X509_NAME *const name = X509_get_subject_name(made);
    const auto *const host = reinterpret_cast<const unsigned char *>("localhost");
    const bool isMade =
        X509_set_version(made, X509_VERSION_3) == 1 && setSerial(made) &&
        X509_gmtime_adj(X509_getm_notBefore(made), -validBefore) != nullptr &&
        X509_gmtime_adj(X509_getm_notAfter(made), validFor) != nullptr && X509_set_pubkey(made, key) == 1 &&
        X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char *>("Weir reference service"), -1, -1,
                                   0) == 1 &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0) == 1 &&
        X509_set_issuer_name(made, name) == 1 &&
        addExtension(made, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1") &&
        addExtension(made, NID_basic_constraints, "critical,CA:FALSE") &&
        addExtension(made, NID_key_usage, "critical,digitalSignature") &&
        addExtension(made, NID_ext_key_usage, "serverAuth") &&
        addExtension(made, NID_subject_key_identifier, "hash") && X509_sign(made, key, EVP_sha256()) > 0;
    return isMade ? std::move(certificate) : nullptr;
}

QByteArray pemOf(X509 *certificate)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<qsizetype>(size)};
}

} // namespace

TlsContext::TlsContext(ContextPointer context, QByteArray pem)
    : m_context(std::move(context)), m_pem(std::move(pem))
{
}

Result<std::unique_ptr<TlsContext>> TlsContext::create()
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    const CertificatePointer certificate = key ? certificateFor(key.get()) : nullptr;
    const QByteArray pem = certificate ? pemOf(certificate.get()) : QByteArray();
    ContextPointer context(SSL_CTX_new(TLS_server_method()));
    if (pem.isEmpty() || !context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1 ||
        SSL_CTX_use_certificate(context.get(), certificate.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
        return opensslError();
    // Half-sent bytes are offered again from a buffer that may have grown; idle connections keep no buffers.
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                        SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // Sessions are resumed by tickets, which clients keep.
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    return std::unique_ptr<TlsContext>(new TlsContext(std::move(context), pem));
}

SslPointer TlsContext::connection() const
{
    SslPointer ssl(SSL_new(m_context.get()));
    if (ssl)
        SSL_set_accept_state(ssl.get());
    return ssl;
}

} // namespace weir
