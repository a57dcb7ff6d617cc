// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackconnection.h"
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/http/httptransports.h"

#include <QTest>

#include <cerrno>
#include <sys/socket.h>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

using Connection = LoopbackConnection;

/// Stamps of the kernel: taken when bytes come, however late they are read.
class TestKernelStamps : public QObject
{
    Q_OBJECT

private:
    // The kernel begins to stamp a moment after the first socket on the machine asks for it; this one asks
    // for as long as the test lasts.
    const Connection m_keeper;

private Q_SLOTS:
    void initTestCase() { QVERIFY(KernelStamps::enable(m_keeper.client)); }
    void arrivalLiesBetweenWriteAndRead()
    {
        const Connection connection;
        QVERIFY(KernelStamps::enable(connection.client));
        KernelStamps stamps;
        // The kernel begins to stamp a moment after it was first asked to.
        QTest::qWait(50);
        for (int i = 0; i < 10; ++i) {
            const TimePoint before = MonotonicClock::now();
            QCOMPARE(::send(connection.server, "token", 5, 0), ssize_t{5});
            QTest::qSleep(50);
            char bytes[8];
            QCOMPARE(stamps.receive(connection.client, bytes, sizeof bytes, 0), ssize_t{5});
            QCOMPARE(QByteArrayView(bytes, 5), QByteArrayView("token"));
            const std::optional<TimePoint> arrival = stamps.arrivalOf(connection.client);
            QVERIFY(arrival);
            // Two clocks are compared by readings some nanoseconds apart.
            QVERIFY(*arrival >= before - 20us);
            QVERIFY(*arrival <= MonotonicClock::now() - 10ms);
            QVERIFY(!stamps.arrivalOf(connection.server)); // of another socket
            stamps.forget();
            QVERIFY(!stamps.arrivalOf(connection.client));
        }
    }

    void aReadOfSeveralSegmentsHasTheLastOnesStamp()
    {
        const Connection connection;
        QVERIFY(KernelStamps::enable(connection.client));
        KernelStamps stamps;
        QTest::qWait(50);
        QCOMPARE(::send(connection.server, "first", 5, 0), ssize_t{5});
        QTest::qSleep(50);
        const TimePoint second = MonotonicClock::now();
        QCOMPARE(::send(connection.server, "second", 6, 0), ssize_t{6});
        QTest::qSleep(50);
        char bytes[16];
        QCOMPARE(stamps.receive(connection.client, bytes, sizeof bytes, 0), ssize_t{11});
        QVERIFY(stamps.arrivalOf(connection.client));
        QVERIFY(*stamps.arrivalOf(connection.client) >= second - 20us);
    }

    void socketsWithoutStampsHaveNone()
    {
        const Connection connection;
        KernelStamps stamps;
        QCOMPARE(::send(connection.server, "token", 5, 0), ssize_t{5});
        char bytes[8];
        QCOMPARE(stamps.receive(connection.client, bytes, sizeof bytes, 0), ssize_t{5});
        QVERIFY(!stamps.arrivalOf(connection.client));
        errno = 0;
        QCOMPARE(stamps.receive(-1, bytes, sizeof bytes, 0), ssize_t{-1});
        QCOMPARE(errno, EBADF);
    }

    void aLateReaderDoesNoHarm_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addColumn<ReceiveStamps>("wanted");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("kernel");
        const auto row = [](const char *name, TransportKind kind, ReceiveStamps wanted, bool tls,
                            bool kernel) { QTest::newRow(name) << kind << wanted << tls << kernel; };
        row("curl", TransportKind::Curl, ReceiveStamps::Kernel, false, true);
        row("curl, TLS", TransportKind::Curl, ReceiveStamps::Kernel, true, true);
        row("curl, of the read", TransportKind::Curl, ReceiveStamps::OnRead, false, false);
        row("curl, of the read, TLS", TransportKind::Curl, ReceiveStamps::OnRead, true, false);
        row("qt", TransportKind::Qt, ReceiveStamps::Kernel, false, true);
        row("qt, TLS", TransportKind::Qt, ReceiveStamps::Kernel, true, false);
        row("qt, of the read", TransportKind::Qt, ReceiveStamps::OnRead, false, false);
    }

    void aLateReaderDoesNoHarm()
    {
        // The worker is blocked for longer than the server needs to send the second token.
        QFETCH(const TransportKind, kind);
        QFETCH(const ReceiveStamps, wanted);
        QFETCH(const bool, tls);
        QFETCH(const bool, kernel);
        constexpr auto blocked = 300ms;
        const SystemClock clock;
        ScriptedServer server(ServerScript()
                                  .readRequest()
                                  .send(sseHead() + chunk(sse("first")))
                                  .sleep(50ms)
                                  .send(chunk(sse("second")))
                                  .sleep(700ms)
                                  .send(lastChunk())
                                  .repeat(),
                              tls ? ScriptedServer::Security::Tls : ScriptedServer::Security::Plain);
        const std::unique_ptr<Transport> transport = makeTransport(kind, clock, wanted);
        for (int i = 0; i < 2; ++i) { // a kept connection is stamped too
            RecordingHandler handler;
            std::vector<TimePoint> calls;
            handler.dataHook = [&] {
                calls.push_back(clock.now());
                if (calls.size() == 1)
                    QTest::qSleep(blocked.count());
            };
            WireRequest request = requestTo(server);
            request.verifyTls = false;
            transport->start(request, handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
            QCOMPARE(handler.end.kernelStamps, kernel);
            QCOMPARE(handler.violations, QStringList());
            QCOMPARE(calls.size(), std::size_t{2});
            const TimePoint second = handler.stamps[handler.stamps.size() - 2]; // the last is the end's
            QVERIFY(second <= calls[1]);
            if (kernel)
                QVERIFY(calls[1] - second >= blocked / 2);
            else
                QVERIFY(second - calls[0] >= blocked);
            QCOMPARE(server.connectionCount(), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestKernelStamps)
#include "tst_kernelstamps.moc"
