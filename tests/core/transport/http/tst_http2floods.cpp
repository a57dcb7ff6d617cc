// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 servers that send frames without an end, that leave, and that refuse; written frame by frame
// (RFC 9113), over plain connections with prior knowledge.
#include "engine/memoryguard.h"
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/http/curltransport.h"
#include "transport/http/qnamtransport.h"

#include <QTest>
#include <QTimer>
#include <QtEndian>

#include <algorithm>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

namespace {

constexpr quint32 firstStream = 1;
constexpr quint64 mostGrowth = quint64{256} << 20;
/// Whoever reads it to its end does not come back in the time of a test.
constexpr qint64 endless = 10'000'000;

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// A frame: 24 bits of length, type, flags, stream (RFC 9113, 4.1).
QByteArray http2Frame(quint8 type, quint8 flags, quint32 stream, const QByteArray &payload = {})
{
    QByteArray bytes = bigEndian(static_cast<quint32>(payload.size())).sliced(1);
    bytes.append(static_cast<char>(type)).append(static_cast<char>(flags));
    return bytes + bigEndian(stream) + payload;
}

QByteArray data(const QByteArray &bytes, bool isLast = false)
{
    return http2Frame(0x0, isLast ? 0x1 : 0x0, firstStream, bytes);
}
/// `block` as HPACK has it (RFC 7541).
QByteArray heads(const QByteArray &block)
{
    return http2Frame(0x1, 0x4, firstStream, block);
}
QByteArray header(const QByteArray &name, const QByteArray &value)
{
    return QByteArray(1, '\0') + static_cast<char>(name.size()) + name + static_cast<char>(value.size()) +
           value;
}
const QByteArray ok = QByteArray(1, '\x88') + header("content-type", "text/event-stream");
const QByteArray settings = http2Frame(0x4, 0x0, 0);
const QByteArray settingsAck = http2Frame(0x4, 0x1, 0);

/// Up to the client's first request: its preface reads like the head of one.
ServerScript afterPreface()
{
    return ServerScript().readRequest().send(settings + settingsAck).sleep(100ms);
}

WireRequest http2Request(const ScriptedServer &server)
{
    WireRequest request = requestTo(server);
    httpPart(request).http2 = true;
    return request;
}

} // namespace

class TestHttp2Floods : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock;

    [[nodiscard]] std::unique_ptr<Transport> transport(bool curl) const
    {
        if (curl)
            return std::make_unique<CurlTransport>(m_clock);
        return std::make_unique<QnamTransport>(m_clock);
    }

