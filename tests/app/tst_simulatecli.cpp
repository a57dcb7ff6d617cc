// SPDX-License-Identifier: GPL-3.0-or-later
// What `weir-cli simulate` is told and tells (docs/cli.md).
#include "store/runfile.h"
#include "support/cliprocess.h"
#include "support/runwatch.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
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
        QCOMPARE(result.error.count("Simulated in virtual time"), 1);
        QVERIFY(!result.error.contains("GPU use")); // a fixed stream has no scheduler
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
            summary.remove(QStringLiteral("run")); // both tell when
            summary.remove(QStringLiteral("started"));
            return QJsonDocument(summary).toJson();
        };
        const QByteArray first = summaryOf("5");
        QVERIFY(first.contains("ttft_ms"));
        QCOMPARE(summaryOf("5"), first);
        QVERIFY(summaryOf("6") != first);
    }

    void eachSeedIsAReplicate()
    {
        const auto summaryOf = [this](int seed) {
            QJsonObject summary = simulate(QStringLiteral("--preset steady --vus 5 --duration 10s --quiet "
                                                          "--summary - --seed %1")
                                               .arg(seed))
                                      .json();
            for (const char *key : {"run", "seed", "started"})
                summary.remove(QLatin1StringView(key));
            return summary;
        };
        const QJsonObject first = summaryOf(1);
        QVERIFY(!first.isEmpty());
        QCOMPARE(summaryOf(1), first);
        const QJsonObject second = summaryOf(2);
        const QJsonObject third = summaryOf(3);
        QVERIFY(at(second, "e2e_ms", "mean") != at(first, "e2e_ms", "mean"));
        QVERIFY(at(third, "e2e_ms", "mean") != at(first, "e2e_ms", "mean"));
        QVERIFY(at(third, "e2e_ms", "mean") != at(second, "e2e_ms", "mean"));
    }

    void promptsAndAnswersAreKept()
    {
        const QString line = u"--config service.json --requests 3 --prompt \"What is a weir?\" --quiet "
                             "--out %1.weirrun --set recording.%2=true"_qs;
        QCOMPARE(simulate(line.arg(u"prompts"_qs, u"prompts"_qs)).exitCode, 0);
        QCOMPARE(simulate(line.arg(u"answers"_qs, u"answers"_qs)).exitCode, 0);
        const auto kept = [this](const QString &name) {
            const weir::Result<std::unique_ptr<weir::RunFileReader>> reader =
                weir::RunFileReader::open(m_folder.filePath(name));
            std::vector<weir::RequestRecord> records;
            if (reader)
                (void)(*reader)->forEachRecord(
                    {}, [&records](const weir::RequestRecord &record) { records.push_back(record); });
            return records;
        };
        const std::vector<weir::RequestRecord> prompts = kept(u"prompts.weirrun"_qs);
        const std::vector<weir::RequestRecord> answers = kept(u"answers.weirrun"_qs);
        QVERIFY(prompts.size() == 3 && answers.size() == 3);
        QCOMPARE(prompts[0].prompt, QByteArray("What is a weir?"));
        QVERIFY(prompts[0].answer.isEmpty());
        QVERIFY(answers[0].prompt.isEmpty());
        QCOMPARE(answers[0].answer.simplified().split(' ').size(), 5); // a word a token
    }

    void repeatedRunsAreToldTogether()
    {
        const CliResult result = simulate(u"--preset steady --vus 5 --duration 10s --seed 4 --repeat 3 "
                                          "--out many.weirrun --summary - --junit many.xml"_qs);
        QCOMPARE(result.exitCode, 0);
        const QJsonObject json = result.json();
        QCOMPARE(json.value(u"weir_repeat"_qs).toInt(), 1);
        const QJsonArray runs = json.value(u"runs"_qs).toArray();
        QCOMPARE(runs.size(), 3);
        double sum = 0;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(runs[i].toObject().value(u"seed"_qs).toInt(), 4 + i);
            sum += at(runs[i].toObject(), "e2e_ms", "mean");
            QVERIFY(QFile::exists(m_folder.filePath(u"many-%1.weirrun"_qs.arg(i + 1))));
        }
        const QJsonObject mean = json.value(u"figures"_qs).toObject().value(u"e2e_ms.mean"_qs).toObject();
        QVERIFY(std::abs(mean.value(u"mean"_qs).toDouble() - sum / 3) < 1e-9);
        QVERIFY(mean.value(u"deviation"_qs).toDouble() > 0);
        QVERIFY(result.error.contains("run 3 of 3, seed 6") && result.error.contains("e2e p50, ms"));
        const QByteArray junit = read(u"many.xml"_qs);
        QCOMPARE(junit.count("<testsuite "), 3);
        QVERIFY(junit.contains("(run 2, seed 5)"));
        // None of them is written over.
        QCOMPARE(simulate(u"--preset steady --requests 1 --repeat 2 --out many.weirrun"_qs).exitCode, 2);
        QFile::remove(m_folder.filePath(u"many-1.weirrun"_qs));
        QCOMPARE(simulate(u"--preset steady --requests 1 --repeat 2 --out many.weirrun"_qs).exitCode, 2);
    }

    void theWorstOfTheRunsIsTheExitCode()
    {
        // About half of the runs have an answer above the mean's own length.
        const QString line = u"--preset steady --vus 1 --requests 1 --seed 1 --repeat 12 --quiet --threshold "
                             "\"e2e max < 1s\" --summary -"_qs;
        const CliResult result = simulate(line);
        QCOMPARE(result.exitCode, 99);
        const QJsonObject json = result.json();
        QCOMPARE(json.value(u"verdict"_qs).toString(), u"fail"_qs);
        QSet<QString> verdicts;
        for (const QJsonValue &run : json.value(u"runs"_qs).toArray())
            verdicts.insert(run.toObject().value(u"verdict"_qs).toString());
        QVERIFY(verdicts.contains(u"pass"_qs) && verdicts.contains(u"fail"_qs));
        QVERIFY(simulate(u"--preset steady --requests 2 --repeat 1"_qs).out.contains("  1 run  "));
    }

    void aSignalEndsAllRuns()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cli, QProcess::splitCommand(u"simulate --url builtin:vllm-like --rate 10 --duration "
                                                  "240h --max-tokens 60 --repeat 3 --summary - "
                                                  "--out long.weirrun"_qs));
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(progressOf(m_folder.filePath(u"long-1.weirrun"_qs)).records > 0, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 105);
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(json.value(u"runs"_qs).toArray().size(), 1);
        QVERIFY(!QFile::exists(m_folder.filePath(u"long-2.weirrun"_qs)));
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
        write(QStringLiteral("failing.json"), R"({"weir_service": 1, "output": {"tokens": 5},
            "faults": [{"kind": "http-500", "share": 0.6}]})");
        const QString line = u"--config failing.json --vus 3 --requests 100 --seed 7 --quiet"_qs;
        const CliResult mostFail = simulate(line);
        QCOMPARE(mostFail.exitCode, 99);
        QVERIFY2(mostFail.out.contains("the error budget allows 1.00 %"), mostFail.out.constData());
        QCOMPARE(simulate(line + u" --error-budget 1"_qs).exitCode, 0);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("no scenario") << QString();
        QTest::newRow("unknown preset") << u"--url builtin: --preset nothing"_qs;
        QTest::newRow("preset and file") << u"--url builtin: --preset steady --config service.json"_qs;
        QTest::newRow("no file") << u"--url builtin: --config missing.json"_qs;
        QTest::newRow("open and closed") << u"--url builtin: --vus 2 --rate 3"_qs;
        QTest::newRow("no run at all") << u"--url builtin: --requests 1 --repeat 0"_qs;
        QTest::newRow("no number of runs") << u"--url builtin: --requests 1 --repeat x"_qs;
        QTest::newRow("fewer runs than none") << u"--url builtin: --requests 1 --repeat -1"_qs;
        QTest::newRow("too many runs") << u"--url builtin: --requests 1 --repeat 1001"_qs;
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
        QCOMPARE(summary.value(QStringLiteral("verdict")).toString(), QStringLiteral("incomplete"));
        QCOMPARE(at(summary, "requests", "started"), at(summary, "requests", "succeeded") +
                                                         at(summary, "requests", "failed") +
                                                         at(summary, "requests", "cut"));
        QVERIFY(folder.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulateCli)
#include "tst_simulatecli.moc"
