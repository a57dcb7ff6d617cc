// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tlssetting.h"

#include "base/inputfile.h"
#include "base/secretreference.h"
#include "transport/tls/privatekey.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <openssl/x509.h>

namespace weir {

namespace {

constexpr qint64 mostBytes = qint64{16} << 20; ///< Of all that a system trusts there is some 200 KB.

QString dayOf(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

bool holdsNow(const QSslCertificate &certificate, const QDateTime &now)
{
    return certificate.effectiveDate() <= now && now <= certificate.expiryDate();
}

/// Where systems keep what they trust. Qt and libcurl look there by themselves, and need not read all of it.
bool isOfSystem(const QString &path)
{
    static const QStringList places{QStringLiteral("/etc/ssl/certs"),
                                    QStringLiteral("/etc/ssl/certs/ca-certificates.crt"),
                                    QStringLiteral("/etc/ssl/cert.pem"),
                                    QStringLiteral("/etc/ssl/ca-bundle.pem"),
                                    QStringLiteral("/etc/pki/tls/certs"),
                                    QStringLiteral("/etc/pki/tls/cert.pem"),
                                    QStringLiteral("/etc/pki/tls/certs/ca-bundle.crt"),
                                    QStringLiteral("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem")};
    return places.contains(QDir::cleanPath(QFileInfo(path).absoluteFilePath())) && QFileInfo::exists(path);
}

/// Reads what the members name, and keeps what is wrong with it.
class FilesReader
{
public:
    FilesReader(const TlsFiles &files, const QString &baseFolder, TlsSecrets secrets, Redactor &redactor)
        : m_files(files), m_folder(baseFolder), m_secrets(secrets), m_redactor(redactor)
    {
    }

    TlsReading read()
    {
        TlsSetting::Roots roots = m_files.ca.isEmpty() ? rootsOfEnvironment() : rootsOf(m_files.ca);
        TlsSetting::Identity identity =
            m_files.certificate.isEmpty() ? TlsSetting::Identity() : readIdentity();
        const bool isComplete = m_files.certificate.isEmpty() || !identity.keyPem.isEmpty();
        TlsReading reading;
        if (isComplete && !hasErrors(m_problems) &&
            !(roots.pem.isEmpty() && identity.certificatePem.isEmpty()))
            reading.setting = std::make_shared<const TlsSetting>(std::move(roots), std::move(identity));
        reading.problems = std::move(m_problems);
        return reading;
    }

private:
    void error(const QString &member, const Message &message)
    {
        m_problems.push_back({Severity::Error, member, message});
    }

    [[nodiscard]] QString absolute(const QString &path) const
    {
        return QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
    }

    /// The content of a file with certificates; empty, and a problem, where it has none.
    QByteArray certificatesIn(const QString &member, const QString &path)
    {
        const Result<QByteArray> content = readInputFile(path, mostBytes);
        if (!content) {
            error(member, Message(WEIR_TEXT("tls.file_unreadable", "The file %1 can't be read: %2."), path,
                                  content.error().what));
            return {};
        }
        if (!QSslCertificate::fromData(*content, QSsl::Pem).isEmpty())
            return *content;
        error(member,
              Message(WEIR_TEXT("tls.no_certificate",
                                "The file %1 holds no certificate in PEM form. One in DER form becomes "
                                "PEM by openssl x509 -inform der -in FILE -out FILE.pem, one of a .p12 "
                                "or .pfx file by openssl pkcs12 -in FILE -nodes -out FILE.pem."),
                      path));
        return {};
    }

    /// Of many, one that holds is enough.
    void checkDates(const QString &member, const QList<QSslCertificate> &certificates)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        if (certificates.isEmpty() ||
            std::any_of(certificates.begin(), certificates.end(),
                        [&now](const QSslCertificate &one) { return holdsNow(one, now); }))
            return;
        const QSslCertificate &first = certificates.first();
        const QString name = first.subjectDisplayName();
        m_problems.push_back(
            {Severity::Warning, member,
             first.expiryDate() < now
                 ? Message(WEIR_TEXT("tls.certificate_expired", "The certificate \"%1\" expired at %2."),
                           name, dayOf(first.expiryDate()))
                 : Message(WEIR_TEXT("tls.certificate_early", "The certificate \"%1\" holds from %2 on."),
                           name, dayOf(first.effectiveDate()))});
    }

    TlsSetting::Roots rootsOf(const QString &path)
    {
        const QString member = QStringLiteral("ca");
        const QString place = absolute(path);
        const QByteArray pem =
            QFileInfo(place).isDir() ? certificatesOfFolder(member, place) : certificatesIn(member, place);
        const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
        checkDates(member, certificates);
        const bool hasRoot = std::any_of(certificates.begin(), certificates.end(),
                                         [](const QSslCertificate &one) { return one.isSelfSigned(); });
        if (!certificates.isEmpty() && !hasRoot)
            m_problems.push_back(
                {Severity::Warning, member,
                 Message(
                     WEIR_TEXT("tls.no_root_among",
                               "No certificate in %1 is a root, which signs itself, so a service whose "
                               "chain ends there is refused. Put the certificates above \"%2\", up to the "
                               "root, beside it."),
                     place, certificates.first().subjectDisplayName())});
        return {pem};
    }

    QByteArray certificatesOfFolder(const QString &member, const QString &folder)
    {
        const QByteArray pem = certificatesInFolder(folder);
        if (pem.isEmpty())
            error(member, Message(WEIR_TEXT("tls.folder_without_certificate",
                                            "No file in the folder %1 holds a certificate in PEM form."),
                                  folder));
        return pem;
    }

    /// What the variables add to the machine's own; where they name nothing else, that is what counts.
    TlsSetting::Roots rootsOfEnvironment()
    {
        const QString file = qEnvironmentVariable("SSL_CERT_FILE");
        const QStringList folders = qEnvironmentVariable("SSL_CERT_DIR").split(u':', Qt::SkipEmptyParts);
        const bool isSystemFile = file.isEmpty() || isOfSystem(file);
        if (m_secrets != TlsSecrets::All ||
            (isSystemFile && std::all_of(folders.begin(), folders.end(), isOfSystem)))
            return {};
        TlsSetting::Roots roots;
        if (!file.isEmpty())
            roots = {certificatesOfVariable(QStringLiteral("SSL_CERT_FILE"), file)};
        if (folders.isEmpty())
            return roots;
        QByteArray found;
        for (const QString &folder : folders)
            found += certificatesInFolder(folder);
        if (found.isEmpty())
            error(QStringLiteral("ca"), Message(WEIR_TEXT("tls.no_certificates_there",
                                                          "The environment variable SSL_CERT_DIR names "
                                                          "%1, where no certificate in PEM form is."),
                                                folders.join(u':')));
        return {roots.pem + '\n' + found};
    }

    QByteArray certificatesOfVariable(const QString &variable, const QString &file)
    {
        const std::size_t before = m_problems.size();
        const QByteArray pem = certificatesIn(QStringLiteral("ca"), QFileInfo(file).absoluteFilePath());
        if (m_problems.size() > before)
            m_problems.back().message =
                Message(WEIR_TEXT("tls.of_variable", "The environment variable %1 says what is trusted. %2"),
                        variable, m_problems.back().message);
        return pem;
    }

    /// Each once: such folders have links by hash to their files.
    static QByteArray certificatesInFolder(const QString &folder)
    {
        QByteArray all;
        QStringList seen;
        const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Files, QDir::Name);
        for (const QFileInfo &entry : entries) {
            const QString file = entry.canonicalFilePath();
            if (file.isEmpty() || seen.contains(file))
                continue;
            seen.append(file);
            const Result<QByteArray> content = readInputFile(file, mostBytes);
            if (content && content->contains("-----BEGIN"))
                all += *content + '\n';
        }
        return QSslCertificate::fromData(all, QSsl::Pem).isEmpty() ? QByteArray() : all;
    }

