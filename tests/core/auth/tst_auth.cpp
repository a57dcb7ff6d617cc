// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/keyauthorizer.h"

#include <QTest>

using namespace weir;

namespace {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

Result<Proof> proofOf(const Auth &auth, Redactor &redactor)
{
    const Result<std::shared_ptr<const Authorizer>> authorizer = makeAuthorizer(auth, redactor);
    if (!authorizer)
        return authorizer.error();
    if (!*authorizer)
        return Proof{};
    const QByteArray method = "POST";
    const QUrl url;
    const Headers headers;
    const QByteArray body;
    return (*authorizer)->prove({method, url, headers, body, 1, {}});
}

} // namespace

class TestAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("WEIR_TEST_KEY", "abcdef"); }

    void headers()
    {
        Redactor redactor;
        QVERIFY(!*makeAuthorizer({AuthScheme::None, {}, {}}, redactor));
        QVERIFY(proofOf({AuthScheme::None, m_key, {}}, redactor)->headers.empty());
        QVERIFY(redactor.isEmpty());
        const Result<Proof> bearer = proofOf({AuthScheme::Bearer, m_key, {}}, redactor);
        QCOMPARE(bearer->headers, (Headers{{"Authorization", "Bearer abcdef"}}));
        QVERIFY(bearer->secrets.isEmpty()); // the run's redactor knows it
        QCOMPARE(proofOf({AuthScheme::Header, m_key, QStringLiteral("X-K")}, redactor)->headers,
                 (Headers{{"X-K", "abcdef"}}));
        for (const QString &bad : {QString(), QStringLiteral("X: y"), QStringLiteral("X\r\nY")})
            QVERIFY(!proofOf({AuthScheme::Header, m_key, bad}, redactor).ok());
        QVERIFY(!proofOf({AuthScheme::Bearer, QStringLiteral("env:WEIR_TEST_NOT_SET"), {}}, redactor).ok());
        QCOMPARE(redactor.redacted("abcdef"), QByteArray("[redacted]"));
    }

    void schemes_data()
    {
        QTest::addColumn<int>("own");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("usual");
        QTest::addColumn<int>("settled");
        QTest::addColumn<QString>("header");
        const auto row = [](const char *name, AuthScheme own, const QString &key, AuthScheme usual,
                            AuthScheme settled, const char *header) {
            QTest::newRow(name) << int(own) << key << int(usual) << int(settled)
                                << QString::fromLatin1(header);
        };
        using S = AuthScheme;
        row("as a vendor of bearers", S::Vendor, m_key, S::Bearer, S::Bearer, "own");
        row("as a vendor with a header", S::Vendor, m_key, S::Header, S::Header, "x-usual");
        row("as a vendor without keys", S::Vendor, m_key, S::None, S::Bearer, "own");
        row("no key", S::Vendor, {}, S::Bearer, S::None, "");
        row("bearer wins", S::Bearer, m_key, S::Header, S::Bearer, "own");
        row("header wins", S::Header, m_key, S::Bearer, S::Header, "own");
        row("none wins", S::None, m_key, S::Header, S::None, "own");
    }
    void schemes()
    {
        QFETCH(int, own);
        QFETCH(QString, key);
        QFETCH(int, usual);
        const Auth settled = settledAuth({static_cast<AuthScheme>(own), key, QStringLiteral("own")},
                                         {static_cast<AuthScheme>(usual), {}, QStringLiteral("x-usual")});
        QTEST(int(settled.scheme), "settled");
        QTEST(settled.header, "header");
    }

private:
    const QString m_key = QStringLiteral("env:WEIR_TEST_KEY");
};

QTEST_GUILESS_MAIN(TestAuth)
#include "tst_auth.moc"
