// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.h"
#include "report/provenance.h"

#include <QTest>

using namespace weir;

class TestProvenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofASummary();
    void ofAScenario();
    void nothingOfASecretIsTold();
    void ribbons();
    void tables_data();
    void tables();
};

void TestProvenance::ofASummary()
{
    Summary summary;
    summary.scenario = QStringLiteral("checkout");
    summary.seed = 7;
    summary.verdict = Verdict::Fail;
    summary.simulated = true;
    summary.origin.startedAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    summary.origin.program = QStringLiteral("0.8");
    summary.origin.targets = {{QStringLiteral("a"), QStringLiteral("https://api.example.com/v1"), {}, {}},
                              {QStringLiteral("b"), QStringLiteral("https://api.example.com/v2"), {}, {}},
                              {QStringLiteral("c"), QStringLiteral("http://10.0.0.1:8000"), {}, {}}};
    QCOMPARE(provenanceLine(provenanceOf(summary)).english(),
             QStringLiteral("checkout · api.example.com, 10.0.0.1:8000 · 2026-01-02T03:04:05Z · seed 7 · "
                            "Weir 0.8 · simulated · fail"));
}

void TestProvenance::ofAScenario()
{
    Scenario scenario;
    scenario.name = QStringLiteral("checkout");
    Target target;
    target.url = QStringLiteral("builtin:slow");
    scenario.targets = {target};
    Provenance provenance = provenanceOf(scenario, QDateTime());
    QCOMPARE(provenanceLine(provenance).english(),
             QStringLiteral("checkout · builtin:slow · Weir %1").arg(QLatin1String(versionString)));
    QVERIFY(ribbonWords(provenance).isEmpty());
    provenance.goesOn = true;
    QVERIFY(provenanceLine(provenance).english().endsWith(QStringLiteral(" · the run goes on")));
    QVERIFY(!ribbonWords(provenance).isEmpty());
    QVERIFY(Provenance().isEmpty() && provenanceLine(Provenance()).isEmpty());
}

void TestProvenance::nothingOfASecretIsTold()
{
    Scenario scenario;
    for (const QString &url : {QStringLiteral("https://user:hush@api.example.com/v1"),
                               QStringLiteral("https://api.example.org/?key=hush"),
                               QStringLiteral("https://api.example.net/hush#hush")}) {
        Target target;
        target.url = url;
        scenario.targets.push_back(target);
    }
    const QString line = provenanceLine(provenanceOf(scenario, QDateTime())).english();
    QVERIFY2(line.contains(u"api.example.com, api.example.org, api.example.net"), qPrintable(line));
    QVERIFY2(!line.contains(u"hush"), qPrintable(line));
}

void TestProvenance::ribbons()
{
    Provenance provenance;
    provenance.verdict = Verdict::Pass;
    QVERIFY(ribbonWords(provenance).isEmpty());
    provenance.verdict = Verdict::Invalid;
    QCOMPARE(ribbonWords(provenance).english(), QStringLiteral("INVALID"));
    provenance.simulated = true;
    QCOMPARE(ribbonWords(provenance).english(), QStringLiteral("SIMULATED · INVALID"));
    provenance.verdict = Verdict::Pass;
    QCOMPARE(ribbonWords(provenance).english(), QStringLiteral("SIMULATED"));
}

void TestProvenance::tables_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("rows") << QByteArray("a,b\r\n1,2\r\n3,4\r\n")
                          << QByteArray("a,b,provenance\r\n1,2,x\r\n3,4,\r\n");
    QTest::newRow("no rows") << QByteArray("a,b,c\r\n") << QByteArray("a,b,c,provenance\r\n,,,x\r\n");
    QTest::newRow("line ends in quotes") << QByteArray("a\r\n\"1\r\n2\"\r\n\"\"\"\r\n\"\r\n")
                                         << QByteArray("a,provenance\r\n\"1\r\n2\",x\r\n\"\"\"\r\n\",\r\n");
    QTest::newRow("no table") << QByteArray() << QByteArray();
}

void TestProvenance::tables()
{
    QFETCH(const QByteArray, csv);
    Provenance provenance;
    QCOMPARE(withProvenance(csv, provenance), csv);
    provenance.scenario = QStringLiteral("x");
    QTEST(withProvenance(csv, provenance), "expected");
}

QTEST_GUILESS_MAIN(TestProvenance)
#include "tst_provenance.moc"
