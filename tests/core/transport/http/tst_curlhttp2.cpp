// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 against nghttp2's own server, where it is installed (package nghttp2-server).
#include "support/recordinghandler.h"
#include "support/stucklistener.h"
#include "support/wirerequests.h"
#include "transport/http/curltransport.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

namespace {

const QByteArray pageText = QByteArray("data: token\n\n").repeated(1000);

/// nghttpd in the background, serving one file.
class Http2Server
{
public:
    explicit Http2Server(bool tls) : m_port(closedPort())
    {
        QFile page(m_folder.filePath(QStringLiteral("page")));
        if (!page.open(QIODevice::WriteOnly) || page.write(pageText) != pageText.size())
            qFatal("The page can't be written");
        page.close();
        QStringList arguments{QStringLiteral("-d"), m_folder.path(), QStringLiteral("-a"),
                              QStringLiteral("127.0.0.1")};
        if (!tls)
            arguments << QStringLiteral("--no-tls");
        arguments << QString::number(m_port);
        if (tls)
            arguments << QStringLiteral(WEIR_TEST_DATA "/tls/selfsigned.key")
                      << QStringLiteral(WEIR_TEST_DATA "/tls/selfsigned.crt");
        m_process.start(QStringLiteral("nghttpd"), arguments);
        m_url = QUrl(QStringLiteral("%1://127.0.0.1:%2/page")
                         .arg(tls ? QStringLiteral("https") : QStringLiteral("http"))
                         .arg(m_port));
    }
    ~Http2Server()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] bool waitUntilUp() const
    {
        return QTest::qWaitFor(
            [this] {
                QTcpSocket socket;
                socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
                return socket.waitForConnected(1000);
            },
            10'000);
    }
    [[nodiscard]] const QUrl &url() const { return m_url; }

private:
    QTemporaryDir m_folder;
    quint16 m_port;
    QProcess m_process;
    QUrl m_url;
};

WireRequest pageRequest(const Http2Server &server)
{
    WireRequest request = requestTo(server.url());
    httpPart(request).method = "GET";
    request.body.clear();
    httpPart(request).http2 = true;
    request.verifyTls = false;
    return request;
}

} // namespace

class TestCurlHttp2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("nghttpd")).isEmpty())
            QSKIP("nghttpd is not installed (package nghttp2-server)");
    }

    void manyStreams_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("prior knowledge") << false;
        QTest::newRow("ALPN") << true;
    }

    void manyStreams()
    {
        QFETCH(const bool, tls);
        const Http2Server server(tls);
        QVERIFY(server.waitUntilUp());
        CurlTransport transport(m_clock);
        std::vector<std::unique_ptr<RecordingHandler>> handlers;
        for (int i = 0; i < 150; ++i) // more than a server allows on a connection
            transport.start(pageRequest(server),
                            *handlers.emplace_back(std::make_unique<RecordingHandler>()));
        QVERIFY(RecordingHandler::waitForEnds(handlers, 30s));
        for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
            QVERIFY2(handler->end.kind == Kind::Clean, qPrintable(handler->end.message.english()));
            QCOMPARE(handler->head.status, 200);
            QCOMPARE(handler->body, pageText);
            QCOMPARE(handler->sentCount, 1);
            QCOMPARE(handler->violations, QStringList());
        }
    }

    void abortLeavesTheOthersAlone()
    {
        const Http2Server server(false);
        QVERIFY(server.waitUntilUp());
        CurlTransport transport(m_clock);
        std::vector<std::unique_ptr<RecordingHandler>> handlers;
        std::vector<StreamId> streams;
        for (int i = 0; i < 20; ++i) {
            RecordingHandler &handler = *handlers.emplace_back(std::make_unique<RecordingHandler>());
            streams.push_back(transport.start(pageRequest(server), handler));
            if (i % 2 == 0)
                handler.headHook = [&transport, &streams, i] {
                    transport.abort(streams[static_cast<std::size_t>(i)]);
                };
        }
        QVERIFY(RecordingHandler::waitForEnds(handlers, 30s));
        for (std::size_t i = 0; i < handlers.size(); ++i) {
            QCOMPARE(handlers[i]->end.kind, i % 2 == 0 ? Kind::Aborted : Kind::Clean);
            QCOMPARE(handlers[i]->violations, QStringList());
        }
    }

    void postIsAnswered()
    {
        const Http2Server server(false);
        QVERIFY(server.waitUntilUp());
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = pageRequest(server);
        httpPart(request).method = "POST";
        request.body = QByteArray(500'000, 'b'); // more than a stream's first window
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QVERIFY2(handler.end.kind == Kind::Clean, qPrintable(handler.end.message.english()));
        QCOMPARE(handler.sentCount, 1);
        QCOMPARE(handler.violations, QStringList());
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestCurlHttp2)
#include "tst_curlhttp2.moc"
