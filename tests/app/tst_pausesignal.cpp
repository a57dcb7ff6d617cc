// SPDX-License-Identifier: GPL-3.0-or-later
// SIGUSR1 pauses a run of weir-cli and lets it go on; the run file says so. What a signal to end calls.
#include "signals.h"
#include "store/runfile.h"
#include "support/cliprocess.h"
#include "support/runwatch.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestPauseSignal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// So a run that does not drain, as under a flood, does not outlive the first signal by more.
    void whoDoesNotEndIsLate()
    {
        QCOMPARE(cli::SignalWatcher::usualPatience, 5s);
        cli::blockSignals();
        QStringList calls;
        const cli::SignalWatcher watcher({.end = [&calls] { calls += QStringLiteral("end"); },
                                          .force = [&calls] { calls += QStringLiteral("force"); },
                                          .late = [&calls] { calls += QStringLiteral("late"); },
                                          .pause = [&calls] { calls += QStringLiteral("pause"); }},
                                         50ms);
        std::raise(SIGUSR1); // to this thread, since others do not block it
        QTRY_COMPARE(calls, QStringList{QStringLiteral("pause")});
        std::raise(SIGTERM);
        QTRY_COMPARE(calls.size(), 3);
        QCOMPARE(calls.mid(1), (QStringList{QStringLiteral("end"), QStringLiteral("late")}));
        std::raise(SIGINT);
        QTRY_COMPARE(calls.size(), 4);
        QCOMPARE(calls.last(), QStringLiteral("force"));
        cli::endAtSignals();
    }

    void pausesAndGoesOn()
    {
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(
            QStringLiteral(WEIR_CLI),
            QStringLiteral("run --url builtin: --rate 50 --duration 6s --quiet --out paused.weirrun")
                .split(u' '));
        QVERIFY(process.waitForStarted());
        const QString path = folder.filePath(QStringLiteral("paused.weirrun"));
        QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).records > 0, 20'000);
        const pid_t pid = static_cast<pid_t>(process.processId());
        ::kill(pid, SIGUSR1);
        // The note is committed while arrivals pause, and the second act takes effect a tenth of a second
        // later still.
        QTRY_COMPARE_WITH_TIMEOUT(progressOf(path).steered, quint64{1}, 5'000);
        ::kill(pid, SIGUSR1);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);

        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().text()));
        QStringList acts;
        Nanoseconds paused{0};
        Nanoseconds resumed{0};
        for (const RunNote &note : (*reader)->notes()) {
            if (note.kind != u"steer")
                continue;
            acts.append(note.text.english());
            (acts.size() == 1 ? paused : resumed) = note.at;
        }
        QCOMPARE(acts, (QStringList{QStringLiteral("Arrivals paused"), QStringLiteral("Arrivals resumed")}));
        QVERIFY2(resumed - paused >= 50ms, qPrintable(QString::number((resumed - paused).count())));
        quint64 inBetween = 0;
        QVERIFY((*reader)->forEachRecord({}, [&](const RequestRecord &record) {
            const Nanoseconds at = record.intended - (*reader)->milestones().start;
            inBetween += at >= paused && at < resumed ? 1 : 0;
        }));
        QCOMPARE(inBetween, quint64{0});
        QVERIFY((*reader)->recordCount() < 300);
    }
};

QTEST_GUILESS_MAIN(TestPauseSignal)
#include "tst_pausesignal.moc"
