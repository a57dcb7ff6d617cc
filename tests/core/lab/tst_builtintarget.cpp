// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/builtintarget.h"

#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace weir;

class TestBuiltinTarget : public QObject
{
    Q_OBJECT

private:
    static Scenario scenarioWith(const QStringList &urls)
    {
        Scenario scenario;
        for (const QString &url : urls) {
            Target target;
            target.url = url;
            scenario.targets.push_back(target);
        }
        return scenario;
    }
    static bool answers(const QString &url)
    {
        QTcpSocket socket;
        socket.connectToHost(QUrl(url).host(), static_cast<quint16>(QUrl(url).port()));
        return socket.waitForConnected(5000);
    }

private Q_SLOTS:
    void recognisesItsScheme_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("builtin");
        QTest::newRow("default") << "builtin:" << true;
        QTest::newRow("preset") << "builtin:flaky" << true;
        QTest::newRow("http") << "http://127.0.0.1:8000" << false;
        QTest::newRow("host of that name") << "https://builtin:443" << false;
    }
    void recognisesItsScheme()
    {
        QFETCH(QString, url);
        QFETCH(bool, builtin);
        QCOMPARE(isBuiltinUrl(url), builtin);
    }

    void startsOneServiceForEachPreset()
    {
        QString steady;
        {
            const Result<BuiltinTargets> targets = BuiltinTargets::startFor(
                scenarioWith({QStringLiteral("builtin:"), QStringLiteral("http://127.0.0.1:1"),
                              QStringLiteral("builtin:flaky"), QStringLiteral("builtin:steady")}));
            QVERIFY(targets.ok());
            const QStringList urls = targets->urls();
            QCOMPARE(urls.size(), 4);
            QCOMPARE(urls[0], urls[3]); // the default is steady
            QVERIFY(urls[1].isEmpty());
            QVERIFY(urls[2] != urls[0]);
            QVERIFY(answers(urls[0]));
            QVERIFY(answers(urls[2]));
            steady = urls[0];
        }
        QVERIFY(!answers(steady)); // gone with its user
    }

    void anUnknownPresetIsAnErrorWithItsPath()
    {
        const Result<BuiltinTargets> targets = BuiltinTargets::startFor(
            scenarioWith({QStringLiteral("builtin:"), QStringLiteral("builtin:nothing")}));
        QVERIFY(!targets.ok());
        QCOMPARE(targets.error().where.english(), QStringLiteral("/targets/1/url"));
        QVERIFY(targets.error().text().contains(QStringLiteral("steady")));
    }
};

QTEST_GUILESS_MAIN(TestBuiltinTarget)
#include "tst_builtintarget.moc"
