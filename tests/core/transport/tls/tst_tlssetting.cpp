// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"
#include "transport/tls/tlssetting.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

QStringList codesOf(const Problems &problems)
{
    QStringList codes;
    for (const Problem &problem : problems)
        codes.append(QStringLiteral("%1 %2 %3")
                         .arg(problem.severity == Severity::Error ? u"error"_qs : u"warning"_qs, problem.path,
                              QString::fromLatin1(problem.message.code())));
    return codes;
}

} // namespace

class TestTlsSetting : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const MadeCertificate m_ca = makeCertificate({.name = "Test CA", .alternatives = {}, .isCa = true});
    const MadeCertificate m_client = makeCertificate({.name = "me", .alternatives = {}}, &m_ca);
    const MadeCertificate m_other = makeCertificate({.name = "other", .alternatives = {}}, &m_ca);
    const MadeCertificate m_expired =
        makeCertificate({.name = "old", .fromSeconds = -7200, .untilSeconds = -3600}, &m_ca);

    void put(const QString &name, const QByteArray &content,
             QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(file.setPermissions(permissions));
    }
    TlsReading read(const TlsFiles &files, TlsSecrets secrets = TlsSecrets::All)
    {
        Redactor redactor;
        return readTls(files, m_folder.path(), secrets, redactor);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("SSL_CERT_FILE");
        qunsetenv("SSL_CERT_DIR");
        qputenv("TLS_TEST_PASSWORD", "sesame-open-now");
        qputenv("TLS_TEST_WRONG", "sesame-shut-now");
        qputenv("TLS_TEST_KEY", m_client.keyPem);
        put(u"ca.pem"_qs, m_ca.pem);
        put(u"client.pem"_qs, m_client.pem);
        put(u"client.key"_qs, m_client.keyPem);
        put(u"other.key"_qs, m_other.keyPem);
        put(u"both.pem"_qs, m_client.keyPem + m_client.pem + m_ca.pem);
        put(u"locked.key"_qs, lockedKey(m_client, "sesame-open-now"));
        put(u"open.key"_qs, m_client.keyPem,
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        put(u"expired.pem"_qs, m_expired.pem);
        put(u"expired.key"_qs, m_expired.keyPem);
        put(u"text.pem"_qs, "hello\n");
        QVERIFY(QDir(m_folder.path()).mkdir(u"empty"_qs));
        put(u"der.pem"_qs, QByteArray::fromHex("308201"));
    }

    void files_data()
    {
        QTest::addColumn<QStringList>("files"); // ca, certificate, key, password
        QTest::addColumn<QStringList>("problems");
        QTest::addColumn<bool>("isSet");
        const auto row = [](const char *name, const QStringList &files, const QStringList &problems,
                            bool isSet) { QTest::newRow(name) << files << problems << isSet; };
        row("nothing", {}, {}, false);
        row("CA", {u"ca.pem"_qs}, {}, true);
        row("certificate and key", {{}, u"client.pem"_qs, u"client.key"_qs}, {}, true);
        row("one file", {{}, u"both.pem"_qs}, {}, true);
        row("key of the environment", {{}, u"client.pem"_qs, u"env:TLS_TEST_KEY"_qs}, {}, true);
        row("locked key", {{}, u"client.pem"_qs, u"locked.key"_qs, u"env:TLS_TEST_PASSWORD"_qs}, {}, true);
        row("no such CA", {u"none.pem"_qs}, {u"error ca tls.file_unreadable"_qs}, false);
        row("a folder", {u"."_qs}, {}, true);
        row("a folder without", {u"empty"_qs}, {u"error ca tls.folder_without_certificate"_qs}, false);
        row("no root", {u"client.pem"_qs}, {u"warning ca tls.no_root_among"_qs}, true);
        row("no PEM", {u"text.pem"_qs}, {u"error ca tls.no_certificate"_qs}, false);
        row("DER", {{}, u"der.pem"_qs}, {u"error certificate tls.no_certificate"_qs}, false);
        row("a key as CA", {u"client.key"_qs}, {u"error ca tls.no_certificate"_qs}, false);
        row("no key", {{}, u"client.pem"_qs}, {u"error key tls.key_needed"_qs}, false);
        row("no such key", {{}, u"client.pem"_qs, u"none.key"_qs}, {u"error key error.at_place"_qs}, false);
        row("a certificate as key", {{}, u"client.pem"_qs, u"ca.pem"_qs}, {u"error key tls.no_key"_qs},
            false);
        row("another key", {{}, u"client.pem"_qs, u"other.key"_qs}, {u"error key tls.key_of_another"_qs},
            false);
        row("locked, no password", {{}, u"client.pem"_qs, u"locked.key"_qs},
            {u"error key_password tls.password_needed"_qs}, false);
        row("wrong password", {{}, u"client.pem"_qs, u"locked.key"_qs, u"env:TLS_TEST_WRONG"_qs},
            {u"error key_password tls.password_wrong"_qs}, false);
        row("expired", {{}, u"expired.pem"_qs, u"expired.key"_qs},
            {u"warning certificate tls.certificate_expired"_qs}, true);
        row("all may read the key", {{}, u"client.pem"_qs, u"open.key"_qs},
            {u"warning key secret.file_is_readable"_qs}, true);
    }
    void files()
    {
        QFETCH(const QStringList, files);
        QFETCH(QStringList, problems);
        QFETCH(const bool, isSet);
        const TlsReading reading = read({files.value(0), files.value(1), files.value(2), files.value(3)});
        QStringList found = codesOf(reading.problems);
        if (qstrcmp(QTest::currentDataTag(), "all may read the key") == 0 &&
            QFileInfo(m_folder.path()).ownerId() == 0)
            problems.clear(); // containers' secrets belong to root
        QCOMPARE(found, problems);
        QCOMPARE(reading.setting != nullptr, isSet);
    }

    void keysLeaveNoTrace()
    {
        Redactor redactor;
        const TlsReading reading =
            readTls({{}, u"both.pem"_qs, {}, {}}, m_folder.path(), TlsSecrets::All, redactor);
        QVERIFY(reading.setting);
        QVERIFY(!reading.setting->identity().certificatePem.contains("PRIVATE"));
        QCOMPARE(reading.setting->forQt().localCertificateChain().size(), qsizetype{2});
        QVERIFY(!reading.setting->forQt().privateKey().isNull());
        const QByteArray told = "x " + reading.setting->identity().keyPem + " y";
        QVERIFY(!redactor.redacted(told).contains("PRIVATE KEY"));
    }

    void checksAskNoSecretElsewhere()
    {
        const TlsReading reading =
            read({{}, u"client.pem"_qs, u"env:TLS_TEST_NOT_SET"_qs, {}}, TlsSecrets::OfFiles);
        QVERIFY(reading.problems.empty() && !reading.setting);
        QCOMPARE(codesOf(read({{}, u"client.pem"_qs, u"env:TLS_TEST_NOT_SET"_qs, {}}).problems).size(),
                 qsizetype{1});
    }

    void idIsThatOfTheContent()
    {
        const TlsReading ca = read({u"ca.pem"_qs, {}, {}, {}});
        const TlsReading again = read({m_folder.filePath(u"ca.pem"_qs), {}, {}, {}});
        const TlsReading client = read({u"ca.pem"_qs, u"both.pem"_qs, {}, {}});
        QCOMPARE(ca.setting->id(), again.setting->id());
        QVERIFY(ca.setting->id() != client.setting->id());
    }

    void environmentSaysWhatIsTrusted()
    {
        qputenv("SSL_CERT_FILE", m_folder.filePath(u"ca.pem"_qs).toUtf8());
        TlsReading reading = read({});
        QVERIFY(reading.setting && reading.problems.empty());
        QCOMPARE(reading.setting->roots().pem, m_ca.pem);
        qputenv("SSL_CERT_FILE", m_folder.filePath(u"none.pem"_qs).toUtf8());
        reading = read({});
        QCOMPARE(codesOf(reading.problems), QStringList{u"error ca tls.of_variable"_qs});
        reading = read({u"ca.pem"_qs, {}, {}, {}}); // the scenario's own comes first
        QVERIFY(reading.setting && reading.problems.empty());
        QVERIFY(read({}, TlsSecrets::OfFiles).problems.empty());
        qunsetenv("SSL_CERT_FILE");
    }

    void theSystemsOwnPlacesAreNoSetting()
    {
        const QString bundle = u"/etc/ssl/certs/ca-certificates.crt"_qs;
        if (!QFile::exists(bundle))
            QSKIP("this system keeps its certificates elsewhere");
        qputenv("SSL_CERT_FILE", bundle.toUtf8());
        qputenv("SSL_CERT_DIR", "/etc/ssl/certs");
        QVERIFY(!read({}).setting);
        qputenv("SSL_CERT_FILE", m_folder.filePath(u"ca.pem"_qs).toUtf8());
        const TlsReading both = read({});
        QVERIFY(both.setting && both.setting->roots().pem.count("BEGIN CERTIFICATE") > 1);
        qunsetenv("SSL_CERT_FILE");
        qunsetenv("SSL_CERT_DIR");
    }

    void folderOfTheEnvironment()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(m_folder.filePath(u"ca.pem"_qs), folder.filePath(u"a.pem"_qs)));
        QVERIFY(QFile::link(folder.filePath(u"a.pem"_qs), folder.filePath(u"12345678.0"_qs)));
        qputenv("SSL_CERT_DIR", (m_folder.filePath(u"none"_qs) + u':' + folder.path()).toUtf8());
        TlsReading reading = read({});
        QVERIFY(reading.setting);
        QCOMPARE(reading.setting->roots().pem.count("BEGIN CERTIFICATE"), qsizetype{1});
        qputenv("SSL_CERT_DIR", m_folder.filePath(u"none"_qs).toUtf8());
        QCOMPARE(codesOf(read({}).problems), QStringList{u"error ca tls.no_certificates_there"_qs});
        qunsetenv("SSL_CERT_DIR");
    }
};

QTEST_GUILESS_MAIN(TestTlsSetting)
#include "tst_tlssetting.moc"
