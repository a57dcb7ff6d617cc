// SPDX-License-Identifier: GPL-3.0-or-later
// What `weir-cli simulate` is told and tells (docs/cli.md).
#include "support/cliprocess.h"
#include "support/runwatch.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);

/// 50 ms to the first of five tokens, 20 ms between them.
const char service[] = R"({"weir_service": 1,
    "scheduler": {"kind": "fixed", "ttft": "50ms", "itl": "20ms"},
    "output": {"tokens": 5}})";

double at(const QJsonObject &summary, const char *group, const char *key)
{
    return summary.value(QLatin1StringView(group)).toObject().value(QLatin1StringView(key)).toDouble(-1);
}

} // namespace

class TestSimulateCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    CliResult simulate(const QString &line)
    {
        return callCli(cli, QProcess::splitCommand(QStringLiteral("simulate ") + line), m_folder.path());
    }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const QString &name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { write(QStringLiteral("service.json"), service); }

    void configuredTimesAreTheFigures()
    {
        const CliResult result =
            simulate(u"--url builtin: --config service.json --vus 3 --requests 30 --seed 7 --summary -"_qs);
        QVERIFY2(result.exitCode == 0, result.error.constData());
        const QJsonObject summary = result.json();
        QCOMPARE(summary.value(QStringLiteral("simulated")).toBool(), true);
        QCOMPARE(summary.value(QStringLiteral("transport")).toString(), QStringLiteral("simulated"));
        QCOMPARE(summary.value(QStringLiteral("seed")).toInt(), 7);
        QCOMPARE(at(summary, "requests", "succeeded"), 30.0);
        QCOMPARE(at(summary, "ttft_ms", "p50"), 50.0);
        QCOMPARE(at(summary, "e2e_ms", "max"), 130.0);
        QCOMPARE(at(summary, "schedule_slip_ms", "max"), 0.0);
        QVERIFY2(
            result.error.contains("simulated 1s300ms: 30 requests started; the model was asked 30 times and "
                                  "made 150 tokens"),
            result.error.constData());
        QVERIFY(result.error.contains("transport simulated"));
        QVERIFY(!QDir(m_folder.filePath(QStringLiteral("weir-runs"))).exists()); // only with --out
    }

    void theSameSeedIsTheSameSummary()
    {
        const auto summaryOf = [this](const char *seed) {
            QJsonObject summary = simulate(QStringLiteral("--url builtin:vllm-like --rate 8 --arrivals "
                                                          "poisson --duration 20s --quiet "
                                                          "--summary - --seed ") +
                                           QLatin1StringView(seed))
                                      .json();
            summary.remove(QStringLiteral("run")); // tells when
            return QJsonDocument(summary).toJson();
        };
        const QByteArray first = summaryOf("5");
        QVERIFY(first.contains("ttft_ms"));
        QCOMPARE(summaryOf("5"), first);
        QVERIFY(summaryOf("6") != first);
    }

    void theUrlChoosesThePreset()
    {
        const QString line = QStringLiteral("--requests 4 --max-tokens 3 --seed 1 --quiet --summary - ");
        const auto ttft = [&](const char *options) {
            return at(simulate(line + QLatin1StringView(options)).json(), "ttft_ms", "p50");
        };
        const double steady = ttft("--url builtin:");
        const double other = ttft("--url builtin:vllm-like");
        QVERIFY(steady > 0 && other > 0 && steady != other);
        QCOMPARE(ttft("--url builtin: --preset vllm-like"), other);
        QCOMPARE(ttft("--url https://api.example.com/v1 --key env:WEIR_TEST_NO_SUCH_KEY --preset vllm-like"),
                 other);
    }

    void warningsAreKeptWithTheirPlace()
    {
        write(QStringLiteral("odd.weir"),
              R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:",
              "auth": {"scheme": "none", "key": "env:WEIR_TEST_NO_SUCH_KEY"}}],
              "requests": [{"name": "r"}], "load": {"requests": 2}})");
        const CliResult result = simulate(u"odd.weir --quiet --summary -"_qs);
        const QString words =
            QStringLiteral("/targets/0/auth/key: The key is not used: the scheme is \"none\".");
        QVERIFY2(result.error.contains("warning " + words.toUtf8()), result.error.constData());
        const QJsonArray warnings = result.json().value(QStringLiteral("warnings")).toArray();
        QVERIFY2(warnings.contains(words), result.out.constData());
    }

    void aNamedServiceNeedsNoUrl()
    {
        const QString line = QStringLiteral("--requests 3 --seed 1 --quiet --summary - ");
        const CliResult configured = simulate(line + u"--config service.json"_qs);
        QVERIFY2(configured.exitCode == 0, configured.error.constData());
        QCOMPARE(at(configured.json(), "ttft_ms", "p50"), 50.0);
        const CliResult named = simulate(line + u"--preset vllm-like"_qs);
        QVERIFY2(named.exitCode == 0, named.error.constData());
        QCOMPARE(at(named.json(), "ttft_ms", "p50"),
                 at(simulate(line + u"--url builtin:vllm-like"_qs).json(), "ttft_ms", "p50"));
    }

    void countsNameWhatTheyCount()
    {
        write(QStringLiteral("breaking.json"), R"({"weir_service": 1, "output": {"tokens": 5},
            "faults": [{"kind": "reset-on-accept", "share": 0.5}]})");
        const CliResult result =
            simulate(u"--config breaking.json --vus 3 --requests 60 --seed 7 --summary -"_qs);
        const int started = static_cast<int>(at(result.json(), "requests", "started"));
        QCOMPARE(started, 60);
        QVERIFY2(result.error.contains(": 60 requests started; the model was asked "),
                 result.error.constData());
    }

    void exitCodesAreThoseOfRun()
    {
        write(QStringLiteral("bad.weir"), R"({"weir": 1, "targets": 3})");
        QCOMPARE(simulate(u"bad.weir"_qs).exitCode, 104);
        QCOMPARE(simulate(u"missing.weir"_qs).exitCode, 104);
        const CliResult failed = simulate(u"--url builtin: --config service.json --requests 3 --threshold "
                                          "\"ttft p(50) < 49ms\" --junit j.xml --summary s.json --quiet"_qs);
        QCOMPARE(failed.exitCode, 99);
        QVERIFY(read(QStringLiteral("j.xml")).contains("<failure"));
        QVERIFY(QJsonDocument::fromJson(read(QStringLiteral("s.json")))
                    .object()
                    .value(QStringLiteral("simulated"))
                    .toBool());
        QVERIFY(failed.out.contains("transport simulated"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("no scenario") << QString();
        QTest::newRow("unknown preset") << u"--url builtin: --preset nothing"_qs;
        QTest::newRow("preset and file") << u"--url builtin: --preset steady --config service.json"_qs;
        QTest::newRow("no file") << u"--url builtin: --config missing.json"_qs;
        QTest::newRow("open and closed") << u"--url builtin: --vus 2 --rate 3"_qs;
        QTest::newRow("nothing is moved") << u"--url builtin: --requests 1 --transport curl"_qs;
    }
    void wrongUsage()
    {
        QFETCH(const QString, line);
        const CliResult result = simulate(line);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(!result.error.isEmpty() && result.out.isEmpty());
    }

    void keptRunsAreReported()
    {
        const QString line =
            u"--url builtin: --config service.json --requests 5 --out kept.weirrun --quiet"_qs;
        QCOMPARE(simulate(line).exitCode, 0);
        const CliResult report =
            callCli(cli, QProcess::splitCommand(u"report kept.weirrun --jsonl kept.jsonl --json -"_qs),
                    m_folder.path());
        QVERIFY2(report.exitCode == 0, report.error.constData());
        QCOMPARE(report.json().value(QStringLiteral("simulated")).toBool(), true);
        QCOMPARE(at(report.json(), "ttft_ms", "p50"), 50.0);
        QCOMPARE(read(QStringLiteral("kept.jsonl")).count('\n'), 5);
        const QByteArray before = read(QStringLiteral("kept.weirrun"));
        QCOMPARE(simulate(line).exitCode, 2); // never overwritten
        QCOMPARE(read(QStringLiteral("kept.weirrun")), before);
    }

    void aSignalSumsUpAndLeavesNothingBehind_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void aSignalSumsUpAndLeavesNothingBehind()
    {
        QFETCH(const int, number);
        const QTemporaryDir temporary;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), temporary.path());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        // Ten days, so that no machine is done before the signal comes.
        process.start(cli, QProcess::splitCommand(u"simulate --url builtin:vllm-like --rate 10 --duration "
                                                  "240h --max-tokens 60 --quiet --summary -"_qs));
        QVERIFY(process.waitForStarted());
        const QDir folder(temporary.path());
        const auto requests = [&temporary] {
            QDirIterator files(temporary.path(), {QStringLiteral("*.weirrun")}, QDir::Files,
                               QDirIterator::Subdirectories);
            return files.hasNext() ? progressOf(files.next()).records : 0; // its own run file
        };
        QTRY_VERIFY_WITH_TIMEOUT(requests() > 0, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), number);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 105);
        const QJsonObject summary = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(summary.value(QStringLiteral("interrupted")).toBool(), true);
        QCOMPARE(at(summary, "requests", "started"), at(summary, "requests", "succeeded") +
                                                         at(summary, "requests", "failed") +
                                                         at(summary, "requests", "cut"));
        QVERIFY(folder.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulateCli)
#include "tst_simulatecli.moc"
