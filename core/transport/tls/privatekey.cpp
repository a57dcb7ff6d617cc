// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/privatekey.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace weir {

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

/// Qt and libcurl ask the same queue of errors, which is the thread's.
class CleanErrors
{
public:
    CleanErrors() { ERR_clear_error(); }
    ~CleanErrors() { ERR_clear_error(); }
    CleanErrors(const CleanErrors &) = delete;
    CleanErrors &operator=(const CleanErrors &) = delete;
};

BioPointer readerOf(const QByteArray &bytes)
{
    return BioPointer(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

int givePassword(char *buffer, int size, int /*isForWriting*/, void *password)
{
    const QByteArray &given = *static_cast<const QByteArray *>(password);
    const int length = std::min(size, static_cast<int>(given.size()));
    std::memcpy(buffer, given.constData(), static_cast<std::size_t>(length));
    return length > 0 ? length : -1; // without one OpenSSL would ask the terminal
}

/// Not locked, in the form that Qt's keys read as well.
QByteArray unlockedPem(EVP_PKEY *key)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio ||
        PEM_write_bio_PrivateKey_traditional(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<qsizetype>(size)};
}

PrivateKeyReading refused(const QString &member, const Message &why)
{
    PrivateKeyReading reading;
    reading.problem = Problem{Severity::Error, member, why};
    return reading;
}

PrivateKeyReading noKey(bool isLocked, bool hasPassword)
{
    if (isLocked && hasPassword)
        return refused(QStringLiteral("key_password"),
                       WEIR_TEXT("tls.password_wrong", "The password does not unlock the private key."));
    if (isLocked)
        return refused(QStringLiteral("key_password"),
                       WEIR_TEXT("tls.password_needed",
                                 "The private key is locked with a password. Name that by a reference "
                                 "(env:NAME, file:PATH or keychain:NAME)."));
    return refused(QStringLiteral("key"),
                   WEIR_TEXT("tls.no_key", "There is no private key in PEM form. A key of another form "
                                           "becomes one by openssl pkey -in KEY -out KEY.pem, one of a "
                                           ".p12 or .pfx file by openssl pkcs12 -in FILE -nodes -out "
                                           "FILE.pem."));
}

} // namespace

bool isLockedKey(const QByteArray &keyPem)
{
    return keyPem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") ||
           keyPem.contains("Proc-Type: 4,ENCRYPTED");
}

PrivateKeyReading openPrivateKey(const QByteArray &keyPem, const QByteArray &certificatePem,
                                 const QByteArray &password)
{
    const CleanErrors clean;
    const BioPointer keyText = readerOf(keyPem);
    QByteArray given = password;
    const KeyPointer key(PEM_read_bio_PrivateKey(keyText.get(), nullptr, &givePassword, &given));
    if (!key)
        return noKey(isLockedKey(keyPem), !password.isEmpty());
    PrivateKeyReading reading;
    switch (EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_RSA:
        reading.algorithm = QSsl::Rsa;
        break;
    case EVP_PKEY_EC:
        reading.algorithm = QSsl::Ec;
        break;
    default:
        return refused(QStringLiteral("key"),
                       WEIR_TEXT("tls.key_kind", "The private key is neither RSA nor EC, and others can't be "
                                                 "used."));
    }
    const BioPointer certificateText = readerOf(certificatePem);
    const CertificatePointer certificate(PEM_read_bio_X509(certificateText.get(), nullptr, nullptr, nullptr));
    if (certificate && X509_check_private_key(certificate.get(), key.get()) != 1)
        return refused(QStringLiteral("key"),
                       WEIR_TEXT("tls.key_of_another", "The private key does not belong to the certificate. "
                                                       "The first certificate of the file is the one that "
                                                       "it has to fit."));
    reading.pem = unlockedPem(key.get());
    if (reading.pem.isEmpty())
        return noKey(false, false);
    return reading;
}

} // namespace weir
