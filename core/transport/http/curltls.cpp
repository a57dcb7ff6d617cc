// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curltls.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <utility>

namespace weir {

namespace {

using Witness = std::shared_ptr<TlsWitness>;

void forgetWitness(void * /*context*/, void *witness, CRYPTO_EX_DATA * /*data*/, int /*index*/,
                   long /*argument*/, void * /*pointer*/)
{
    delete static_cast<Witness *>(witness);
}

/// Where a context keeps its witness; it goes with the last session of the context.
int witnessIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, &forgetWitness);
    return index;
}

TlsWitness *witnessIn(const SSL *session)
{
    const Witness *kept =
        static_cast<const Witness *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), witnessIndex()));
    return kept == nullptr ? nullptr : kept->get();
}

/// By the names that OpenSSL's errors have for them, which are not those of its alerts.
QString nameOfAlert(int description)
{
    static constexpr std::array<std::pair<int, const char *>, 13> names{
        {{SSL_AD_HANDSHAKE_FAILURE, "handshake failure"},
         {SSL_AD_BAD_CERTIFICATE, "bad certificate"},
         {SSL_AD_UNSUPPORTED_CERTIFICATE, "unsupported certificate"},
         {SSL_AD_CERTIFICATE_REVOKED, "certificate revoked"},
         {SSL_AD_CERTIFICATE_EXPIRED, "certificate expired"},
         {SSL_AD_CERTIFICATE_UNKNOWN, "certificate unknown"},
         {SSL_AD_UNKNOWN_CA, "unknown ca"},
         {SSL_AD_ACCESS_DENIED, "access denied"},
         {SSL_AD_DECRYPT_ERROR, "decrypt error"},
         {SSL_AD_PROTOCOL_VERSION, "protocol version"},
         {SSL_AD_INSUFFICIENT_SECURITY, "insufficient security"},
         {SSL_AD_INTERNAL_ERROR, "internal error"},
         {SSL_AD_CERTIFICATE_REQUIRED, "certificate required"}}};
    const auto found = std::find_if(names.begin(), names.end(),
                                    [description](const auto &one) { return one.first == description; });
    return QString::fromLatin1(found != names.end() ? found->second
                                                    : SSL_alert_desc_string_long(description));
}

void hearAlert(const SSL *session, int where, int value)
{
    constexpr int fatal = SSL3_AL_FATAL;
    TlsWitness *const witness = witnessIn(session);
    if (witness != nullptr && (where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && value >> 8 == fatal)
        witness->alert = QStringLiteral("alert ") + nameOfAlert(value & 0xff);
}

/// As QSslCertificate::subjectDisplayName() has it.
QString nameOf(const X509_NAME *name)
{
    for (const int part : {NID_commonName, NID_organizationName}) {
        const int at = X509_NAME_get_index_by_NID(name, part, -1);
        if (at < 0)
            continue;
        unsigned char *text = nullptr;
        const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
        const QString found = QString::fromUtf8(reinterpret_cast<const char *>(text), std::max(size, 0));
        OPENSSL_free(text);
        return found;
    }
    return {};
}

/// Changes no verdict.
int seeCheck(int isFine, X509_STORE_CTX *check)
{
    const SSL *session =
        static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(check, SSL_get_ex_data_X509_STORE_CTX_idx()));
    X509 *const certificate = X509_STORE_CTX_get_current_cert(check);
    TlsWitness *const witness = session == nullptr ? nullptr : witnessIn(session);
    if (isFine == 0 && witness != nullptr && certificate != nullptr && !witness->finding)
        witness->finding =
            tlsFaultOf(X509_STORE_CTX_get_error(check), nameOf(X509_get_subject_name(certificate)),
                       nameOf(X509_get_issuer_name(certificate)));
    return isFine;
}

} // namespace

void hearPeer(CURL *easy)
{
    curl_tlssessioninfo *found = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &found) != CURLE_OK || found == nullptr ||
        found->internals == nullptr)
        return;
    char byte = 0;
    SSL_peek(static_cast<SSL *>(found->internals), &byte, 1);
    ERR_clear_error(); // libcurl asks the same queue
}

std::shared_ptr<const TlsWitness> witnessOf(ssl_ctx_st *context, const TlsSetting *setting)
{
    std::unique_ptr<Witness> kept = std::make_unique<Witness>(std::make_shared<TlsWitness>());
    const Witness witness = *kept;
    if (SSL_CTX_set_ex_data(context, witnessIndex(), kept.get()) != 1)
        return nullptr;
    (void)kept.release(); // the context's
    SSL_CTX_set_info_callback(context, &hearAlert);
    if (SSL_CTX_get_verify_mode(context) != SSL_VERIFY_NONE)
        SSL_CTX_set_verify(context, SSL_CTX_get_verify_mode(context), &seeCheck);
    if (setting != nullptr && setting->store() != nullptr)
        SSL_CTX_set1_cert_store(context, setting->store());
    return witness;
}

} // namespace weir
