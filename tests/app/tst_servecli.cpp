// SPDX-License-Identifier: GPL-3.0-or-later
// What `weir-cli serve` is told and tells (docs/cli.md): presets, configurations, figures given by hand.
#include "service/config/configreader.h"
#include "support/cliprocess.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);

} // namespace

class TestServeCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    CliResult serve(const QString &line)
    {
        return callCli(cli, QProcess::splitCommand(QStringLiteral("serve ") + line), m_folder.path());
    }
    /// What --print-config says the options make.
    ConfigReading printed(const QString &line)
    {
        const CliResult result = serve(line + QStringLiteral(" --print-config"));
        return result.exitCode == 0
                   ? readConfig(result.out)
                   : ConfigReading{
                         {}, {{Severity::Error, {}, Message::verbatim(QString::fromUtf8(result.error))}}};
    }

private Q_SLOTS:
    void presetsAreListed()
    {
        const CliResult result = serve(QStringLiteral("--list-presets"));
        QCOMPARE(result.exitCode, 0);
        QByteArrayList lines = result.out.trimmed().split('\n');
        const QStringList names = presetNames();
        QCOMPARE(lines.size(), names.size());
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QString line = QString::fromUtf8(lines[i]);
            QVERIFY2(line.startsWith(names[i] + u' '), lines[i].constData());
            QVERIFY2(line.endsWith(presetConfig(names[i])->description), lines[i].constData());
        }
    }

    void printedConfigurationsAreRead()
    {
        for (const QString &name : presetNames()) {
            const ConfigReading reading = printed(QStringLiteral("--preset ") + name);
            QVERIFY2(reading.problems.empty(), qPrintable(errorLines(reading.problems).english()));
            QCOMPARE(reading.config, *presetConfig(name));
        }
    }

    void optionsChangeTheConfiguration()
    {
        const ConfigReading reading =
            printed(QStringLiteral("--preset vllm-like --tls --seed 18446744073709551615 --fault stall:0.25 "
                                   "--api-key swordfish --port 0 --truth t.jsonl"));
        QCOMPARE(errorLines(reading.problems), Message());
        ServiceConfig expected = *presetConfig(QStringLiteral("vllm-like"));
        expected.tls = true;
        expected.model.seed = 18446744073709551615ULL;
        expected.faults = {{FaultKind::Stall, 0.25}};
        QCOMPARE(reading.config, expected);
    }

    void figuresChooseTheFixedScheduler_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<double>("jitter");
        QTest::newRow("steady") << u"--ttft 50ms --itl 20ms --tokens 100"_qs << 0.0;
        QTest::newRow("with jitter") << u"--ttft 50ms --itl 20ms --tokens 100 --jitter 0.5"_qs << 0.5;
        QTest::newRow("of a model") << u"--preset cold --ttft 50ms --itl 20ms --tokens 100"_qs << 0.0;
    }
    void figuresChooseTheFixedScheduler()
    {
        QFETCH(const QString, line);
        QFETCH(const double, jitter);
        const ConfigReading reading = printed(line);
        QVERIFY2(reading.problems.empty(), qPrintable(errorLines(reading.problems).english()));
        const ModelConfig &model = reading.config.model;
        QCOMPARE(model.scheduler.kind, SchedulerKind::Fixed);
        QCOMPARE(model.scheduler.ttft, Nanoseconds(50ms));
        QCOMPARE(model.scheduler.itl, Nanoseconds(20ms));
        QCOMPARE(model.autoscaler, AutoscalerConfig());
        QCOMPARE(model.output.tokens.mean, 100.0);
        QCOMPARE(model.output.tokens.deviation, 100 * jitter);
        QCOMPARE(model.output.ttftFactor.deviation, jitter);
        QCOMPARE(model.output.gapFactor.deviation, jitter);
    }

    void everyProblemIsListed()
    {
        const CliResult result = serve(QStringLiteral("--config ") +
                                       QStringLiteral(WEIR_TEST_DATA "/service/malformed/limits.json"));
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.out.isEmpty());
        for (const char *path : {"limits.json", "/limits/header_timeout: ", "/limits/header_bytes: ",
                                 "/limits/body_bytes: ", "/limits/connections: ", "/limits/port: "})
            QVERIFY2(result.error.contains(path), result.error.constData());
    }

    void aKeyByReferenceIsWanted()
    {
        qputenv("WEIR_TEST_SERVED_KEY", "sesame-open-now");
        const ServingCli service(cli, {u"--api-key"_qs, u"env:WEIR_TEST_SERVED_KEY"_qs}, m_folder.path());
        qunsetenv("WEIR_TEST_SERVED_KEY");
        QVERIFY(!service.url().isEmpty());
        QNetworkAccessManager manager;
        for (const QByteArray &key :
             {QByteArray("sesame-open-now"), QByteArray("env:WEIR_TEST_SERVED_KEY")}) {
            QNetworkRequest request(QUrl(service.url() + u"/v1/models"_qs));
            request.setRawHeader("Authorization", "Bearer " + key);
            const std::unique_ptr<QNetworkReply> reply(manager.get(request));
            QTRY_VERIFY(reply->isFinished());
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                     key.startsWith("env:") ? 401 : 200);
        }
        const CliResult unset = serve(QStringLiteral("--port 0 --api-key env:WEIR_TEST_SERVED_KEY"));
        QCOMPARE(unset.exitCode, 2);
        QVERIFY2(unset.error.contains("WEIR_TEST_SERVED_KEY"), unset.error.constData());
    }

    void whatHasNoEffectIsSaid()
    {
        QFile file(m_folder.filePath(QStringLiteral("idle.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"weir_service": 1, "scheduler": {"kind": "none", "itl": "3ms"}})");
        file.close();
        const CliResult result = serve(QStringLiteral("--config idle.json --print-config"));
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.error.contains("warning /scheduler/itl: "), result.error.constData());
    }

    void certificateIsHandedOut()
    {
        const QString path = m_folder.filePath(QStringLiteral("certificate.pem"));
        ServingCli service(cli, {u"--tls"_qs, u"--tls-certificate"_qs, path}, m_folder.path());
        QVERIFY2(service.url().startsWith(u"https://127.0.0.1:"), qPrintable(service.url()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSslCertificate certificate(&file);
        QVERIFY(!certificate.isNull());
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
        trust.setCaCertificates({certificate});
        QNetworkRequest request(QUrl(service.url() + u"/health"_qs));
        request.setSslConfiguration(trust);
        QNetworkAccessManager manager;
        const std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QTRY_VERIFY(reply->isFinished());
        QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
        QCOMPARE(service.stop(), 0);
    }

    void truthThatCantBeWritten_data()
    {
        QTest::addColumn<bool>("waits");
        QTest::newRow("said while it serves") << true;
        QTest::newRow("found at the end") << false;
    }
    void truthThatCantBeWritten()
    {
        QFETCH(const bool, waits);
        if (!QFile::exists(u"/dev/full"_qs))
            QSKIP("There is no /dev/full.");
        QProcess service;
        service.start(cli, {u"serve"_qs, u"--ttft"_qs, u"1ms"_qs, u"--itl"_qs, u"0"_qs, u"--tokens"_qs,
                            u"2"_qs, u"--truth"_qs, u"/dev/full"_qs});
        QTRY_VERIFY(service.canReadLine());
        const QString url = QString::fromUtf8(service.readLine()).trimmed().section(u' ', -1);
        QNetworkRequest request(QUrl(url + u"/v1/chat/completions"_qs));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        QNetworkAccessManager manager;
        const std::unique_ptr<QNetworkReply> reply(
            manager.post(request, R"({"model":"m","messages":[{"role":"user","content":"a"}]})"));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError); // the service goes on
        QByteArray said;
        if (waits)
            QTRY_VERIFY((said += service.readAllStandardError()).contains('\n'));
        service.terminate();
        QVERIFY(service.waitForFinished());
        QCOMPARE(service.exitCode(), 1);
        said += service.readAllStandardError();
        QCOMPARE(said.count("could not be written"), 1);
        QVERIFY2(said.contains("/dev/full"), said.constData());
    }

    void certificateThatCantBeWritten()
    {
        const CliResult result = serve(u"--tls --tls-certificate nowhere/at/all.pem"_qs);
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.error.contains("all.pem"), result.error.constData());
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("unknown preset") << u"--preset nothing --print-config"_qs;
        QTest::newRow("preset and file") << u"--preset steady --config x.json"_qs;
        QTest::newRow("no file") << u"--config missing.json"_qs;
        QTest::newRow("no tokens") << u"--tokens 0 --print-config"_qs;
        QTest::newRow("no time") << u"--ttft fast --print-config"_qs;
        QTest::newRow("long time") << u"--itl 2h --print-config"_qs;
        QTest::newRow("large jitter") << u"--jitter 3 --print-config"_qs;
        QTest::newRow("jitter that is no number") << u"--jitter nan --print-config"_qs;
        QTest::newRow("endless jitter") << u"--jitter inf --print-config"_qs;
        QTest::newRow("empty key") << u"--api-key \"\""_qs;
        QTest::newRow("empty key behind a sign") << u"--api-key="_qs;
        QTest::newRow("certificate without TLS") << u"--tls-certificate c.pem --print-config"_qs;
        QTest::newRow("faults over one") << u"--fault stall:0.7 --fault empty:0.7 --print-config"_qs;
    }
    void wrongUsage()
    {
        QFETCH(const QString, line);
        const CliResult result = serve(line);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(!result.error.isEmpty() && result.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestServeCli)
#include "tst_servecli.moc"
