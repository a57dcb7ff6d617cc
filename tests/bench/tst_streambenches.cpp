// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the benches that need sockets with tiny sizes: every program starts, no token is lost, and a table
// comes out. No figure is looked at.
#include "support/cliprocess.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

class TestStreamBenches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsItsTable_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("clients");
        QTest::addColumn<int>("rows");
        QTest::newRow("streams") << QStringLiteral("bench-streams")
                                 << QStringList{QStringLiteral("floor"), QStringLiteral("curl"),
                                                QStringLiteral("curl-on-read"), QStringLiteral("qt"),
                                                QStringLiteral("aiohttp")}
                                 << 5;
        QTest::newRow("scale") << QStringLiteral("bench-scale")
                               << QStringList{QStringLiteral("curl"), QStringLiteral("qt")} << 6;
    }

    void printsItsTable()
    {
        QFETCH(const QString, program);
        QFETCH(const QStringList, clients);
        const QTemporaryDir folder;
        const CliResult result =
            callCli(QStringLiteral(WEIR_PROGRAMS "/") + program, {QStringLiteral("--quick")}, folder.path());
        QVERIFY2(result.exitCode == 0, result.error.constData());
        int rows = 0;
        qsizetype columns = 0;
        for (const QByteArray &line : result.out.split('\n')) {
            if (!line.startsWith('|'))
                continue;
            columns = line.startsWith("| streams") ? line.count('|') : columns;
            QCOMPARE(line.count('|'), columns);
            rows += line.at(2) >= '0' && line.at(2) <= '9' ? 1 : 0;
        }
        QTEST(rows, "rows");
        for (const QString &client : clients)
            QVERIFY2(result.out.contains(QByteArray(" ") + client.toUtf8() + " |"), qPrintable(client));
        QVERIFY(!result.out.contains("never stamped"));
    }
};

QTEST_GUILESS_MAIN(TestStreamBenches)
#include "tst_streambenches.moc"
