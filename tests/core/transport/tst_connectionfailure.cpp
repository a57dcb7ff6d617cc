// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/connectionfailure.h"

#include <QTest>

using namespace weir;

class TestConnectionFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownCodesAreSentences()
    {
        const QString words = QStringLiteral("Qt's words");
        QCOMPARE(connectionFailure(QAbstractSocket::ConnectionRefusedError, words).english(),
                 QStringLiteral("The host refuses connections to this port."));
        QCOMPARE(connectionFailure(QAbstractSocket::HostNotFoundError, words).code(),
                 QByteArray("connection.no_such_host"));
        QCOMPARE(connectionFailure(QAbstractSocket::ProxyNotFoundError, words).code(),
                 QByteArray("connection.no_such_proxy"));
        // Both of Qt's lists say the same.
        QCOMPARE(connectionFailure(QNetworkReply::RemoteHostClosedError, words),
                 connectionFailure(QAbstractSocket::RemoteHostClosedError, words));
        QCOMPARE(connectionFailure(QNetworkReply::TimeoutError, words).code(),
                 QByteArray("connection.timed_out"));
        QCOMPARE(connectionFailure(QNetworkReply::ProxyTimeoutError, words).code(),
                 QByteArray("connection.proxy_timed_out"));
    }

    void whatTheCodeDoesNotTellIsLeftToQt()
    {
        const QString words = QStringLiteral("The certificate is self-signed");
        QCOMPARE(connectionFailure(QAbstractSocket::SslHandshakeFailedError, words).english(), words);
        QCOMPARE(connectionFailure(QNetworkReply::SslHandshakeFailedError, words), Message::verbatim(words));
        QCOMPARE(connectionFailure(QNetworkReply::UnknownNetworkError, words), Message::verbatim(words));
    }
};

QTEST_GUILESS_MAIN(TestConnectionFailure)
#include "tst_connectionfailure.moc"