    TlsSetting::Identity readIdentity()
    {
        const QString member = QStringLiteral("certificate");
        TlsSetting::Identity identity;
        const QByteArray pem = certificatesIn(member, absolute(m_files.certificate));
        const QList<QSslCertificate> chain = QSslCertificate::fromData(pem, QSsl::Pem);
        if (chain.isEmpty())
            return {};
        checkDates(member, {chain.first()});
        for (const QSslCertificate &one : chain) // a key beside them stays out
            identity.certificatePem += one.toPem();
        readKey(identity, pem);
        return identity;
    }

    void readKey(TlsSetting::Identity &identity, const QByteArray &certificateFile)
    {
        const std::optional<QByteArray> key = keyText(certificateFile);
        if (!key)
            return;
        const std::optional<QByteArray> password = isLockedKey(*key) ? readPassword() : QByteArray();
        if (!password)
            return;
        const PrivateKeyReading opened = openPrivateKey(*key, identity.certificatePem, *password);
        if (opened.problem)
            m_problems.push_back(*opened.problem);
        identity.keyPem = opened.pem;
        identity.algorithm = opened.algorithm;
        m_redactor.add(opened.pem);
        if (isLockedKey(*key))
            m_redactor.add(*password);
    }

    [[nodiscard]] bool mayRead(const SecretReference &reference) const
    {
        return m_secrets == TlsSecrets::All || reference.kind == SecretReference::Kind::File;
    }