private Q_SLOTS:
    void floodsLeaveTheLoopAlive_data()
    {
        QTest::addColumn<bool>("curl");
        QTest::addColumn<ServerScript>("script");
        const auto row = [](const char *name, const QByteArray &first, const QByteArray &frame) {
            const ServerScript script =
                afterPreface().send(first).flood(frame.repeated(65'536 / frame.size()), endless);
            QTest::addRow("qt, %s", name) << false << script;
            QTest::addRow("curl, %s", name) << true << script;
        };
        row("data", heads(ok), data(sse("x").repeated(200)));
        row("empty data", heads(ok), data({}));
        row("interim heads", {}, heads(header(":status", "103") + header("x-a", QByteArray(100, 'b'))));
        row("head without an end", http2Frame(0x1, 0x0, firstStream, ok),
            http2Frame(0x9, 0x0, firstStream, header("x-a", QByteArray(100, 'b'))));
        row("pings", {}, http2Frame(0x6, 0x0, 0, "12345678"));
        row("settings", {}, settings);
        row("priorities", {}, http2Frame(0x2, 0x0, firstStream, QByteArray(4, '\0').append('\x10')));
    }

    void floodsLeaveTheLoopAlive()
    {
        QFETCH(const bool, curl);
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        std::unique_ptr<Transport> moved = transport(curl);
        RecordingHandler handler;
        handler.keepBytes = false;
        const quint64 before = processResidentBytes();
        quint64 most = before;
        const StreamId stream = moved->start(http2Request(server), handler);
        QObject context;
        QTimer sampling;
        QObject::connect(&sampling, &QTimer::timeout, &context,
                         [&most] { most = std::max(most, processResidentBytes()); });
        sampling.start(20ms);
        QTimer::singleShot(500ms, &context, [&] { moved->abort(stream); });
        QVERIFY(handler.waitForEnd(60s));
        // By us in the middle of it, or by the library's or the transport's own sense of what is too much.
        QVERIFY(handler.end.kind != Kind::Clean);
        QCOMPARE(handler.violations, QStringList());
        // Half a second of it; from 512 MB on the memory guard of a run would have something to say.
        QVERIFY2(most < before + mostGrowth, qPrintable(QString::number((most - before) >> 20)));
        // Its connection may serve other streams, but whoever reads it hears of the transport's end.
        moved.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnectionCount(), 0, 20'000);
    }

    /// The server takes none of what it has got, says so, and closes; over the next connection it answers.
    void orderlyGoodbyeFailsNothing()
    {
        const ScriptedServer server([](int connection) {
            if (connection == 0)
                return afterPreface()
                    .send(http2Frame(0x7, 0x0, 0, bigEndian(0) + bigEndian(0)))
                    .sleep(50ms)
                    .close();
            return afterPreface().send(heads(ok) + data(sse("[DONE]"), true));
        });
        const std::unique_ptr<Transport> moved = transport(false);
        RecordingHandler handler;
        moved->start(http2Request(server), handler);
        QVERIFY(handler.waitForEnd());
        QVERIFY2(handler.end.kind == Kind::Clean, qPrintable(handler.end.message.text()));
        QCOMPARE(handler.body, sse("[DONE]"));
        QCOMPARE(handler.sentCount, 1);
        QCOMPARE(server.connectionCount(), 2);
        QCOMPARE(handler.violations, QStringList());
    }

    void goodbyesWithoutEndAreAnEnd()
    {
        const ScriptedServer server(
            afterPreface().send(http2Frame(0x7, 0x0, 0, bigEndian(0) + bigEndian(0))).sleep(50ms).close());
        const std::unique_ptr<Transport> moved = transport(false);
        RecordingHandler handler;
        moved->start(http2Request(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::ClosedBeforeResponse);
        QVERIFY(server.connectionCount() > 1);
    }

    /// RFC 9113, 4.2: nobody was told that frames may have more than 16,384 bytes. (QNAM takes them; of data
    /// that come so libcurl tells nothing, docs/transports.md.)
    void aHeadTooLongIsNoCleanEnd()
    {
        const ScriptedServer server(
            afterPreface().send(heads(ok + header("x-a", QByteArray(100, 'b')).repeated(200))));
        const std::unique_ptr<Transport> moved = transport(true);
        RecordingHandler handler;
        moved->start(http2Request(server), handler);
        QVERIFY(handler.waitForEnd());
        QVERIFY2(handler.end.kind != Kind::Clean, handler.body.constData());
        QCOMPARE(handler.violations, QStringList());
    }

    void resetsAreTold_data()
    {
        QTest::addColumn<bool>("curl");
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<Kind>("kind");
        const auto reset = [](quint32 code) { return http2Frame(0x3, 0x0, firstStream, bigEndian(code)); };
        const ServerScript refused = afterPreface().send(reset(7));
        const ServerScript cancelled =
            afterPreface().send(heads(ok) + data(sse("x"))).sleep(100ms).send(reset(8));
        const ServerScript broken =
            afterPreface().send(heads(ok) + data(sse("x"))).sleep(100ms).send(reset(2));
        for (const bool curl : {false, true}) {
            const char *name = curl ? "curl" : "qt";
            QTest::addRow("%s, refused", name) << curl << refused << Kind::ClosedBeforeResponse;
            QTest::addRow("%s, cancelled", name) << curl << cancelled << Kind::Interrupted;
            QTest::addRow("%s, internal error", name) << curl << broken << Kind::Interrupted;
        }
    }

    void resetsAreTold()
    {
        QFETCH(const bool, curl);
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        const std::unique_ptr<Transport> moved = transport(curl);
        RecordingHandler handler;
        moved->start(http2Request(server), handler);
        QVERIFY(handler.waitForEnd());
        QTEST(handler.end.kind, "kind");
    }
};

QTEST_GUILESS_MAIN(TestHttp2Floods)
#include "tst_http2floods.moc"
