// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/certificatefetch.h"

#include "transport/connectionfailure.h"
#include "transport/wirerequest.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace weir {

namespace {

constexpr std::chrono::seconds patience{10};
constexpr quint16 securePort = 443;

QString nameOf(const QSslCertificate &certificate,
               QStringList (QSslCertificate::*ask)(QSslCertificate::SubjectInfo) const)
{
    QStringList parts = (certificate.*ask)(QSslCertificate::CommonName);
    parts += (certificate.*ask)(QSslCertificate::Organization);
    return parts.join(QStringLiteral(", "));
}

/// By its names: isSelfSigned() is false for certificates that may sign no others, as those of most services
/// that make one for themselves.
bool vouchesForItself(const QSslCertificate &one)
{
    const QList<QByteArray> attributes = one.subjectInfoAttributes();
    return !attributes.isEmpty() && attributes == one.issuerInfoAttributes() &&
           std::all_of(attributes.begin(), attributes.end(), [&one](const QByteArray &attribute) {
               return one.subjectInfo(attribute) == one.issuerInfo(attribute);
           });
}

} // namespace

CertificateFetch::CertificateFetch(QObject *parent) : QObject(parent) {}

CertificateFetch::~CertificateFetch() = default;

void CertificateFetch::start(const QUrl &url, const QUrl &proxy)
{
    m_host = url.host();
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setProxy(toNetworkProxy(proxy));
    m_socket->setPeerVerifyMode(QSslSocket::QueryPeer); // the person decides
    QSslSocket *const socket = m_socket.get();
    connect(socket, &QSslSocket::sslErrors, socket, [socket] { socket->ignoreSslErrors(); });
    connect(socket, &QSslSocket::encrypted, this, &CertificateFetch::look);
    connect(socket, &QSslSocket::errorOccurred, this, &CertificateFetch::fail);
    QTimer::singleShot(patience, socket, [this] { fail(); });
    socket->connectToHostEncrypted(m_host, static_cast<quint16>(url.port(securePort)));
}

void CertificateFetch::look()
{
    const QList<QSslCertificate> chain = m_socket->peerCertificateChain();
    m_socket.release()->deleteLater();
    const auto root = std::find_if(chain.begin(), chain.end(), vouchesForItself);
    if (root == chain.end()) {
        const QString issuer =
            chain.isEmpty() ? QString() : nameOf(chain.last(), &QSslCertificate::issuerInfo);
        Q_EMIT finished(Error{
            Message(WEIR_TEXT("tls.root_not_shown", "%1 does not show the certificate of its CA, \"%2\""),
                    m_host, issuer),
            {},
            WEIR_TEXT("tls.ask_for_root",
                      "Ask who runs the service for it, and name its file as the target's CA.")});
        return;
    }
    const QByteArray digest = root->digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    Q_EMIT finished(ShownCertificate{nameOf(*root, &QSslCertificate::subjectInfo),
                                     nameOf(*root, &QSslCertificate::issuerInfo), QString::fromLatin1(digest),
                                     root->effectiveDate(), root->expiryDate(), root->toPem()});
}

void CertificateFetch::fail()
{
    const Message why = m_socket->error() == QAbstractSocket::UnknownSocketError
                            ? connectionFailure(QAbstractSocket::SocketTimeoutError, {})
                            : connectionFailure(m_socket->error(), m_socket->errorString());
    m_socket->disconnect();
    m_socket.release()->deleteLater();
    Q_EMIT finished(Error{
        Message(WEIR_TEXT("tls.no_certificate_seen", "The certificate of %1 could not be looked at: %2"),
                m_host, why),
        {},
        {}});
}

} // namespace weir
