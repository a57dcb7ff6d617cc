// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authheaders.h"
#include "base/secretreference.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers()
    {
        qputenv("WEIR_TEST_KEY", "abcdef");
        Redactor redactor;
        QVERIFY(authHeaders({}, redactor)->empty());
        const QString key = QStringLiteral("env:WEIR_TEST_KEY");
        QCOMPARE(authHeaders({AuthScheme::Bearer, key, {}}, redactor)->front(),
                 (std::pair<QByteArray, QByteArray>("Authorization", "Bearer abcdef")));
        QCOMPARE(authHeaders({AuthScheme::Header, key, QStringLiteral("X-K")}, redactor)->front(),
                 (std::pair<QByteArray, QByteArray>("X-K", "abcdef")));
        QVERIFY(!authHeaders({AuthScheme::Header, key, {}}, redactor).ok());
        QCOMPARE(redactor.redacted("abcdef"), QByteArray("[redacted]"));
    }
};

QTEST_GUILESS_MAIN(TestAuth)
#include "tst_auth.moc"
