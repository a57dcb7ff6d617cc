// SPDX-License-Identifier: GPL-3.0-or-later
// SIGUSR1 pauses a run of weir-cli and lets it go on; the run file says so.
#include "store/runfile.h"
#include "support/cliprocess.h"

#include <QFile>
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
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
        const pid_t pid = static_cast<pid_t>(process.processId());
        QTest::qSleep(1500);
        ::kill(pid, SIGUSR1);
        QTest::qSleep(1500);
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
