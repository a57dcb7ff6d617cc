// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL at a random moment of a run: the file opens, says that the run was interrupted, and holds all but
// its end.
#include "base/clock.h"
#include "service/referenceservice.h"
#include "store/runfile.h"
#include "support/cliprocess.h"
#include "support/runwatch.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);
/// A commit a second and a machine with other things to do.
constexpr Nanoseconds mostLost = 2s;

std::unique_ptr<ReferenceService> service(Nanoseconds itl, quint32 tokens)
{
    ServiceConfig config = fixedService(10ms, itl, tokens);
    Result<std::unique_ptr<ReferenceService>> started = ReferenceService::start(config);
    if (!started)
        qFatal("%s", qPrintable(started.error().text()));
    return std::move(*started);
}

} // namespace

class TestRunKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAllButTheEnd_data()
    {
        QTest::addColumn<bool>("longStreams");
        QTest::addColumn<bool>("late");
        QTest::newRow("many requests, early") << false << false;
        QTest::newRow("many requests, late") << false << true;
        QTest::newRow("long streams, late") << true << true;
    }
    void holdsAllButTheEnd()
    {
        QFETCH(bool, longStreams);
        QFETCH(bool, late);
        const std::unique_ptr<ReferenceService> target =
            longStreams ? service(20ms, 100'000) : service(1ms, 5);
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(cli, {QStringLiteral("run"), QStringLiteral("--url"), target->url().toString(),
                            QStringLiteral("--vus"), QStringLiteral("4"), QStringLiteral("--duration"),
                            QStringLiteral("60s"), QStringLiteral("--out"), QStringLiteral("killed.weirrun"),
                            QStringLiteral("--quiet")});
        QVERIFY(process.waitForStarted());
        const QString path = folder.filePath(QStringLiteral("killed.weirrun"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
        // Late: some commits have been made, of which the later ones add to what the first wrote.
        if (late && longStreams)
            QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).mostChunks > 150, 20'000);
        else if (late)
            QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).records > 500, 20'000);
        const int wait = QRandomGenerator::global()->bounded(1000); // the moment is what the test tries out
        qInfo("killed after %d ms more", wait);
        QTest::qSleep(wait);
        const TimePoint killed = SystemClock().now();
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);

        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().text()));
        QVERIFY((*reader)->state() == RunState::Interrupted);
        TimePoint newest{};
        quint64 ended = 0;
        QVERIFY((*reader)->forEachRecord({}, [&](const RequestRecord &record) {
            newest = std::max({newest, record.closed.value_or(newest), record.lastToken.value_or(newest)});
            ended += record.outcome.outcome == OutcomeClass::Success ? 1 : 0;
        }));
        if (late) {
            QVERIFY2(killed - newest < mostLost, qPrintable(QString::number((killed - newest).count())));
            QVERIFY(longStreams ? ended == 0 : ended > 20);
        }
        const CliResult report =
            callCli(cli, {QStringLiteral("report"), path, QStringLiteral("--json"), QStringLiteral("-")},
                    folder.path());
        QCOMPARE(report.exitCode, 0);
        const QJsonObject requests = report.json().value(QStringLiteral("requests")).toObject();
        QCOMPARE(requests.value(QStringLiteral("started")).toInt(),
                 requests.value(QStringLiteral("succeeded")).toInt() +
                     requests.value(QStringLiteral("cut")).toInt());
    }

    /// A signal while the service is asked for its models, and at any moment from the start on: the program
    /// says what it keeps, and leaves nothing half made.
    void anEarlySignalIsAnswered_data()
    {
        QTest::addColumn<int>("wait");
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        constexpr int first = 1500; // until main() there is nobody to answer
#else
        constexpr int first = 50;
#endif
        for (int wait = first; wait <= first + 250; wait += 50)
            QTest::addRow("%d ms", wait) << wait;
    }
    void anEarlySignalIsAnswered()
    {
        QFETCH(const int, wait);
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(cli, {QStringLiteral("run"), QStringLiteral("--url"), QStringLiteral("builtin:"),
                            QStringLiteral("--duration"), QStringLiteral("60s"), QStringLiteral("--out"),
                            QStringLiteral("early.weirrun"), QStringLiteral("--quiet")});
        QVERIFY(process.waitForStarted());
        QTest::qSleep(wait); // the moment is what the test tries out
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 105);
        const QByteArray error = process.readAllStandardError();
        const QStringList files = QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
        if (error.contains("nothing is kept"))
            QCOMPARE(files, QStringList());
        else
            QCOMPARE(files, QStringList{QStringLiteral("early.weirrun")});
    }

    void aSignalWhileModelsAreAskedForIsAnswered()
    {
        const ScriptedServer silent(ServerScript().readRequest());
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(cli, {QStringLiteral("run"), QStringLiteral("--url"), silent.url().toString()});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(silent.requestCount(), 1, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 105);
        QVERIFY(process.readAllStandardError().contains("interrupted before it began; nothing is kept."));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestRunKill)
#include "tst_runkill.moc"