    /// Nothing where it can't or must not be read; the problem has been told then.
    std::optional<QByteArray> keyText(const QByteArray &certificateFile)
    {
        const QString member = QStringLiteral("key");
        if (m_files.key.isEmpty() && !certificateFile.contains("PRIVATE KEY-----")) {
            error(member, Message(WEIR_TEXT("tls.key_needed", "The certificate needs its private key. Name "
                                                              "the key's file, or a reference to it.")));
            return std::nullopt;
        }
        const QString beside = m_files.key.isEmpty() ? m_files.certificate : m_files.key;
        const SecretReference reference = parseSecretReference(beside).value_or(
            SecretReference{SecretReference::Kind::File, absolute(beside)});
        if (!mayRead(reference))
            return std::nullopt;
        const Result<QByteArray> text = resolveSecret(reference, SecretLines::Several);
        if (!text) {
            error(member, text.error().message());
            return std::nullopt;
        }
        if (reference.kind == SecretReference::Kind::File) {
            if (const std::optional<Message> open = secretFileWarning(u"file:"_qs + reference.name))
                m_problems.push_back({Severity::Warning, member, *open});
        }
        return *text;
    }

    std::optional<QByteArray> readPassword()
    {
        const std::optional<SecretReference> reference = parseSecretReference(m_files.keyPassword);
        if (!reference)
            return QByteArray(); // openPrivateKey() says that one is needed
        if (!mayRead(*reference))
            return std::nullopt;
        const Result<QByteArray> password = resolveSecret(*reference);
        if (password)
            return *password;
        error(QStringLiteral("key_password"), password.error().message());
        return std::nullopt;
    }

    const TlsFiles &m_files;
    QString m_folder;
    TlsSecrets m_secrets;
    Redactor &m_redactor;
    Problems m_problems;
};

} // namespace

namespace {

/// Checks as curl and Qt do: a chain may take any of the certificates, and ends at one that vouches for
/// itself.
std::shared_ptr<X509_STORE> storeOf(const QList<QSslCertificate> &certificates)
{
    std::shared_ptr<X509_STORE> store(X509_STORE_new(), &X509_STORE_free);
    for (const QSslCertificate &one : certificates) {
        const QByteArray der = one.toDer();
        const unsigned char *bytes = reinterpret_cast<const unsigned char *>(der.constData());
        const std::unique_ptr<X509, void (*)(X509 *)> read(d2i_X509(nullptr, &bytes, long(der.size())),
                                                           &X509_free);
        if (read)
            X509_STORE_add_cert(store.get(), read.get());
    }
    return store;
}

} // namespace

TlsSetting::TlsSetting(Roots roots, Identity identity)
    : m_roots(std::move(roots))
    , m_identity(std::move(identity))
    , m_forQt(QSslConfiguration::defaultConfiguration())
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {m_roots.pem, m_identity.certificatePem, m_identity.keyPem}) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    m_id = hash.result().toHex();
    if (!m_roots.pem.isEmpty()) {
        const QList<QSslCertificate> certificates = QSslCertificate::fromData(m_roots.pem, QSsl::Pem);
        m_store = storeOf(certificates);
        m_forQt.setCaCertificates(certificates);
    }
    if (!m_identity.certificatePem.isEmpty()) {
        m_forQt.setLocalCertificateChain(QSslCertificate::fromData(m_identity.certificatePem, QSsl::Pem));
        m_forQt.setPrivateKey(QSslKey(m_identity.keyPem, m_identity.algorithm, QSsl::Pem));
    }
}

QByteArray tlsIdOf(const WireRequest &request)
{
    return request.tls ? request.tls->id() : QByteArray();
}

bool needsQtTls(const WireRequest &request)
{
    return request.tls != nullptr || !request.verifyTls;
}

QSslConfiguration qtTlsOf(const WireRequest &request)
{
    QSslConfiguration configuration =
        request.tls ? request.tls->forQt() : QSslConfiguration::defaultConfiguration();
    if (!request.verifyTls)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

TlsReading readTls(const TlsFiles &files, const QString &baseFolder, TlsSecrets secrets, Redactor &redactor)
{
    return FilesReader(files, baseFolder, secrets, redactor).read();
}

Result<void> readTlsOf(ResolvedTarget &target, const QString &baseFolder, const QString &path,
                       Redactor &redactor)
{
    if (target.url.scheme() != u"https" && target.url.scheme() != u"wss")
        return {};
    TlsReading reading = readTls(target.target.tls, baseFolder, TlsSecrets::All, redactor);
    for (const Problem &problem : reading.problems) {
        if (problem.severity == Severity::Error)
            return Error{problem.message, Message::verbatim(path + u"/tls/"_qs + problem.path), {}};
    }
    target.tls = std::move(reading.setting);
    return {};
}

} // namespace weir
