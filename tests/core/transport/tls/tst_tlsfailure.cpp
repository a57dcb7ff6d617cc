// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tlsfailure.h"

#include <QTest>

using namespace weir;
using Fault = TlsFault;

Q_DECLARE_METATYPE(weir::TlsFault)

class TestTlsFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("shows");
        QTest::addColumn<Fault>("fault");
        const auto row = [](const char *words, bool shows, Fault fault) {
            QTest::addRow("%s, %d", words, int(shows)) << QString::fromLatin1(words) << shows << fault;
        };
        row("SSL certificate problem: self-signed certificate", false, Fault::SelfSigned);
        row("SSL certificate problem: self-signed certificate in certificate chain", false, Fault::UnknownCa);
        row("SSL certificate problem: unable to get local issuer certificate", true, Fault::UnknownCa);
        row("SSL certificate problem: certificate has expired", false, Fault::Expired);
        row("SSL certificate problem: certificate is not yet valid", false, Fault::NotYetValid);
        row("SSL: no alternative certificate subject name matches target host name 'h'", false,
            Fault::WrongHost);
        row("SSL: certificate subject name 'a' does not match target host name 'h'", false, Fault::WrongHost);
        row("OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0",
            false, Fault::CertificateWanted);
        row("error:0A000412:SSL routines::sslv3 alert bad certificate", false, Fault::CertificateWanted);
        row("error:0A000412:SSL routines::sslv3 alert bad certificate", true, Fault::CertificateRefused);
        row("error:0A000418:SSL routines::tlsv1 alert unknown ca", true, Fault::CertificateRefused);
        row("error:0A000410:SSL routines::ssl/tls alert handshake failure", false, Fault::HandshakeRefused);
        row("error:0A00042E:SSL routines::tlsv1 alert protocol version", false, Fault::NoCommonVersion);
        row("error:0A000102:SSL routines::unsupported protocol", false, Fault::NoCommonVersion);
        row("error:0A000126:SSL routines::unexpected eof while reading", false, Fault::BrokenOff);
        row("error:0A000438:SSL routines::tlsv1 alert internal error", false, Fault::Alerted);
        row("error:0A00041B:SSL routines::tlsv1 alert decrypt error", true, Fault::CertificateRefused);
        row("error:0A00010B:SSL routines::wrong version number", false, Fault::NoTls);
    }
    void words()
    {
        QFETCH(const QString, words);
        QFETCH(const bool, shows);
        const std::optional<Fault> found = tlsFaultOf(words, shows);
        QVERIFY(found);
        QTEST(*found, "fault");
    }

    void otherWordsAreNone()
    {
        for (const QString &words :
             {u"Connection reset by peer"_qs, u"Failed to connect to h port 1"_qs, QString()})
            QVERIFY(!tlsFaultOf(words, false));
    }

    /// A run file keeps the English sentence alone.
    void sentencesAreKnownAgain()
    {
        for (int i = 0; i <= int(Fault::NoTls); ++i) {
            const TlsFinding finding(Fault(i), u"Middle"_qs, u"Root"_qs);
            const Message sentence = explain(finding, u"api.example.com"_qs, u"tlsv1 alert unknown ca"_qs);
            QVERIFY(sentence.english().contains(u"api.example.com"));
            QVERIFY2(tlsFaultIn(sentence.english()) == Fault(i), qPrintable(sentence.english()));
            QVERIFY2(tlsFaultIn(sentence.english().toLower()) == Fault(i), qPrintable(sentence.english()));
        }
    }

    void anAlertIsCalledByItsName()
    {
        const Message sentence =
            explain(Fault::CertificateRefused, u"h"_qs, u"SSL routines::tlsv1 alert unknown ca, errno 0"_qs);
        QVERIFY2(sentence.english().contains(u"(TLS alert: unknown ca)"), qPrintable(sentence.english()));
    }

    void whoSignedComesBeforeTheName()
    {
        const QList<QSslError> errors{QSslError(QSslError::HostNameMismatch),
                                      QSslError(QSslError::SelfSignedCertificate)};
        QCOMPARE(tlsFaultOf(errors)->fault, Fault::SelfSigned);
        QVERIFY(!tlsFaultOf(QList<QSslError>()));
    }

    void aMissingIssuerHasItsName()
    {
        const QString words = u"unable to get local issuer certificate"_qs;
        const TlsFinding unknown(Fault::UnknownIssuer, u"leaf"_qs, u"Middle CA"_qs);
        QVERIFY(explain(unknown, u"h"_qs, words).english().contains(u"\"Middle CA\""));
        QCOMPARE(explain(Fault::UnknownIssuer, u"h"_qs, words).code(), QByteArray("tls.unknown_ca"));
        const TlsFinding rootless(Fault::NoRoot, u"Middle CA"_qs, u"Root CA"_qs);
        QVERIFY(explain(rootless, u"h"_qs, words).english().contains(u"\"Root CA\""));
    }

    void onlyWhatIsOfTlsBecomesAFailureOfIt()
    {
        const WireEnd closed{WireEnd::Kind::ClosedBeforeResponse, Message::verbatim(u"x"_qs)};
        QCOMPARE(withTlsFault(closed, Fault::CertificateWanted, u"h"_qs, u"x"_qs).kind,
                 WireEnd::Kind::TlsFailure);
        QCOMPARE(withTlsFault(closed, Fault::BrokenOff, u"h"_qs, u"x"_qs).kind,
                 WireEnd::Kind::ClosedBeforeResponse);
        QCOMPARE(withTlsFault(closed, Fault::NoTls, u"h"_qs, u"x"_qs).kind,
                 WireEnd::Kind::ClosedBeforeResponse);
        QCOMPARE(withTlsFault(closed, std::nullopt, u"h"_qs, u"x"_qs).kind,
                 WireEnd::Kind::ClosedBeforeResponse);
    }
};

QTEST_GUILESS_MAIN(TestTlsFailure)
#include "tst_tlsfailure.moc"
