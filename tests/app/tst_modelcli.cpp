// SPDX-License-Identifier: GPL-3.0-or-later
// weir-cli without --model: whom it asks, what it says, and how it ends.
#include "support/cliprocess.h"
#include "support/scriptedserver.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);

ServerScript answering(int status, const QByteArray &body)
{
    return ServerScript().readRequest().send(httpResponse(status, body)).repeat();
}

} // namespace

class TestModelCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    CliResult call(const QString &words)
    {
        return callCli(cli, QProcess::splitCommand(words), m_folder.path());
    }

private Q_SLOTS:
    void theOnlyOneIsTold()
    {
        const ServingCli server(
            cli, QProcess::splitCommand(QStringLiteral("--ttft 5ms --itl 1ms --tokens 3")), m_folder.path());
        QVERIFY(!server.url().isEmpty());
        const CliResult run =
            call(QStringLiteral("run --url %1 --requests 2 --quiet --summary -").arg(server.url()));
        QVERIFY2(run.error.contains("the service's only one is taken: weir-reference"),
                 run.error.constData());
        const QJsonObject target = run.json().value(QStringLiteral("targets")).toArray().at(0).toObject();
        QCOMPARE(target.value(QStringLiteral("model")).toString(), QStringLiteral("weir-reference"));
        const CliResult once = call(QStringLiteral("once --url %1").arg(server.url()));
        QCOMPARE(once.exitCode, 0);
        QVERIFY2(once.out.contains(R"("model": "weir-reference")"), once.out.constData());
        const CliResult named = call(
            QStringLiteral("run --url %1 --model mine --requests 1 --quiet --summary -").arg(server.url()));
        QVERIFY2(!named.error.contains("taken"), named.error.constData());
    }

    void severalEndIt()
    {
        const ScriptedServer server(answering(200, R"({"data":[{"id":"a"},{"id":"b"}]})"));
        for (const char *command : {"run", "once"}) {
            const CliResult result =
                call(QStringLiteral("%1 --url %2").arg(QLatin1String(command), server.url().toString()));
            QCOMPARE(result.exitCode, 104);
            QVERIFY2(result.error.contains("the service has 2: a, b. Name one with --model NAME"),
                     result.error.constData());
        }
        QCOMPARE(server.requestCount(), 2); // and nothing but the questions went out
    }

    void refusalsEndIt()
    {
        const ScriptedServer server(answering(401, "no"));
        const CliResult result = call(QStringLiteral("run --url %1").arg(server.url().toString()));
        QCOMPARE(result.exitCode, 104);
        QVERIFY2(result.error.contains("/v1/models answered with status 401"), result.error.constData());
        QVERIFY(result.error.contains("--key"));
    }

    void whoListsNoneIsAskedAllTheSame()
    {
        const ScriptedServer server(answering(200, R"({"choices":[{"message":{"content":"hi"}}]})"));
        const CliResult result =
            call(QStringLiteral("run --url %1 --no-stream --requests 1 --quiet --summary -")
                     .arg(server.url().toString()));
        QVERIFY2(result.error.contains("warning No model is named"), result.error.constData());
        const QJsonObject summary = result.json();
        QCOMPARE(
            summary.value(QStringLiteral("requests")).toObject().value(QStringLiteral("succeeded")).toInt(),
            1);
        QVERIFY(summary.value(QStringLiteral("warnings"))
                    .toArray()
                    .at(0)
                    .toString()
                    .contains(u"No model is named"));
    }

    void anAddressThatIsNotThereIsToldWithTheLikelyOne()
    {
        const ScriptedServer server(answering(404, "no"));
        const QByteArray url = server.url().adjusted(QUrl::RemovePath).toEncoded();
        const CliResult result = call(QStringLiteral("run --url %1/api/chat --model m --requests 1 --quiet")
                                          .arg(QString::fromUtf8(url)));
        QVERIFY(result.exitCode == 99 || result.exitCode == 98); // a machine with other things to do
        QVERIFY2(result.out.contains("sent to " + url + "/api/chat/v1/chat/completions"),
                 result.out.constData());
        QVERIFY2(result.out.contains("documents " + url + "/v1/chat/completions"), result.out.constData());
    }

    void checkAsksNobody()
    {
        const ScriptedServer server(answering(404, "no"));
        QFile file(m_folder.filePath(QStringLiteral("s.weir")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"weir": 1, "targets": [{"name": "t", "url": ")" + server.url().toEncoded() +
                   R"("}], "requests": [{"name": "r", "prompt": "hi"}]})");
        file.close();
        QCOMPARE(call(QStringLiteral("check s.weir")).exitCode, 0);
        QCOMPARE(server.connectionCount(), 0);
        QCOMPARE(call(QStringLiteral("run s.weir")).exitCode, 104);
        QCOMPARE(server.requestCount(), 1);
    }
};

QTEST_GUILESS_MAIN(TestModelCli)
#include "tst_modelcli.moc"
