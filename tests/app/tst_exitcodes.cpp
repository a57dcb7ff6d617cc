// SPDX-License-Identifier: GPL-3.0-or-later
// The table of exit codes (docs/cli.md) for what is wrong before or after a run, the same in every subcommand
// and in `weir render`; the codes of runs are those of tst_cli.
#include "support/cliprocess.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);
const QString window = QStringLiteral(WEIR_WINDOW);

} // namespace

class TestExitCodes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QTcpServer m_taken;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_taken.listen(QHostAddress::LocalHost));
        const CliResult made = callCli(
            cli,
            QProcess::splitCommand(QStringLiteral("simulate --preset steady --requests 3 --max-tokens 3 "
                                                  "--quiet --out kept.weirrun")),
            m_folder.path());
        QVERIFY2(QFile::exists(path(QStringLiteral("kept.weirrun"))), made.error.constData());
        QFile text(path(QStringLiteral("text.weirrun")));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no run at all") > 0);
        QVERIFY(QFile::copy(path(QStringLiteral("kept.weirrun")), path(QStringLiteral("damaged.weirrun"))));
        QFile damaged(path(QStringLiteral("damaged.weirrun")));
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        const qint64 at = damaged.readAll().indexOf("\"weir\": "); // the scenario begins with it
        QVERIFY(at > 0 && damaged.seek(at) && damaged.write("\"woir\"") == 6);
        QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe"))).constData(), 0600), 0);
    }

    void areTheSameForTheSame_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const QString &line, int code, const QString &says) {
            QTest::newRow(qPrintable(line)) << cli << line << code << says;
        };
        // 1: what the machine refuses.
        row(QStringLiteral("serve --port %1").arg(m_taken.serverPort()), 1, QStringLiteral("port"));
        row(QStringLiteral("serve --truth /dev/null/t.jsonl"), 1, QStringLiteral("/dev/null/t.jsonl"));
        row(QStringLiteral("run --url builtin: --requests 1 --out /dev/null/a.weirrun"), 1,
            QStringLiteral("/dev/null"));
        row(QStringLiteral("simulate --preset steady --requests 1 --out /dev/null/a.weirrun"), 1,
            QStringLiteral("/dev/null"));
        row(QStringLiteral("report kept.weirrun --json /dev/null/a.json"), 1,
            QStringLiteral("/dev/null/a.json"));
        row(QStringLiteral("report kept.weirrun --csv /dev/null/a"), 1, QStringLiteral("/dev/null/a"));
        // 2: what was asked for can't be.
        row(QStringLiteral("run --url builtin: --requests 1 --out kept.weirrun"), 2,
            QStringLiteral("exists already"));
        row(QStringLiteral("simulate --preset steady --requests 1 --out kept.weirrun"), 2,
            QStringLiteral("exists already"));
        row(QStringLiteral("report none.weirrun"), 2, QStringLiteral("none.weirrun"));
        row(QStringLiteral("report text.weirrun"), 2, QStringLiteral("no run file"));
        row(QStringLiteral("report damaged.weirrun"), 2,
            QStringLiteral("row \"scenario\" of the table meta"));
        row(QStringLiteral("report pipe"), 2, QStringLiteral("a pipe"));
        row(QStringLiteral("report kept.weirrun --window later"), 2, QStringLiteral("is not a window"));
        row(QStringLiteral("report kept.weirrun --window 0s..9h"), 2, QStringLiteral("The window ends at 32,400 s"));
        row(QStringLiteral("serve --config none.json"), 2, QStringLiteral("none.json"));
        row(QStringLiteral("serve --config pipe"), 2, QStringLiteral("it is a pipe"));
        row(QStringLiteral("serve --config /dev/zero"), 2, QStringLiteral("it is a device"));
        // 104: scenarios that can't be.
        row(QStringLiteral("check none.weir"), 104, QStringLiteral("none.weir"));
        row(QStringLiteral("check pipe"), 104, QStringLiteral("it is a pipe"));
        row(QStringLiteral("check ."), 104, QStringLiteral("it is a folder"));
        row(QStringLiteral("check kept.weirrun"), 104,
            QStringLiteral("This is a run file, no project. Use weir-cli report"));
        row(QStringLiteral("run pipe"), 104, QStringLiteral("it is a pipe"));
        row(QStringLiteral("simulate kept.weirrun --preset steady"), 104,
            QStringLiteral("This is a run file"));
        // The window's program, without a display.
        const auto render = [](const QString &line, int code, const QString &says) {
            QTest::newRow(qPrintable(QStringLiteral("weir ") + line)) << window << line << code << says;
        };
        render(QStringLiteral("render none.weirrun --out charts"), 2, QStringLiteral("none.weirrun"));
        render(QStringLiteral("render text.weirrun --out charts"), 2, QStringLiteral("no run file"));
        render(QStringLiteral("render damaged.weirrun --out charts"), 2, QStringLiteral("table meta"));
        render(QStringLiteral("render kept.weirrun --out /dev/null/charts"), 1,
               QStringLiteral("/dev/null/charts"));
    }
    void areTheSameForTheSame()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, line);
        QFETCH(const int, code);
        QFETCH(const QString, says);
        const CliResult result = callCli(program, QProcess::splitCommand(line), m_folder.path());
        QVERIFY2(result.error.contains(says.toUtf8()), result.error.constData());
        QCOMPARE(result.exitCode, code);
    }

    void theWindowWithoutADisplaySaysSo()
    {
        QProcess weir;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"),
                                    QStringLiteral("QT_QPA_PLATFORM")})
            environment.remove(name);
        weir.setProcessEnvironment(environment);
        weir.start(window, {});
        QVERIFY(weir.waitForFinished());
        QCOMPARE(weir.exitStatus(), QProcess::NormalExit);
        QCOMPARE(weir.exitCode(), 1);
        QCOMPARE(weir.readAllStandardError(),
                 QByteArray("weir: No display. Use weir-cli, or weir render RUN --out DIR.\n"));
    }

    /// A limit on memory ends a program with a sentence, not with an abort.
    void tooLittleMemoryIsTold()
    {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("ulimit -v 120000; exec \"$0\" simulate --url builtin: --rate 20000 "
                                    "--duration 60s --quiet"),
                     cli});
        QVERIFY(shell.waitForFinished(60'000));
        const QByteArray said = shell.readAllStandardError();
        if (shell.exitCode() == 127) // the libraries alone are larger here
            QSKIP("the limit is below what the program is made of");
        QCOMPARE(shell.exitStatus(), QProcess::NormalExit);
        QCOMPARE(shell.exitCode(), 1);
        QVERIFY2(said.contains("There is not enough memory to go on. Use fewer streams"), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestExitCodes)
#include "tst_exitcodes.moc"
