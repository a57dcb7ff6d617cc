// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordinghandler.h"
#include "transport/nulltransport.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

/// The transport without sockets keeps the rules of those with.
class TestNullTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsTheScript_data()
    {
        QTest::addColumn<qint64>("gapMs");
        QTest::newRow("at once") << qint64{0};
        QTest::newRow("with gaps") << qint64{3};
    }

    void playsTheScript()
    {
        QFETCH(const qint64, gapMs);
        const NullScript script{
            .opening = ResponseHead{200, {{"A", "b"}}},
            .chunks = {"one", "two"},
            .headDelay = std::chrono::milliseconds{gapMs},
            .gap = std::chrono::milliseconds{gapMs},
            .end = {WireEnd::Kind::Interrupted, Message::verbatim(QStringLiteral("cut"))}};
        NullTransport transport(m_clock, script);
        std::vector<std::unique_ptr<RecordingHandler>> handlers;
        const TimePoint before = m_clock.now();
        for (int i = 0; i < 100; ++i)
            transport.start({}, *handlers.emplace_back(std::make_unique<RecordingHandler>()));
        QCOMPARE(transport.openCount(), std::size_t{100});
        QCOMPARE(handlers.front()->stamps.size(), std::size_t{0});
        QVERIFY(RecordingHandler::waitForEnds(handlers, 20s));
        QCOMPARE(transport.openCount(), std::size_t{0});
        for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
            QCOMPARE(handler->body, QByteArray("onetwo"));
            QCOMPARE(handler->head.header("a"), QByteArray("b"));
            QCOMPARE(handler->end.kind, WireEnd::Kind::Interrupted);
            QCOMPARE(handler->violations, QStringList());
            QVERIFY(handler->stamps.back() - before >= std::chrono::milliseconds{gapMs} * 4);
        }
    }

    void abortInsideCallbacks()
    {
        NullTransport transport(m_clock, {.chunks = {"one", "two"}});
        RecordingHandler handler;
        StreamId stream;
        handler.sentHook = [&] { transport.abort(stream); };
        stream = transport.start({}, handler);
        QVERIFY(handler.waitForEnd());
        QTest::qWait(20);
        QCOMPARE(handler.end.kind, WireEnd::Kind::Aborted);
        QCOMPARE(handler.endCount, 1);
        QCOMPARE(handler.headCount, 0);
        QCOMPARE(handler.violations, QStringList());
    }

    void destructionIsSilent()
    {
        RecordingHandler handler;
        {
            NullTransport transport(m_clock, {});
            transport.start({}, handler);
        }
        QTest::qWait(20);
        QCOMPARE(handler.stamps.size(), std::size_t{0});
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestNullTransport)
#include "tst_nulltransport.moc"
