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
    void references()
    {
        using Kind = SecretReference::Kind;
        QCOMPARE(parseSecretReference(QStringLiteral("env:A"))->kind, Kind::Environment);
        QCOMPARE(parseSecretReference(QStringLiteral("file:/a:b"))->name, QStringLiteral("/a:b"));
        QCOMPARE(parseSecretReference(QStringLiteral("keychain:k"))->kind, Kind::Keychain);
        for (const QString &bad :
             {QStringLiteral("env:"), QStringLiteral("sk-123"), QString(), QStringLiteral("ENV:A")})
            QVERIFY(!parseSecretReference(bad));
    }

    void environment()
    {
        qputenv("WEIR_TEST_KEY", "abcdef");
        QCOMPARE(*resolveSecret(QStringLiteral("env:WEIR_TEST_KEY")), QByteArray("abcdef"));
        qunsetenv("WEIR_TEST_KEY");
        QVERIFY(resolveSecret(QStringLiteral("env:WEIR_TEST_KEY"))
                    .error()
                    .text()
                    .contains(QStringLiteral("WEIR_TEST_KEY")));
        QVERIFY(
            !resolveSecret(QStringLiteral("sk-pasted")).error().text().contains(QStringLiteral("sk-pasted")));
        QVERIFY(resolveSecret(QStringLiteral("keychain:x"))
                    .error()
                    .text()
                    .contains(QStringLiteral("not available")));
    }

    void files()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key"));
        const auto write = [&path](const QByteArray &text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        };
        const QString reference = QStringLiteral("file:") + path;
        QVERIFY(!resolveSecret(reference).ok());
        write("abc def\r\n");
        QCOMPARE(*resolveSecret(reference), QByteArray("abc def"));
        write("two\nlines\n");
        QVERIFY(!resolveSecret(reference).ok());
        write(QByteArray(70'000, 'a'));
        QVERIFY(!resolveSecret(reference).ok());
        write("abc");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther);
        QVERIFY(resolveSecret(reference).error().text().contains(QStringLiteral("chmod")));
    }

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
