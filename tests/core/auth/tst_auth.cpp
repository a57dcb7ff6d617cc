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

private:
    const QString m_key = QStringLiteral("env:WEIR_TEST_KEY");
};

QTEST_GUILESS_MAIN(TestAuth)
#include "tst_auth.moc"
