// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of every output of the command line where it can't be written: an error, and the old file
// whole.
#include "support/cliprocess.h"
#include "support/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);
const QString load = QStringLiteral("--url builtin: --vus 1 --requests 2 --max-tokens 2 --seed 7");

} // namespace

class TestOutputs : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    CliResult call(const QString &line) const
    {
        return callCli(cli, QProcess::splitCommand(line), m_folder.path());
    }
    /// `line` is for a shell, with %1 for the program.
    CliResult callInShell(const QString &line) const
    {
        return callCli(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), line.arg(cli)}, m_folder.path());
    }
    [[nodiscard]] bool exists(const QString &name) const { return QFile::exists(m_folder.filePath(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        const CliResult made = call(QStringLiteral("simulate %1 --out run.weirrun").arg(load));
        QVERIFY2(made.exitCode == 0, made.error.constData());
        QFile project(m_folder.filePath(QStringLiteral("p.weir")));
        QVERIFY(project.open(QIODevice::WriteOnly));
        project.write(R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:"}],
                          "requests": [{"name": "r", "target": "t"}]})");
    }

    void aFullDiskKeepsTheOldFile_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("file");
        const auto row = [](const char *name, const char *line, const char *file) {
            QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(file);
        };
        row("report --json", "report run.weirrun --json %1/out", "out");
        row("report --jsonl", "report run.weirrun --jsonl %1/out", "out");
        row("report --junit", "report run.weirrun --junit %1/out", "out");
        row("report --markdown", "report run.weirrun --markdown %1/out", "out");
        row("report --csv", "report run.weirrun --csv %1", "requests.csv");
        row("simulate --summary", "simulate %2 --summary %1/out", "out");
        row("simulate --junit", "simulate %2 --junit %1/out", "out");
        row("repeated --summary", "simulate %2 --repeat 2 --summary %1/out", "out");
        row("serve --tls-certificate", "serve --tls --tls-certificate %1/out", "out");
        row("calibrate --json", "calibrate --list --json %1/out", "out");
    }
    void aFullDiskKeepsTheOldFile()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, file);
        const SmallDisk disk;
        if (line.startsWith(u"simulate")) // it writes a run file elsewhere, too
            WEIR_NEED_DISK(disk);
        QVERIFY(disk.write(file, "old"));
        disk.fill();
        const CliResult result = call(
            QString(line).replace(QStringLiteral("%1"), disk.path()).replace(QStringLiteral("%2"), load));
        QVERIFY2(result.exitCode > 0, result.out + result.error);
        QVERIFY2(result.error.contains(disk.fullWords()), result.error.constData());
        QVERIFY2(result.error.contains(disk.path().toUtf8()), result.error.constData());
        QCOMPARE(disk.read(file), QByteArray("old"));
        QCOMPARE(disk.files(), QStringList{file});
        if (line.startsWith(u"simulate"))
            QVERIFY2(result.out.contains("Verdict"), result.out.constData()); // what there is, is told
    }

    void aLimitOnFilesIsAnErrorAndNoEnd()
    {
        const CliResult result =
            callInShell(QStringLiteral("ulimit -f 0; exec '%1' report run.weirrun --json limited.json"));
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains("limited.json"), result.error.constData());
        QVERIFY(!exists(QStringLiteral("limited.json")));
    }

    void standardOutputThatIsFull_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"--help", "--version", "run --help", "check p.weir", "report run.weirrun",
              "report run.weirrun --jsonl -", "report run.weirrun --json /dev/stdout", "serve --list-presets",
              "serve --print-config", "serve --port 0", "once p.weir", "simulate --url builtin: --requests 1",
              "calibrate --list --json -"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void standardOutputThatIsFull()
    {
        QFETCH(const QString, line);
        for (const QString &where : {QStringLiteral("> /dev/full"), QStringLiteral(">&-")}) {
            const CliResult result = callInShell(QStringLiteral("exec '%1' ") + line + u' ' + where);
            QVERIFY2(result.exitCode > 0, qPrintable(where));
            QVERIFY2(result.error.contains("written"), result.error.constData());
            QVERIFY2(result.error.contains(where.startsWith(u">&") ? "it is closed" : "no space is left"),
                     result.error.constData());
        }
    }

    /// A file that is opened later must not get the number of a stream that was closed.
    void closedStreamsLeaveTheRunFileWhole()
    {
        const CliResult made = callInShell(
            QStringLiteral("exec '%1' simulate %2 --out closed.weirrun <&- >&- 2>&-").arg(u"%1"_qs, load));
        QCOMPARE(made.exitCode, 1);
        const CliResult told = call(QStringLiteral("report closed.weirrun"));
        QVERIFY2(told.exitCode == 0 && told.out.contains("Verdict"), told.error.constData());
    }

    void aReaderThatHadEnoughIsNoError_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"report run.weirrun", "report run.weirrun --jsonl -",
                                 "report run.weirrun --json /dev/stdout", "serve --list-presets"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void aReaderThatHadEnoughIsNoError()
    {
        QFETCH(const QString, line);
        const CliResult result = callInShell(QStringLiteral("{ sleep 0.2; '%1' ") + line +
                                             QStringLiteral("; echo \"ended $?\" >&2; } | true"));
        QCOMPARE(result.error.trimmed(), QByteArray("ended 0"));
    }

    void standardOutputTakesAnyOutput_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<bool>("tellsBeside");
        const auto row = [](const char *line, const char *start, bool tellsBeside) {
            QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(start) << tellsBeside;
        };
        row("simulate %2 --summary -", "{", true);
        row("simulate %2 --quiet --summary -", "{", true);
        row("simulate %2 --summary /dev/stdout", "{", true);
        row("simulate %2 --junit -", "<?xml", true);
        row("simulate %2 --repeat 2 --quiet --summary -", "{", true);
        row("report run.weirrun --json -", "{", false);
        row("report run.weirrun --jsonl -", "{", false);
        row("report run.weirrun --junit /dev/stdout", "<?xml", false);
        row("report run.weirrun --markdown -", "#", false);
    }
    void standardOutputTakesAnyOutput()
    {
        QFETCH(const QString, line);
        QFETCH(const QByteArray, start);
        QFETCH(const bool, tellsBeside);
        const CliResult result = call(QString(line).replace(QStringLiteral("%2"), load));
        QVERIFY2(result.exitCode == 0, result.error.constData());
        QVERIFY2(result.out.startsWith(start), result.out.left(80).constData());
        QVERIFY(!result.out.contains("Verdict: "));
        QCOMPARE(result.error.contains("erdict"), tellsBeside);
        QVERIFY(!exists(QStringLiteral("-")));
    }

    void outputsInOnePlaceAreRefused_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"simulate %2 --summary - --junit -", "simulate %2 --summary - --junit /dev/stdout",
              "simulate %2 --summary one --junit ./one", "report run.weirrun --json - --jsonl -",
              "report run.weirrun --junit one --markdown one"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void outputsInOnePlaceAreRefused()
    {
        QFETCH(const QString, line);
        const CliResult result = call(QString(line).replace(QStringLiteral("%2"), load));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.error.contains("would go to the same place"), result.error.constData());
        QVERIFY(result.out.isEmpty() && !exists(QStringLiteral("one")));
    }

    void aPlaceThatCantBeWrittenToIsToldBeforeTheRun()
    {
        const CliResult result =
            call(QStringLiteral("simulate %1 --summary nowhere/s.json --out early.weirrun").arg(load));
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.error.contains("--summary"), result.error.constData());
        QVERIFY(result.out.isEmpty() && !exists(QStringLiteral("early.weirrun")));
        QCOMPARE(call(QStringLiteral("simulate %1 --summary /dev/null --junit /dev/null").arg(load)).exitCode,
                 0);
    }
};

int main(int argc, char **argv)
{
    enterOwnMounts();
    QCoreApplication application(argc, argv);
    TestOutputs test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_outputs.moc"
