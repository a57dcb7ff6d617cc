// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include <atomic>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace weir::test {

namespace {

template <auto release>
struct Release
{
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Release<X509_free>>;
using BioPointer = std::unique_ptr<BIO, Release<BIO_free>>;

BioPointer readerOf(const QByteArray &bytes)
{
    return BioPointer(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QByteArray contentOf(BIO *bio)
{
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    return {text, static_cast<qsizetype>(size)};
}

void extend(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *made = X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData());
    X509_add_ext(certificate, made, -1);
    X509_EXTENSION_free(made);
}

} // namespace

MadeCertificate makeCertificate(const CertificateWish &wish, const MadeCertificate *issuer)
{
    static std::atomic<long> serial = 1;
    const KeyPointer key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const CertificatePointer made(X509_new());
    const CertificatePointer above(
        issuer ? PEM_read_bio_X509(readerOf(issuer->pem).get(), nullptr, nullptr, nullptr) : nullptr);
    const KeyPointer signer(
        issuer ? PEM_read_bio_PrivateKey(readerOf(issuer->keyPem).get(), nullptr, nullptr, nullptr)
               : nullptr);
    X509 *const signing = above ? above.get() : made.get();
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), wish.fromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), wish.untilSeconds);
    X509_set_pubkey(made.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(wish.name.constData()), -1, -1, 0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(signing));
    extend(made.get(), signing, NID_basic_constraints, wish.isCa ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(made.get(), signing, NID_key_usage,
           wish.isCa ? "critical,keyCertSign,digitalSignature" : "critical,digitalSignature");
    extend(made.get(), signing, NID_subject_alt_name, wish.alternatives);
    extend(made.get(), signing, NID_subject_key_identifier, "hash");
    X509_sign(made.get(), signer ? signer.get() : key.get(), EVP_sha256());
    const BioPointer text(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(text.get(), made.get());
    const BioPointer keyText(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {contentOf(text.get()), contentOf(keyText.get())};
}

QByteArray lockedKey(const MadeCertificate &certificate, const QByteArray &password)
{
    const KeyPointer key(
        PEM_read_bio_PrivateKey(readerOf(certificate.keyPem).get(), nullptr, nullptr, nullptr));
    const BioPointer text(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(text.get(), key.get(), EVP_aes_256_cbc(),
                             reinterpret_cast<const unsigned char *>(password.constData()),
                             static_cast<int>(password.size()), nullptr, nullptr);
    return contentOf(text.get());
}

} // namespace weir::test
