// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/oncedialog.h"
#include "compose/onceview.h"
#include "compose/trustdialog.h"
#include "scenario/check.h"
#include "support/tlsserver.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTrustDialog : public QObject
{
    Q_OBJECT

private:
    const TlsServer m_server{{makeCertificate({}), {}}};

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"SSL_CERT_FILE", "SSL_CERT_DIR"})
            qunsetenv(name);
    }

    void nothingIsTrustedUnasked()
    {
        const QTemporaryDir folder;
        TrustDialog dialog(QUrl(m_server.url()), {}, folder.path());
        QSignalSpy trusted(&dialog, &TrustDialog::trusted);
        QVERIFY(!dialog.trustButton()->isEnabled());
        QTRY_VERIFY(dialog.trustButton()->isEnabled());
        for (const QString &part : {u"localhost"_qs, u"SHA-256: "_qs, u"Valid: "_qs, folder.path()})
            QVERIFY2(dialog.text().contains(part), qPrintable(dialog.text()));
        dialog.reject();
        QCOMPARE(trusted.size(), qsizetype{0});
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void filesOfOthersStay()
    {
        const QTemporaryDir folder;
        const QString first = fileForCertificate(folder.path(), u"h"_qs, "one");
        QCOMPARE(first, folder.filePath(u"h.pem"_qs));
        QFile file(first);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("one") == 3);
        file.close();
        QCOMPARE(fileForCertificate(folder.path(), u"h"_qs, "one"), first);
        QCOMPARE(fileForCertificate(folder.path(), u"h"_qs, "two"), folder.filePath(u"h-2.pem"_qs));
        QCOMPARE(fileForCertificate(folder.path(), u"::1"_qs, "one"), folder.filePath(u"__1.pem"_qs));
    }

    void tryOnceOffersTrustAndAsksAgain()
    {
        const QTemporaryDir folder;
        ThemeSource themes(ThemeMode::Light, QApplication::palette());
        OnceDialog dialog(themes);
        QSignalSpy chosen(&dialog, &OnceDialog::caChosen);
        Scenario scenario = defaultScenario();
        scenario.targets[0].url = m_server.url();
        dialog.show();
        dialog.send(scenario, folder.path(), 0);
        QTRY_VERIFY(dialog.view()->hasResult());
        QCOMPARE(dialog.view()->outcomeText(), u"tls_failure"_qs);
        QVERIFY(dialog.trustButton()->isVisible());
        dialog.trustButton()->click();
        TrustDialog *trust = dialog.findChild<TrustDialog *>();
        QVERIFY(trust);
        QTRY_VERIFY(trust->trustButton()->isEnabled());
        trust->trustButton()->click();
        QCOMPARE(chosen.size(), qsizetype{1});
        QCOMPARE(chosen[0][0].toInt(), 0);
        QVERIFY(contentOf(chosen[0][1].toString()).contains("BEGIN CERTIFICATE"));
        QTRY_VERIFY(dialog.view()->hasResult());
        QVERIFY2(dialog.view()->outcomeText() != u"tls_failure", qPrintable(dialog.view()->outcomeText()));
        QVERIFY(!dialog.trustButton()->isVisible());
    }

    /// Nothing to trust is shown then; the dialog says whose certificate to ask for.
    void anUnknownIssuerIsNamed()
    {
        CertificateWish authority;
        authority.name = "Some CA";
        authority.isCa = true;
        const MadeCertificate ca = makeCertificate(authority);
        const TlsServer server({makeCertificate({}, &ca), {}});
        const QTemporaryDir folder;
        ThemeSource themes(ThemeMode::Light, QApplication::palette());
        OnceDialog dialog(themes);
        Scenario scenario = defaultScenario();
        scenario.targets[0].url = server.url();
        dialog.show();
        dialog.send(scenario, folder.path(), 0);
        QTRY_VERIFY(dialog.view()->hasResult());
        QCOMPARE(dialog.view()->outcomeText(), u"tls_failure"_qs);
        QVERIFY(dialog.trustButton()->isVisible());
        dialog.trustButton()->click();
        TrustDialog *trust = dialog.findChild<TrustDialog *>();
        QVERIFY(trust);
        const QPoint button = trust->trustButton()->pos();
        QTRY_VERIFY2(trust->text().contains(u"Some CA"), qPrintable(trust->text()));
        QVERIFY(!trust->trustButton()->isEnabled());
        QCOMPARE(trust->trustButton()->pos(), button); // the text came without moving it
    }
};

QTEST_MAIN(TestTrustDialog)
#include "tst_trustdialog.moc"
