// SPDX-License-Identifier: GPL-3.0-or-later
// What a program says that can't go on, each in a process of its own.
#include "base/lastwords.h"

#include <QTest>

#include <functional>
#include <new>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace weir;

using Trouble = std::function<void()>;
Q_DECLARE_METATYPE(Trouble)

namespace {

void askForTooMuch()
{
    constexpr std::size_t tooMuch = std::size_t{1} << 60;
    ::operator delete(::operator new(tooMuch));
}

} // namespace

class TestLastWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areASentenceAndAnExitCode_data()
    {
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<QByteArray>("says");
        const QByteArray memory("prog: There is not enough memory to go on.");
        QTest::newRow("memory") << Trouble(askForTooMuch) << memory;
        QTest::newRow("memory in a thread") << Trouble([] { std::thread(askForTooMuch).join(); }) << memory;
        QTest::newRow("a library's memory")
            << Trouble([] { std::thread([] { throw std::bad_alloc(); }).join(); }) << memory;
        QTest::newRow("exception in a thread")
            << Trouble([] { std::thread([] { throw std::runtime_error("it broke"); }).join(); })
            << QByteArray("prog: Internal error: it broke");
        QTest::newRow("terminated") << Trouble([] { std::terminate(); })
                                    << QByteArray("prog: Internal error");
    }
    void areASentenceAndAnExitCode()
    {
        QFETCH(const Trouble, trouble);
        QFETCH(const QByteArray, says);
        std::array<int, 2> ends{};
        QCOMPARE(::pipe(ends.data()), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            ::dup2(ends[1], STDERR_FILENO);
            sayLastWords("prog");
            trouble();
            ::_exit(42);
        }
        ::close(ends[1]);
        std::array<char, 1000> words{};
        const ssize_t length = ::read(ends[0], words.data(), words.size());
        ::close(ends[0]);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 1);
        const QByteArray said(words.data(), std::max<ssize_t>(length, 0));
        QVERIFY2(said.startsWith(says), said.constData());
    }
};

QTEST_APPLESS_MAIN(TestLastWords)
#include "tst_lastwords.moc"
