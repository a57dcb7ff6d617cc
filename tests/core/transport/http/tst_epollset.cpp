// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/epollset.h"

#include <QTest>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace weir;

namespace {

/// A descriptor that is readable from raise() to lower().
class Flag
{
public:
    Flag() : m_descriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
    ~Flag() { close(m_descriptor); }
    Flag(const Flag &) = delete;
    Flag &operator=(const Flag &) = delete;

    void raise() const { eventfd_write(m_descriptor, 1); }
    void lower() const
    {
        eventfd_t value = 0;
        eventfd_read(m_descriptor, &value);
    }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace

/// When the set serves what is ready, and when it lets the event loop go on.
class TestEpollSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turns_data()
    {
        QTest::addColumn<bool>("mayWait");
        QTest::addColumn<int>("alarmAt"); // the call in which the alarm goes off
        QTest::addColumn<int>("servedInATurn");
        QTest::newRow("one look a turn") << false << 0 << 1;
        QTest::newRow("waits for more") << true << 0 << 64;
        QTest::newRow("the alarm ends the turn") << true << 3 << 4;
    }

    void turns()
    {
        // Each call makes the descriptor ready again, so only the set ends a turn. What is posted in the
        // first call runs when it has. The alarm is seen with what is ready at the same time.
        QFETCH(const bool, mayWait);
        QFETCH(const int, alarmAt);
        Flag socket;
        Flag alarm;
        QObject context;
        int calls = 0;
        int callsAtTurn = 0;
        EpollSet set([&](quint32 owner, int descriptor, quint32 events) {
            QCOMPARE(owner, 7U);
            QCOMPARE(descriptor, socket.descriptor());
            QVERIFY((events & EPOLLIN) != 0);
            socket.lower();
            if (callsAtTurn > 0)
                return;
            ++calls;
            socket.raise();
            if (calls == 1)
                QMetaObject::invokeMethod(
                    &context, [&] { callsAtTurn = calls; }, Qt::QueuedConnection);
            if (calls == alarmAt)
                alarm.raise();
        });
        set.watch(socket.descriptor(), EPOLLIN, 7);
        if (mayWait)
            set.waitUntil(alarm.descriptor());
        socket.raise();
        QTRY_VERIFY(callsAtTurn > 0);
        QTEST(callsAtTurn, "servedInATurn");
    }

    void permissionIsTakenBack()
    {
        Flag socket;
        Flag alarm;
        int calls = 0;
        EpollSet set([&](quint32, int, quint32) {
            ++calls;
            socket.lower();
        });
        set.waitUntil(alarm.descriptor());
        set.waitUntil(-1);
        alarm.raise(); // nobody's any more
        set.watch(socket.descriptor(), EPOLLIN, 0);
        socket.raise();
        QTRY_COMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(TestEpollSet)
#include "tst_epollset.moc"
