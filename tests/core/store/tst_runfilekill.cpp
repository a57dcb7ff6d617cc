// SPDX-License-Identifier: GPL-3.0-or-later
// The promise of the run file: SIGKILL at any moment loses nothing that was committed.
#include "base/random.h"
#include "samplerun.h"
#include "store/runcatalog.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace weir;

class TestRunFileKill : public QObject
{
    Q_OBJECT

    /// Starts a writer, waits for so many commits and a little longer, and kills it. How many commits it
    /// told; 0 where something went wrong.
    static quint64 writeAndKill(const QString &path, quint64 commits, int extraMicroseconds = 0)
    {
        QProcess writer;
        writer.start(QStringLiteral(WEIR_KILLED_WRITER), {path});
        quint64 told = 0;
        while (told < commits) {
            if (!writer.canReadLine() && !writer.waitForReadyRead(30'000))
                return 0;
            while (writer.canReadLine())
                told = writer.readLine().trimmed().toULongLong();
        }
        QTest::qSleep(extraMicroseconds / 1000);
        writer.kill();
        if (!writer.waitForFinished() || writer.exitStatus() != QProcess::CrashExit)
            return 0;
        while (writer.canReadLine())
            told = writer.readLine().trimmed().toULongLong();
        return told;
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static bool write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    /// A killed run, copied, with another log.
    QString withLog(const QByteArray &run, const std::optional<QByteArray> &log)
    {
        const QString path = m_folder.filePath(QStringLiteral("copy%1.weirrun").arg(m_copies++));
        const bool isWritten = write(path, run) && (!log || write(path + QStringLiteral("-wal"), *log));
        return isWritten ? path : QString();
    }

    struct Reading
    {
        bool isTold = false; ///< As an error, or as a warning.
        QStringList records;
        QString said;
    };

    static Reading readingOf(const QString &path)
    {
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        if (!reader)
            return {true, {}, reader.error().text()};
        Reading reading;
        const Result<void> read = (*reader)->forEachRecord({}, [&reading](const RequestRecord &record) {
            reading.records << QStringLiteral("%1 %2 %3")
                                   .arg(record.request.value())
                                   .arg(record.chunks.size())
                                   .arg(record.bytesReceived);
        });
        if (!read)
            return {true, {}, read.error().text()};
        for (const RunNote &note : (*reader)->notes()) {
            if (note.kind == u"warning")
                reading.said += note.text.english();
        }
        reading.isTold = !(*reader)->loss().isEmpty();
        return reading;
    }

    QTemporaryDir m_folder;
    int m_copies = 0;

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
        // So many that SQLite has begun its log anew, over the frames of the time before.
        QTest::addRow("a log begun anew") << 400 << 0;
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
        const quint64 commits = writeAndKill(path, static_cast<quint64>(killAfterCommits), extraMicroseconds);
        QVERIFY(commits > 0);

        auto reader = RunFileReader::open(path);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        QVERIFY(reader.value()->state() == RunState::Interrupted);
        QVERIFY2(reader.value()->loss().isEmpty(),
                 qPrintable(reader.value()->loss().message(path).english()));
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

    /// SQLite's recovery ends without a word at the first frame that is damaged.
    void tellsWhatADamagedLogHeld_data()
    {
        QTest::addColumn<int>("commits");
        QTest::newRow("a new log") << 25;
        QTest::newRow("a log begun anew") << 400;
    }
    void tellsWhatADamagedLogHeld()
    {
        QFETCH(const int, commits);
        const QString path = m_folder.filePath(QStringLiteral("run%1.weirrun").arg(commits));
        QVERIFY(writeAndKill(path, static_cast<quint64>(commits)) > 0);
        const QByteArray run = contentOf(path);
        const QByteArray log = contentOf(path + QStringLiteral("-wal"));
        const Reading good = readingOf(withLog(run, log));
        QVERIFY2(!good.isTold && good.records.size() >= 2 * commits, qPrintable(good.said));
        Random random(57);
        int told = 0;
        for (int i = 0; i < 60; ++i) {
            QByteArray bytes = log;
            const qsizetype at = i < 16
                                     ? 2 * i // the log's own header
                                     : static_cast<qsizetype>(random.below(static_cast<quint64>(log.size())));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            const Reading reading = readingOf(withLog(run, bytes));
            told += reading.isTold ? 1 : 0;
            QVERIFY2(reading.isTold || reading.records == good.records,
                     qPrintable(QStringLiteral("byte %1 of %2").arg(at).arg(log.size())));
        }
        QVERIFY2(told >= 16, qPrintable(QString::number(told)));
    }

    void tellsHowMuchIsLost()
    {
        const QString path = m_folder.filePath(QStringLiteral("lost.weirrun"));
        QVERIFY(writeAndKill(path, 20) > 0);
        const QByteArray run = contentOf(path);
        const QByteArray log = contentOf(path + QStringLiteral("-wal"));
        const qsizetype count = readingOf(withLog(run, log)).records.size();
        QByteArray damaged = log;
        damaged.replace(log.size() / 2, 5000, QByteArray(5000, '\0'));
        const QString copy = withLog(run, damaged);
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(copy);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        const Reading reading = readingOf(copy);
        // Each commit brings two records. The damage lies over up to three pages, and a commit whose last
        // page is among them can't be told.
        const quint64 lost = static_cast<quint64>(count - reading.records.size()) / 2;
        QVERIFY((*reader)->loss().commits <= lost);
        QVERIFY((*reader)->loss().commits + 2 >= lost);
        QVERIFY2(
            reading.said.contains(
                QStringLiteral("about the last %1s of the run can't be read").arg((*reader)->loss().commits)),
            qPrintable(reading.said));

        const Reading without = readingOf(withLog(run, std::nullopt));
        QVERIFY2(without.said.contains(QStringLiteral("-wal is gone")), qPrintable(without.said));
    }

    /// Nothing outside of the log tells how far it went; so each run that was not closed tells where it ends.
    void tellsWhereAnUnclosedRunEnds()
    {
        const QString path = m_folder.filePath(QStringLiteral("unclosed.weirrun"));
        QVERIFY(writeAndKill(path, 20) > 0);
        const QByteArray run = contentOf(path);
        const QByteArray log = contentOf(path + QStringLiteral("-wal"));
        const auto sentence =
            QStringLiteral("The run ended before its file was closed: nothing that came later");
        QVERIFY(readingOf(withLog(run, log)).said.startsWith(sentence));
        for (const qsizetype size : {log.size() / 2, log.size() - 1, qsizetype(5000)}) {
            const Reading cut = readingOf(withLog(run, log.first(size)));
            QVERIFY2(cut.said.contains(sentence) || cut.isTold, qPrintable(cut.said));
        }
    }

    void boundsWhatItSaysOfALog_data()
    {
        QTest::addColumn<int>("header"); // bytes of the log that stay
        QTest::addColumn<int>("noise");  // random ones behind them
        QTest::addColumn<QString>("lost");
        QTest::newRow("the header alone") << 32 << 0 << QStringLiteral("log");
        QTest::newRow("empty") << 0 << 0 << QStringLiteral("log");
        QTest::newRow("noise") << 0 << 400'000 << QStringLiteral("part");
        QTest::newRow("noise behind the header") << 32 << 400'000 << QStringLiteral("part");
    }
    void boundsWhatItSaysOfALog()
    {
        QFETCH(const int, header);
        QFETCH(const int, noise);
        QFETCH(const QString, lost);
        const QString path = m_folder.filePath(QStringLiteral("bound%1.weirrun").arg(m_copies++));
        QVERIFY(writeAndKill(path, 3) > 0);
        QByteArray log = contentOf(path + QStringLiteral("-wal")).first(header);
        Random random(11);
        for (int i = 0; i < noise; ++i)
            log.append(static_cast<char>(random.below(256)));
        const Result<std::unique_ptr<RunFileReader>> reader =
            RunFileReader::open(withLog(contentOf(path), log));
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        QCOMPARE((*reader)->loss().toString(), lost);
    }

    /// Who writes a note merges the log into the file and removes it.
    void keepsTheLossInAnAnnotatedRun()
    {
        const QString path = m_folder.filePath(QStringLiteral("noted.weirrun"));
        QVERIFY(writeAndKill(path, 12) > 0);
        const QByteArray run = contentOf(path);
        const QByteArray log = contentOf(path + QStringLiteral("-wal"));
        const QString whole = withLog(run, log);
        QVERIFY(annotate(whole, {QStringLiteral("tag")}, QStringLiteral("note")).ok());
        QVERIFY(!QFile::exists(whole + QStringLiteral("-wal")));
        QVERIFY2(!readingOf(whole).isTold, qPrintable(readingOf(whole).said));

        QByteArray damaged = log;
        damaged.replace(log.size() / 2, 5000, QByteArray(5000, '\0'));
        const QString copy = withLog(run, damaged);
        const Reading before = readingOf(copy);
        QVERIFY(before.isTold);
        QVERIFY(annotate(copy, {QStringLiteral("tag")}, QStringLiteral("note")).ok());
        QVERIFY(!QFile::exists(copy + QStringLiteral("-wal")));
        QCOMPARE(readingOf(copy).said, before.said);
        QCOMPARE(readingOf(copy).records, before.records);
    }
};

QTEST_GUILESS_MAIN(TestRunFileKill)
#include "tst_runfilekill.moc"
