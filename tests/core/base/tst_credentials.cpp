// SPDX-License-Identifier: GPL-3.0-or-later
// References to secrets, and what counts as a secret where somebody wrote it down.
#include "base/credentials.h"
#include "base/keychain.h"
#include "base/secretreference.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace weir;

namespace {

/// "user:password@"
QString who(const QUrl &url)
{
    const QString password = url.password(QUrl::FullyDecoded);
    return url.userName(QUrl::FullyDecoded) + (password.isEmpty() ? QString() : u':' + password) + u'@';
}

} // namespace

class TestCredentials : public QObject
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
    }

    void keychain()
    {
        // libsecret's own backend for sandboxes: a file in the place of the desktop's service.
        const QTemporaryDir folder;
        qputenv("SECRET_BACKEND", "file");
        qputenv("SECRET_FILE_TEST_PATH", folder.filePath(QStringLiteral("keyring")).toUtf8());
        qputenv("SECRET_FILE_TEST_PASSWORD", "of the test");
        const QString name = QStringLiteral("work");
        QVERIFY(resolveSecret(QStringLiteral("keychain:work")).error().text().contains(u"weir-cli key set"));
        QVERIFY(!writeKeychain(name, {}).ok());
        QVERIFY(!writeKeychain(QStringLiteral(" "), "x").ok());
        QVERIFY(writeKeychain(name, "abc").ok());
        QVERIFY(writeKeychain(name, "abc def").ok());
        QVERIFY(writeKeychain(QStringLiteral("home"), "ghi").ok());
        QCOMPARE(*resolveSecret(QStringLiteral("keychain:work")), QByteArray("abc def"));
        QCOMPARE(*keychainNames(), (QStringList{QStringLiteral("home"), name}));
        QVERIFY(removeFromKeychain(name).ok());
        QVERIFY(!removeFromKeychain(name).ok());
        QVERIFY(!resolveSecret(QStringLiteral("keychain:work")).ok());
    }

    void noCoreDumpHoldsASecret()
    {
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        limit.rlim_cur = limit.rlim_max;
        QCOMPARE(setrlimit(RLIMIT_CORE, &limit), 0);
        (void)resolveSecret(QStringLiteral("env:WEIR_TEST_NOT_SET"));
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t{0});
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
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
        QCOMPARE(*resolveSecret(reference), QByteArray("abc"));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther | QFile::WriteOther);
        QVERIFY(resolveSecret(reference).error().text().contains(QStringLiteral("chmod")));
    }

    void openFiles_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<quint32>("owner");
        QTest::addColumn<bool>("isReadOnly");
        QTest::addColumn<int>("openness");
        const auto row = [](const char *name, int mode, quint32 owner, bool isReadOnly,
                            SecretFileOpenness openness) {
            QTest::newRow(name) << mode << owner << isReadOnly << static_cast<int>(openness);
        };
        row("0600", 0x6600, 1000, false, SecretFileOpenness::Closed);
        row("0644", 0x6644, 1000, false, SecretFileOpenness::Readable);
        row("0640", 0x6640, 1000, false, SecretFileOpenness::Readable);
        row("0644 of root", 0x6644, 0, false, SecretFileOpenness::Closed);
        row("0444 of root", 0x4444, 0, false, SecretFileOpenness::Closed);
        row("0444, mounted read-only", 0x4444, 1000, true, SecretFileOpenness::Closed);
        row("0666, mounted read-only", 0x6666, 1000, true, SecretFileOpenness::Closed);
        row("0666", 0x6666, 1000, false, SecretFileOpenness::Changeable);
        row("0622 of root", 0x6622, 0, false, SecretFileOpenness::Changeable);
    }
    void openFiles()
    {
        QFETCH(int, mode);
        QFETCH(quint32, owner);
        QFETCH(bool, isReadOnly);
        QFETCH(int, openness);
        // QFileDevice's permissions have the digits of chmod, with one more for the user behind the first.
        const QFileDevice::Permissions permissions(mode);
        QCOMPARE(static_cast<int>(opennessOf({permissions, owner, isReadOnly})), openness);
    }

    void readableFilesAreToldOf()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const QString reference = QStringLiteral("file:") + path;
        QVERIFY(!secretFileWarning(reference));
        QVERIFY(!secretFileWarning(QStringLiteral("env:HOME")));
        QVERIFY(!secretFileWarning(reference + QStringLiteral(".none")));
        if (getuid() == 0 && chown(path.toUtf8().constData(), 12345, 12345) != 0)
            QSKIP("root can't give a file away here");
        file.setPermissions(QFile::ReadOwner | QFile::ReadOther);
        QVERIFY(secretFileWarning(reference).value().english().contains(QStringLiteral("chmod 600")));
    }

    void secretReferences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isReference");
        QTest::newRow("environment") << u"env:OPENAI_API_KEY"_qs << true;
        QTest::newRow("file") << u"file:/run/secrets/key"_qs << true;
        QTest::newRow("keychain") << u"keychain:work"_qs << true;
        QTest::newRow("nothing behind") << u"env:"_qs << false;
        QTest::newRow("space behind") << u"env: X"_qs << false;
        QTest::newRow("other scheme") << u"vault:x"_qs << false;
        QTest::newRow("value") << u"abc"_qs << false;
        QTest::newRow("empty") << QString() << false;
    }

    void secretReferences()
    {
        QFETCH(QString, text);
        QFETCH(bool, isReference);
        QCOMPARE(isSecretReference(text), isReference);
    }

    void secretLookalikes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("looks");
        QTest::newRow("authorization") << u"authorization"_qs << u"x"_qs << true;
        QTest::newRow("api key") << u"X-API-Key"_qs << u"x"_qs << true;
        QTest::newRow("token") << u"X-Auth-Token"_qs << u"x"_qs << true;
        QTest::newRow("token count") << u"X-Max-Tokens"_qs << u"40"_qs << false;
        QTest::newRow("empty value") << u"X-API-Key"_qs << u""_qs << false;
        QTest::newRow("reference") << u"X-API-Key"_qs << u"keychain:a"_qs << false;
        QTest::newRow("vendor key") << u"X-Note"_qs << u"sk-abcdefghijklmnop"_qs << true;
        QTest::newRow("web token") << u"X-Note"_qs << u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"_qs << true;
        QTest::newRow("bearer") << u"X-Note"_qs << u"Bearer abcdefgh"_qs << true;
        QTest::newRow("plain") << u"X-Tenant"_qs << u"blue"_qs << false;
        for (const char *name : {"Ocp-Apim-Subscription-Key",
                                 "X-Functions-Key",
                                 "X-Access-Key",
                                 "X-Auth",
                                 "x-goog-api-key",
                                 "Cookie",
                                 "Set-Cookie",
                                 "Proxy-Authorization",
                                 "X-Key",
                                 "X-Amz-Security-Token",
                                 "apikey",
                                 "X-AppKey",
                                 "Api-Secret",
                                 "X-Amz-Signature",
                                 "X-Secret-Key",
                                 "X-Subscription-Key",
                                 "Subscription-Key",
                                 "X-JWT",
                                 "X-Credentials",
                                 "Private-Token",
                                 "X-Gitlab-Token",
                                 "authkey"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"x"_qs << true;
        for (const char *name :
             {"Idempotency-Key", "X-Cache-Key", "Sec-WebSocket-Key", "X-Author", "X-Monkey", "Keep-Alive",
              "X-Session", "X-Compat", "X-Api-Version", "X-Signature-Version", "X-Secret-Santa"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"x"_qs << false;
        QTest::newRow("google key") << u"X-Note"_qs << u"AIzaSyA-1234567890_abcdefghijklmnopqrst"_qs << true;
        QTest::newRow("google word") << u"X-Note"_qs << u"AIza"_qs << false;
        QTest::newRow("taken out") << u"X-API-Key"_qs << u"[redacted]"_qs << false;
        for (const char *value :
             {"AKIAIOSFODNN7EXAMPLE", "ghp_abcdefghijklmnop1234", "Basic dXNlcjpwYXNz",
              "gsk_0123456789abcdef", "key is sk-abcdefghijklmnop", "ya29.a0AfH6SMBx0123456789abcdef",
              "glpat-abcdefghijklmnop", "Token 0123456789abcdef0123", "Bearer sk-abcdefghijklmnop env:KEY",
              "ApiKey 01234567"})
            QTest::newRow(value) << u"X-Note"_qs << QString::fromLatin1(value) << true;
        for (const char *value : {"Bearer {{key}}", "{{{user.key}}}", "token=\"env:KEY\"", "Key env:A;env:B"})
            QTest::newRow(value) << u"Authorization"_qs << QString::fromLatin1(value) << false;
        QTest::newRow("reference among words") << u"Authorization"_qs << u"Bearer env:KEY"_qs << false;
    }

    void secretLookalikes()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(bool, looks);
        QCOMPARE(looksLikeSecret(name, value), looks);
    }

    void urls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *url, const char *clean) {
            QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(clean);
        };
        for (const char *item :
             {"key", "code", "subscription-key", "auth", "sig", "api_key", "access_token", "Signature",
              "token", "apikey", "client_secret", "X-Amz-Signature", "jwt", "password"}) {
            const QByteArray query = "https://h/v1?size=5&" + QByteArray(item) + '=';
            row((query + "abcdef").constData(), (query + "[redacted]").constData());
        }
        row("https://h/v1?note=AIzaSyA-1234567890_abcdefghijklmnopqrst", "https://h/v1?note=[redacted]");
        row("https://h/v1?size=5&encode=utf8&author=me&cache_key=1", "");
        row("https://h/v1?key=env:KEY", "");
        row("https://h/v1?key=", "");
        row("https://me:hidden@h/v1", "me:[redacted]@");
        row("https://me:env:PASSWORD@h/v1", "");
        row("https://me@h/v1", "");
        row("https://ghp_abcdefghijklmnop@h/v1", "[redacted]@");
        row("https://0123456789abcdef0123@h/v1", "[redacted]@");
        row("https://averylongusernameindeed@h/v1", "");
    }
    void urls()
    {
        QFETCH(QString, url);
        QFETCH(QString, clean);
        const QUrl given(url);
        QCOMPARE(holdsCredentials(given), !clean.isEmpty());
        const QUrl cleaned = withoutCredentials(given);
        QVERIFY(!holdsCredentials(cleaned));
        if (clean.isEmpty())
            QCOMPARE(cleaned, given);
        else if (clean.endsWith(u'@'))
            QCOMPARE(who(cleaned), clean);
        else
            QCOMPARE(cleaned.toString(), clean);
    }

    void resolvesReferencesAmongWords()
    {
        qputenv("WEIR_TEST_KEY", "abcdef");
        qputenv("WEIR_TEST_USER", "somebody");
        Redactor redactor;
        QCOMPARE(*resolveSecretsIn(u"env:WEIR_TEST_KEY"_qs, redactor), QByteArray("abcdef"));
        QCOMPARE(*resolveSecretsIn(u"Key env:WEIR_TEST_USER env:WEIR_TEST_KEY x"_qs, redactor),
                 QByteArray("Key somebody abcdef x"));
        QCOMPARE(redactor.redacted("abcdef somebody"), QByteArray("[redacted] [redacted]"));
        for (const char *text : {"token=\"%1\"", "a=1;k=%1;b", "Digest user='x', key='%1'", "(%1)",
                                 "{\"k\":\"%1\"}", "x:%1", "[%1]", "a,%1"})
            QCOMPARE(*resolveSecretsIn(QString::fromLatin1(text).replace(u"%1"_qs, u"env:WEIR_TEST_KEY"_qs),
                                       redactor),
                     QByteArray(text).replace("%1", "abcdef"));
        QCOMPARE(*resolveSecretsIn(u"no-env:WEIR_TEST_KEY"_qs, redactor), QByteArray("no-env:WEIR_TEST_KEY"));
        QCOMPARE(*resolveSecretsIn(QString(), redactor), QByteArray());
        QVERIFY(!resolveSecretsIn(u"Bearer env:WEIR_TEST_NOT_SET"_qs, redactor).ok());
    }

    void keysInTexts()
    {
        QCOMPARE(withoutKeys(u"use sk-abcdefghijklmnop, or AKIAIOSFODNN7EXAMPLE."_qs),
                 u"use [redacted], or [redacted]."_qs);
        QCOMPARE(withoutKeys(u"Bearer of good news"_qs), u"Bearer of good news"_qs);
    }

    void redactorsWithMore()
    {
        Redactor redactor;
        redactor.add("abcdef");
        const Redactor more = redactor.with({"ghijkl"});
        QCOMPARE(more.redacted("abcdef ghijkl"), QByteArray("[redacted] [redacted]"));
        QCOMPARE(redactor.redacted("abcdef ghijkl"), QByteArray("[redacted] ghijkl"));
    }
};

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
