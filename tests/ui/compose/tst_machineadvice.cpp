// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/machineadvice.h"

#include <QTest>

using namespace weir;

class TestMachineAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void tokens();
};

void TestMachineAdvice::says_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<quint64>("openFiles");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("enough") << false << quint64(100'000)
                            << QStringList{QStringLiteral("1,000 connections"), QStringLiteral("run file"),
                                           QStringLiteral("has it")};
    QTest::newRow("files short") << false << quint64(256) << QStringList{QStringLiteral("ulimit -n")};
    QTest::newRow("no cap") << true << quint64(100'000) << QStringList{QStringLiteral("Without a cap")};
}

void TestMachineAdvice::says()
{
    QFETCH(bool, open);
    QFETCH(quint64, openFiles);
    QFETCH(QStringList, says);
    Scenario scenario;
    if (open)
        scenario.load.first().model = OpenLoad();
    else
        scenario.load.first().model = ClosedLoad{1000, {}};
    MachineFacts facts;
    facts.openFiles = openFiles;
    const QString text = adviceText(needsOf(scenario), facts);
    for (const QString &part : says)
        QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(text.contains(u"has it"), openFiles > 1000);
}

void TestMachineAdvice::tokens()
{
    Scenario scenario;
    RequestTemplate shortOne;
    shortOne.weight = 3;
    shortOne.maxTokens = 100;
    RequestTemplate longOne;
    longOne.weight = 1;
    scenario.requests = {shortOne, longOne};
    QVERIFY(!mostOutputTokens(scenario, 10));
    scenario.requests[1].maxTokens = 500;
    QCOMPARE(mostOutputTokens(scenario, 10).value(), 2000.0);
}

QTEST_GUILESS_MAIN(TestMachineAdvice)
#include "tst_machineadvice.moc"
