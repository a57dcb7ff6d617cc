// SPDX-License-Identifier: GPL-3.0-or-later
// `weir-cli calibrate` as scripts call it, the service in a process of its own: structure and counts, no
// times.
#include "support/cliprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);

/// Limits of validity that no busy machine reaches, and a stream that is short and slow.
const char tolerant[] = " --set goals.validity.achieved_share=0.01 --set goals.validity.slip_p99=1h "
                        "--set goals.validity.loop_lag_p99=1h --set goals.validity.processor_for=1h "
                        "--set goals.validity.throttled_share=1 --max-tokens 5";

QStringList words(const QByteArray &line)
{
    return QProcess::splitCommand(QString::fromUtf8(line));
}

} // namespace

class TestCalibrateCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_store;

    CliResult call(const QByteArray &line) { return callCli(cli, words(line), m_folder.path()); }
    QJsonObject summaryOf(const QByteArray &load)
    {
        return call("run --url builtin: --duration 1s --quiet --summary - " + load + tolerant).json();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
        m_store = m_folder.filePath(QStringLiteral("weir/calibrations"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("transport") << QByteArray("calibrate --transport pigeon") << 2;
        QTest::newRow("duration") << QByteArray("calibrate --duration 1h") << 2;
        QTest::newRow("no duration") << QByteArray("calibrate --duration soon") << 2;
        QTest::newRow("gap") << QByteArray("calibrate --itl 0") << 2;
        QTest::newRow("an option of run") << QByteArray("calibrate --url builtin:") << 2;
        QTest::newRow("no file") << QByteArray("calibrate nothing.weir") << 104;
    }
    void wrongUsage()
    {
        QFETCH(QByteArray, line);
        const CliResult result = call(line);
        QTEST(result.exitCode, "exitCode");
        QVERIFY(!result.error.isEmpty() || !result.out.isEmpty());
        QVERIFY(!QDir(m_store).exists());
    }

    void emptyList()
    {
        const CliResult result = call("calibrate --list --json -");
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out.trimmed(), QByteArray("[\n]"));
    }

    void runWithoutCalibration()
    {
        const QJsonObject summary = summaryOf("--vus 1");
        QVERIFY(summary.contains(QStringLiteral("calibration")));
        QVERIFY(summary.value(QStringLiteral("calibration")).isNull());
        QVERIFY(!summary.value(QStringLiteral("calibration_reason")).toString().isEmpty());
    }

    void calibrates()
    {
        const CliResult result =
            call(QByteArray("calibrate --vus 4 --duration 1s --ttft 20ms --itl 20ms --json -") + tolerant);
        QVERIFY2(result.exitCode == 0, result.error.constData());
        const QJsonArray certificates = QJsonDocument::fromJson(result.out).array();
        QStringList transports;
        for (const QJsonValue &certificate : certificates) {
            transports << certificate[QStringLiteral("transport")].toString();
            QVERIFY(!certificate[QStringLiteral("service_inside")].toBool());
            const int requests = certificate[QStringLiteral("requests")].toInt();
            QVERIFY(requests > 0);
            const QJsonValue errors = certificate[QStringLiteral("errors_ms")];
            QCOMPARE(errors[QStringLiteral("ttft")][QStringLiteral("count")].toInt(), requests);
            QCOMPARE(errors[QStringLiteral("chunk")][QStringLiteral("count")].toInt(), requests * 5);
        }
        QCOMPARE(transports,
                 (QStringList{QStringLiteral("qt-kernel-stamps"), QStringLiteral("curl-kernel-stamps")}));
        QCOMPARE(QDir(m_store).entryList({QStringLiteral("*.json")}).size(), 2);
    }

    void listShowsIt()
    {
        const CliResult result = call("calibrate --list");
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("qt-kernel-stamps: closed load, 4 streams"));
    }

    void laterRunsQuoteIt()
    {
        const QJsonObject calibration = summaryOf("--vus 1").value(QStringLiteral("calibration")).toObject();
        QCOMPARE(calibration[QStringLiteral("transport")].toString(), QStringLiteral("qt-kernel-stamps"));
        QCOMPARE(calibration[QStringLiteral("streams")].toDouble(), 4.0);
        QVERIFY(calibration[QStringLiteral("ttft_ms")][QStringLiteral("p99")].toDouble() > 0);
    }

    void reportsOfTheFileQuoteItToo()
    {
        QCOMPARE(
            call("run --url builtin: --duration 1s --quiet --vus 1 --out r.weirrun" + QByteArray(tolerant))
                .exitCode,
            0);
        QVERIFY(QDir(m_store).removeRecursively()); // as if the file were read on another machine
        QCOMPARE(call("report r.weirrun --markdown r.md").exitCode, 0);
        QFile markdown(m_folder.filePath(QStringLiteral("r.md")));
        QVERIFY(markdown.open(QIODevice::ReadOnly));
        QVERIFY(markdown.readAll().contains("Error bars by the calibration of "));
    }

    void interruptLeavesNothing()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setReadChannel(QProcess::StandardError);
        process.start(cli, words("calibrate --duration 10m"));
        QVERIFY(process.waitForStarted());
        QByteArray said;
        while (!said.contains(": measuring") && process.waitForReadyRead(30'000))
            said += process.readAllStandardError();
        process.terminate();
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 105);
        QVERIFY(!QDir(m_store).exists());
    }
};

QTEST_GUILESS_MAIN(TestCalibrateCli)
#include "tst_calibratecli.moc"
