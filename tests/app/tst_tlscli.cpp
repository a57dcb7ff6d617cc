// SPDX-License-Identifier: GPL-3.0-or-later
// A service behind a CA of its own, with and without a client certificate, as the command line asks for it
// (docs/cli.md).
#include "support/cliprocess.h"
#include "support/tlsserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);

} // namespace

class TestTlsCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const MadeCertificate m_ca = makeCertificate({.name = "Test CA", .alternatives = {}, .isCa = true});
    const TlsServer m_server{{makeCertificate({}, &m_ca), {}}};
    const TlsServer m_strict{{makeCertificate({}, &m_ca), m_ca.pem}};
    const MadeCertificate m_client = makeCertificate({.name = "me", .alternatives = {}}, &m_ca);

    void put(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }
    CliResult once(const TlsServer &server, const QStringList &options)
    {
        return callCli(cli,
                       QStringList{QStringLiteral("once"), QStringLiteral("--url"), server.url()} + options,
                       m_folder.path());
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "https_proxy"})
            qunsetenv(name);
        put(QStringLiteral("ca.pem"), m_ca.pem);
        put(QStringLiteral("me.pem"), m_client.pem);
        put(QStringLiteral("me.key"), m_client.keyPem);
        put(QStringLiteral("locked.key"), lockedKey(m_client, "sesame-open-now"));
    }

    void options_data()
    {
        QTest::addColumn<bool>("isStrict");
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, bool isStrict, const char *options, const char *out,
                            const char *error) {
            QTest::newRow(name) << isStrict << QString::fromLatin1(options) << QByteArray(out)
                                << QByteArray(error);
        };
        row("unknown CA", false, "", "which is not trusted here, and the service did not send",
            "with --ca FILE");
        row("CA", false, "--ca ca.pem", "< HTTP 200", "");
        row("CA, curl", false, "--ca ca.pem --transport curl", "< HTTP 200", "");
        row("insecure", false, "--insecure", "< HTTP 200", "is not checked");
        row("wanted", true, "--ca ca.pem", "wants a client certificate", "--cert FILE and --key-file FILE");
        row("shown", true, "--ca ca.pem --cert me.pem --key-file me.key", "< HTTP 200", "");
        row("shown, curl", true, "--ca ca.pem --cert me.pem --key-file me.key --transport curl", "< HTTP 200",
            "");
        row("set", true,
            "--set targets.0.tls.ca=ca.pem --set targets.0.tls.certificate=me.pem --set "
            "targets.0.tls.key=me.key",
            "< HTTP 200", "");
        row("locked", true, "--ca ca.pem --cert me.pem --key-file locked.key", "",
            "/targets/0/tls/key_password: The private key is locked");
        row("no such file", false, "--ca none.pem", "", "/targets/0/tls/ca: The file");
        row("a key alone", true, "--key-file me.key", "", "/targets/0/tls/certificate");
    }
    void options()
    {
        QFETCH(const bool, isStrict);
        QFETCH(const QString, options);
        QFETCH(const QByteArray, out);
        QFETCH(const QByteArray, error);
        const CliResult result = once(isStrict ? m_strict : m_server, QProcess::splitCommand(options));
        QVERIFY2(result.out.contains(out), (result.out + result.error).constData());
        QVERIFY2(result.error.contains(error), (result.out + result.error).constData());
        QVERIFY(!(result.out + result.error).contains("PRIVATE KEY-----"));
    }

    /// The server closes on what is no TLS; with qt the library sends it again, which is not what matters.
    void httpToATlsPortIsToldFirst_data()
    {
        QTest::addColumn<QString>("transport");
        QTest::newRow("qt") << QStringLiteral("qt");
        QTest::newRow("curl") << QStringLiteral("curl");
    }
    void httpToATlsPortIsToldFirst()
    {
        QFETCH(const QString, transport);
        const CliResult result = callCli(
            cli,
            {QStringLiteral("run"), QStringLiteral("--url"), m_server.url(QStringLiteral("http")),
             QStringLiteral("--model"), QStringLiteral("m"), QStringLiteral("--requests"),
             QStringLiteral("2"), QStringLiteral("--quiet"), QStringLiteral("--transport"), transport},
            m_folder.path());
        QVERIFY(result.exitCode == 99 || result.exitCode == 98); // a machine with other things to do
        const qsizetype advice = result.out.indexOf("try " + m_server.url().chopped(1).toUtf8());
        QVERIFY2(advice > 0, result.out.constData());
        QVERIFY2(result.out.indexOf("No request succeeded") > advice, result.out.constData());
        QVERIFY2(!result.out.contains("allowed are 0") ||
                     result.out.indexOf("The HTTP library re-sent") > advice,
                 result.out.constData());
    }

    /// Such a folder as SSL_CERT_DIR names.
    void aFolderOfCas()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("cas")));
        put(QStringLiteral("cas/one.pem"), m_ca.pem);
        for (const QString &transport : {QStringLiteral("qt"), QStringLiteral("curl")}) {
            const CliResult result = once(m_server, {QStringLiteral("--ca"), QStringLiteral("cas"),
                                                     QStringLiteral("--transport"), transport});
            QVERIFY2(result.out.contains("< HTTP 200"), (result.out + result.error).constData());
        }
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("none")));
        const CliResult none = once(m_server, {QStringLiteral("--ca"), QStringLiteral("none")});
        QVERIFY2(none.error.contains("No file in the folder"), none.error.constData());
    }

    void environmentNamesWhatIsTrusted()
    {
        qputenv("SSL_CERT_FILE", m_folder.filePath(QStringLiteral("ca.pem")).toUtf8());
        const CliResult result = once(m_server, {});
        qunsetenv("SSL_CERT_FILE");
        QVERIFY2(result.out.contains("< HTTP 200"), (result.out + result.error).constData());
    }

    void aProxyOfTheEnvironmentIsTold()
    {
        qputenv("HTTPS_PROXY", "http://me:hidden-word@127.0.0.1:1");
        const CliResult result = callCli(
            cli, {QStringLiteral("once"), QStringLiteral("--url"), QStringLiteral("https://service.invalid")},
            m_folder.path());
        qputenv("NO_PROXY", "localhost, .invalid");
        const CliResult apart = callCli(
            cli, {QStringLiteral("once"), QStringLiteral("--url"), QStringLiteral("https://service.invalid")},
            m_folder.path());
        qunsetenv("NO_PROXY");
        qunsetenv("HTTPS_PROXY");
        QVERIFY2(!apart.error.contains("names a proxy"), apart.error.constData());
        QVERIFY2(result.error.contains("names a proxy (HTTPS_PROXY)"), result.error.constData());
        QVERIFY(!(result.out + result.error).contains("hidden-word"));
    }
};

QTEST_GUILESS_MAIN(TestTlsCli)
#include "tst_tlscli.moc"
