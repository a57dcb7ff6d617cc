// SPDX-License-Identifier: GPL-3.0-or-later
// The promise of the run file: SIGKILL at any moment loses nothing that was committed.
#include "base/random.h"
#include "samplerun.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace weir;

class TestRunFileKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What is left of a writer that was killed while it made its tables does not stand in the way of the
    /// next run.
    void leavesTheNameFreeUntilTheFileIsWhole()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("run.weirrun"));
        QProcess writer;
        writer.setChildProcessModifier([] {
            const rlimit fewBytes{6000, 6000}; // beyond them the system ends the process, inside a write
            setrlimit(RLIMIT_FSIZE, &fewBytes);
        });
        writer.start(QStringLiteral(WEIR_KILLED_WRITER), {path});
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        QVERIFY(!QFile::exists(path));
        QVERIFY(!QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty()); // it had begun
        const auto next = RunFileWriter::create(path, sampleHeader());
        QVERIFY2(next.ok(), qPrintable(next ? QString() : next.error().text()));
    }

    void keepsEveryCommit_data()
    {
        QTest::addColumn<int>("killAfterCommits");
        QTest::addColumn<int>("extraMicroseconds");
        Random random(3);
        for (int round = 0; round < 8; ++round) {
            QTest::addRow("round %d", round)
                << 1 + static_cast<int>(random.below(60)) << static_cast<int>(random.below(5000));
        }
    }
    void keepsEveryCommit()
    {
        QFETCH(int, killAfterCommits);
        QFETCH(int, extraMicroseconds);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("run.weirrun"));
        QProcess writer;
        writer.start(QStringLiteral(WEIR_KILLED_WRITER), {path});
        QVERIFY(writer.waitForStarted());
        quint64 commits = 0;
        while (commits < static_cast<quint64>(killAfterCommits)) {
            QVERIFY2(writer.canReadLine() || writer.waitForReadyRead(30'000), "the writer wrote nothing");
            while (writer.canReadLine())
                commits = writer.readLine().trimmed().toULongLong();
        }
        QTest::qSleep(extraMicroseconds / 1000);
        writer.kill();
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        while (writer.canReadLine())
            commits = writer.readLine().trimmed().toULongLong();

        auto reader = RunFileReader::open(path);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        QVERIFY(reader.value()->state() == RunState::Interrupted);
        std::vector<RequestRecord> records;
        QVERIFY(
            reader.value()
                ->forEachRecord({}, [&records](const RequestRecord &record) { records.push_back(record); })
                .ok());
        // A commit may have become durable just before its line was printed.
        QVERIFY(records.size() == 2 * commits + 1 || records.size() == 2 * (commits + 1) + 1);
        for (std::size_t i = 0; i + 1 < records.size(); ++i)
            QVERIFY(records[i] == sampleRecord(i));
        QVERIFY(records.back().outcome.outcome == OutcomeClass::CutByTestEnd);
        QCOMPARE(records.back().chunks.size(), (records.size() - 1) / 2);
    }
};

QTEST_GUILESS_MAIN(TestRunFileKill)
#include "tst_runfilekill.moc"
