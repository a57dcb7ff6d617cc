// SPDX-License-Identifier: GPL-3.0-or-later
// What weir-cli says to wrong command lines, word by word: tests/data/cli/errors.txt.
#include "support/cliprocess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

namespace {

/// A call and what it must say.
struct Golden
{
    QString arguments;
    QByteArray error;
    int exitCode = 0;
};

/// Blocks of "$ ARGUMENTS" of weir-cli, or "$ weir ARGUMENTS" of the other program, what goes to standard
/// error, and "[EXIT CODE]".
std::vector<Golden> goldenCalls()
{
    QFile file(QStringLiteral(WEIR_SOURCE "/tests/data/cli/errors.txt"));
    std::vector<Golden> calls;
    if (!file.open(QIODevice::ReadOnly))
        return calls;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("$"))
            calls.push_back({QString::fromUtf8(line.mid(1).trimmed()), {}, 0});
        else if (line.startsWith("["))
            calls.back().exitCode = line.mid(1).chopped(1).toInt();
        else if (!calls.empty() && !line.isEmpty())
            calls.back().error += line + '\n';
    }
    return calls;
}

} // namespace

class TestCliErrors : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
    } // Qt tells when there is none

    void words_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("exitCode");
        const std::vector<Golden> calls = goldenCalls();
        QVERIFY(calls.size() > 30);
        for (const Golden &call : calls)
            QTest::addRow("%s",
                          qPrintable(call.arguments.isEmpty() ? QStringLiteral("nothing") : call.arguments))
                << call.arguments << call.error << call.exitCode;
    }

    void words()
    {
        QFETCH(const QString, arguments);
        QStringList words = QProcess::splitCommand(arguments);
        const bool isOfWindow = words.value(0) == u"weir";
        if (isOfWindow)
            words.removeFirst();
        const CliResult result = callCli(isOfWindow ? QStringLiteral(WEIR_WINDOW) : QStringLiteral(WEIR_CLI),
                                         words, m_folder.path());
        QTEST(result.error, "error");
        QTEST(result.exitCode, "exitCode");
        QCOMPARE(result.out, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestCliErrors)
#include "tst_clierrors.moc"
