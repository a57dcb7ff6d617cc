// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackconnection.h"
#include "transport/socketcalls.h"

#include <QTest>

#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>

using namespace weir;
using namespace weir::test;

namespace {

/// A connection that knows when what was sent has come.
class Connection : public LoopbackConnection
{
public:
    /// Sends, and returns when the other side has it.
    void send(QByteArrayView bytes) const
    {
        QCOMPARE(::send(server, bytes.data(), static_cast<std::size_t>(bytes.size()), 0), bytes.size());
        pollfd arrival{client, POLLIN, 0};
        const timespec longest{5, 0};
        QCOMPARE(::ppoll(&arrival, 1, &longest, nullptr), 1);
    }
};

constexpr std::size_t plenty = 1024;

ssize_t receive(int socket, std::size_t size)
{
    std::array<char, plenty> bytes; // NOLINT: recv() fills it
    return ::recv(socket, bytes.data(), size, 0);
}

int pollNow(int socket, short events, int timeoutMs = 0)
{
    pollfd watched{socket, events, -1};
    const int count = ::poll(&watched, 1, timeoutMs);
    return count == 0 && watched.revents != 0 ? -1 : count;
}

} // namespace

/// The program's own connect(), recv() and poll(), as every library in it meets them.
class TestSocketCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSocketCalls(); }

    void connectSwitchesTheDelayOff()
    {
        const Connection connection;
        int isOn = 0;
        socklen_t size = sizeof isOn;
        QCOMPARE(::getsockopt(connection.client, IPPROTO_TCP, TCP_NODELAY, &isOn, &size), 0);
        QVERIFY(isOn != 0);
    }

    void boundedReceivesEnd()
    {
        const Connection connection;
        connection.send("0123456789");
        {
            const BoundedReceives bounded(8);
            QCOMPARE(receive(connection.client, 4), ssize_t{4});
            QCOMPARE(receive(connection.client, 4), ssize_t{4});
            errno = 0;
            QCOMPARE(receive(connection.client, 4), ssize_t{-1});
            QCOMPARE(errno, EAGAIN);
        }
        QCOMPARE(receive(connection.client, 4), ssize_t{2});
    }

    void whetherMoreCameIsAskedOnlyWhereItIsNotKnown_data()
    {
        QTest::addColumn<bool>("isBounded");
        QTest::addColumn<std::size_t>("askedFor"); // of five bytes that wait
        QTest::addColumn<bool>("isOther");         // another socket is polled
        QTest::addColumn<short>("events");
        QTest::addColumn<int>("timeoutMs");
        QTest::addColumn<bool>("isSpared");
        const short forReading = POLLIN | POLLRDNORM | POLLPRI;
        QTest::newRow("emptied") << true << plenty << false << forReading << 0 << true;
        QTest::newRow("filled to the brim") << true << std::size_t{5} << false << forReading << 0 << false;
        QTest::newRow("outside") << false << plenty << false << forReading << 0 << false;
        QTest::newRow("another socket") << true << plenty << true << forReading << 0 << false;
        QTest::newRow("also for writing") << true << plenty << false << short{POLLIN | POLLOUT} << 0 << false;
        QTest::newRow("waiting") << true << plenty << false << forReading << 5000 << false;
    }

    void whetherMoreCameIsAskedOnlyWhereItIsNotKnown()
    {
        QFETCH(const bool, isBounded);
        QFETCH(const std::size_t, askedFor);
        QFETCH(const bool, isOther);
        QFETCH(const short, events);
        QFETCH(const int, timeoutMs);
        QFETCH(const bool, isSpared);
        const Connection connection;
        const Connection other;
        other.send("other");
        connection.send("first");
        std::optional<BoundedReceives> bounded;
        if (isBounded)
            bounded.emplace(plenty);
        QCOMPARE(receive(connection.client, askedFor), ssize_t{5});
        connection.send("second"); // what a call of the kernel would see
        const int socket = isOther ? other.client : connection.client;
        QCOMPARE(pollNow(socket, events, timeoutMs), isSpared ? 0 : 1);
        bounded.reset();
        QCOMPARE(pollNow(connection.client, events), 1);
    }

    void nothingIsKnownOfAnEarlierStretch()
    {
        const Connection connection;
        connection.send("first");
        {
            const BoundedReceives bounded(plenty);
            QCOMPARE(receive(connection.client, plenty), ssize_t{5});
        }
        connection.send("second");
        const BoundedReceives bounded(plenty);
        QCOMPARE(pollNow(connection.client, POLLIN), 1);
    }
};

QTEST_GUILESS_MAIN(TestSocketCalls)
#include "tst_socketcalls.moc"
