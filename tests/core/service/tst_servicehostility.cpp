// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that break HTTP, send too much, read too slowly or leave: the reference service survives them all.
#include "rawclient.h"
#include "service/front/requestreading.h"
#include "startedservice.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray closeHeader = "Connection: close\r\n";

/// Connections that say nothing, held by a process of their own: this one has files for the service's side
/// only.
class IdleCrowd
{
public:
    IdleCrowd(quint16 port, int connections)
    {
        m_child = ::fork();
        if (m_child == 0) {
            // Nothing but system calls: other threads of this process are gone.
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            ::close_range(3, ~0U, 0);
            for (int i = 0; i < connections; ++i) {
                const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
                if (fd < 0 ||
                    ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
                    ::_exit(1);
            }
            for (;;)
                ::pause();
        }
    }
    ~IdleCrowd() { leave(); }
    IdleCrowd(const IdleCrowd &) = delete;
    IdleCrowd &operator=(const IdleCrowd &) = delete;

    void leave()
    {
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
            m_child = -1;
        }
    }

private:
    pid_t m_child = -1;
};

} // namespace

class TestServiceHostility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesBadRequests_data();
    void refusesBadRequests();
    void freesTheStreamOfAClientThatLeaves();
    void slowHeaderTimesOut();
    void connectionsAreBounded();
    void drippingBytesDoesNotHelp();
    void smugglingIsRefused_data();
    void smugglingIsRefused();
    void unclearHeadersEndTheConnection_data();
    void unclearHeadersEndTheConnection();
    void chunkedIsKnownInAnyCase();
    void refusalsHaveTheirReason();
    void tenThousandIdleConnections();
    void readsWhatConnectionsRead();
    void bodiesTogetherAreBounded();
    void floodAheadIsCut();
    void clientThatDoesNotReadIsBounded();
    void clientThatNeverReadsIsLetGo();
    void stopsWithOpenStreams();
    void garbageLeavesNoRecord();
};

void TestServiceHostility::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray chat = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("bad json") << httpRequest("POST", "/v1/chat/completions", "{\"messages\":", closeHeader)
                              << 400;
    QTest::newRow("nested json") << httpRequest("POST", "/v1/chat/completions", QByteArray(1 << 20, '['),
                                                closeHeader)
                                 << 400;
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 hello\r\n\r\n") << 400;
    QTest::newRow("zeros") << QByteArray(64, '\0') << 400;
    QTest::newRow("other version") << QByteArray("GET /health HTTP/3.7\r\n\r\n") << 400;
    QTest::newRow("bad length") << QByteArray(chat + "Content-Length: -5\r\n\r\n") << 400;
    QTest::newRow("huge length") << QByteArray(chat + "Content-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("large body") << httpRequest("POST", "/v1/chat/completions", QByteArray(9 << 20, ' '))
                                << 413;
    QTest::newRow("large chunk") << QByteArray(chat + "Transfer-Encoding: chunked\r\n\r\nffffff0\r\nx")
                                 << 413;
    QTest::newRow("bad chunk") << QByteArray(chat + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
    QTest::newRow("large header") << QByteArray("GET /health HTTP/1.1\r\nX: " + QByteArray(100'000, 'x') +
                                                "\r\n\r\n")
                                  << 431;
    QTest::newRow("endless target") << QByteArray("GET /" + QByteArray(200'000, 'x')) << 431;
}

void TestServiceHostility::refusesBadRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    client.send(bytes); // The service may stop reading before the end.
    QVERIFY(client.readUntil("}"));
    QVERIFY2(client.received().startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), client.received());
    QVERIFY(client.received().contains("\"error\":{\"message\":"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    RawClient next(service->port());
    QVERIFY(next.send(httpRequest("GET", "/health")));
    QVERIFY(next.readUntil("\"ok\""));
}

void TestServiceHostility::freesTheStreamOfAClientThatLeaves()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    {
        RawClient streaming(service->port());
        RawClient whole(service->port());
        QVERIFY(streaming.send(chatRequest(R"(,"stream":true)")));
        QVERIFY(whole.send(chatRequest()));
        QVERIFY(streaming.readUntil("assistant"));
        QTRY_COMPARE(service->stats().openStreams, quint64(2));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceHostility::slowHeaderTimesOut()
{
    ServiceConfig config = quickConfig();
    config.limits.headerTimeout = 100ms;
    config.limits.bodyTimeout = 100ms;
    config.limits.idleTimeout = 100ms;
    const auto service = started(config);
    QVERIFY(service);
    for (const QByteArray &start : {QByteArray("POST /v1/chat"), chatRequest().chopped(5)}) {
        RawClient client(service->port());
        QVERIFY(client.send(start));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        QVERIFY2(client.received().startsWith("HTTP/1.1 408 "), client.received());
    }
    RawClient idle(service->port());
    QCOMPARE(idle.readToEnd(), WireEnd::Fin);
    QVERIFY(idle.received().isEmpty());
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceHostility::connectionsAreBounded()
{
    ServiceConfig config = quickConfig();
    config.limits.connections = 2;
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray request = httpRequest("GET", "/health");
    RawClient first(service->port());
    RawClient second(service->port());
    for (RawClient *client : {&first, &second}) {
        QVERIFY(client->send(request));
        QVERIFY(client->readUntil("200 OK"));
    }
    RawClient third(service->port());
    QVERIFY(third.isConnected() && third.send(request));
    // Would the third be let in, it would be by the time that a later request has its answer.
    second.forget();
    QVERIFY(second.send(request));
    QVERIFY(second.readUntil("200 OK"));
    QCOMPARE(service->stats().connections, quint64(2));
    first.close();
    QVERIFY(third.readUntil("200 OK"));
    QCOMPARE(service->stats().openConnections, quint64(2));
}

void TestServiceHostility::drippingBytesDoesNotHelp()
{
    ServiceConfig config = quickConfig();
    config.limits.headerTimeout = 400ms;
    config.limits.bodyTimeout = 400ms;
    const auto service = started(config);
    QVERIFY(service);
    // A byte at a time keeps the connection alive, but not its deadline.
    const QByteArray head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n";
    for (const QByteArray &before : {QByteArray(), head}) {
        RawClient slow(service->port());
        QVERIFY(slow.send(before));
        const QByteArray drip = before.isEmpty() ? head : QByteArray(200, ' ');
        for (qsizetype i = 0; i < 60 && slow.send(drip.mid(i, 1)); ++i)
            QTest::qWait(20);
        QVERIFY(slow.readToEnd() != WireEnd::Open);
        QVERIFY2(slow.received().isEmpty() || slow.received().startsWith("HTTP/1.1 408 "), slow.received());
    }
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceHostility::smugglingIsRefused_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("length and chunks") << QByteArray("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 4\r\nContent-Length: 40\r\n");
    QTest::newRow("length of two") << QByteArray("Content-Length: 4, 40\r\n");
    QTest::newRow("blank before the colon") << QByteArray("Content-Length : 4\r\n");
    QTest::newRow("folded header") << QByteArray("X: a\r\n b\x01: c\r\n");
}

void TestServiceHostility::smugglingIsRefused()
{
    QFETCH(QByteArray, headers);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + headers +
                        "\r\n0\r\n\r\nGET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QVERIFY2(!client.received().contains("\"object\":\"list\""), client.received());
    QVERIFY(client.received().startsWith("HTTP/1.1 400 "));
}

void TestServiceHostility::unclearHeadersEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray host = "Host: localhost\r\n";
    const auto encoding = [&host](const char *name) {
        QTest::newRow(name) << QByteArray("1.1") << host + "Transfer-Encoding: " + name + "\r\n"
                            << QByteArray("501 Not Implemented");
    };
    for (const char *name :
         {"xchunked", "identity", "gzip", "gzip, chunked", "chunked, identity", "chunked;q=1"})
        encoding(name);
    QTest::newRow("encoded in two headers")
        << QByteArray("1.1") << host + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        << QByteArray("501 Not Implemented");
    const QByteArray bad = "400 Bad Request";
    QTest::newRow("no host") << QByteArray("1.1") << QByteArray() << bad;
    QTest::newRow("two hosts") << QByteArray("1.1") << host + host << bad;
    QTest::newRow("two hosts of an old client") << QByteArray("1.0") << host + host << bad;
    QTest::newRow("chunks of an old client")
        << QByteArray("1.0") << QByteArray("Transfer-Encoding: chunked\r\n") << bad;
}

void TestServiceHostility::unclearHeadersEndTheConnection()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, answer);
    const auto service = started(quickConfig());
    QVERIFY(service);
    for (const QByteArray &line : {QByteArray("POST /v1/chat/completions"), QByteArray("GET /health")}) {
        RawClient client(service->port());
        QVERIFY(client.send(line + " HTTP/" + version + "\r\n" + headers +
                            "\r\n0\r\n\r\nGET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        QVERIFY(client.readToEnd() != WireEnd::Open);
        QVERIFY2(client.received().startsWith("HTTP/1.1 " + answer + "\r\n"), client.received());
        QVERIFY(client.received().contains("Connection: close\r\n"));
        QCOMPARE(client.received().count("HTTP/1.1 "), 1);
    }
}

void TestServiceHostility::chunkedIsKnownInAnyCase()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(
        client.send("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:  Chunked \r\n" +
                    closeHeader + "\r\n1c\r\n{\"model\":\"m\",\"prompt\":\"one\"}\r\n0\r\n\r\n"));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY2(client.received().startsWith("HTTP/1.1 200 OK\r\n"), client.received());
}

void TestServiceHostility::refusalsHaveTheirReason()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient unprocessable(service->port());
    QVERIFY(unprocessable.send(httpRequest("POST", "/generate", R"({"inputs":""})", closeHeader)));
    QCOMPARE(unprocessable.readToEnd(), WireEnd::Fin);
    QVERIFY2(unprocessable.received().startsWith("HTTP/1.1 422 Unprocessable Content\r\n"),
             unprocessable.received());
    // A whole number in a notation that is not taken: the message says which numbers are.
    RawClient unread(service->port());
    QVERIFY(unread.send(chatRequest(R"(,"max_tokens":1e9)", closeHeader)));
    QCOMPARE(unread.readToEnd(), WireEnd::Fin);
    QVERIFY2(
        unread.received().contains("max_tokens must be a whole number from 1 to 18446744073709551615, in "
                                   "digits alone."),
        unread.received());
}

void TestServiceHostility::tenThousandIdleConnections()
{
    constexpr int wanted = 10'000;
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max < wanted + 200)
        QSKIP("The hard limit on open files is below 10,200.");
    limit.rlim_cur = limit.rlim_max;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    const auto service = started(quickConfig());
    QVERIFY(service);
    const auto residentPages = [] {
        QFile statm(u"/proc/self/statm"_qs);
        return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').at(1).toLongLong() : 0;
    };
    const qint64 before = residentPages();
    IdleCrowd crowd(service->port(), wanted);
    QTRY_COMPARE_WITH_TIMEOUT(service->stats().openConnections, quint64(wanted), 60'000);
    const qint64 grown = (residentPages() - before) * sysconf(_SC_PAGESIZE);
    QVERIFY2(grown < 200'000'000, qPrintable(QString::number(grown)));
    RawClient active(service->port());
    QVERIFY(active.send(chatRequest(R"(,"stream":true)", closeHeader)));
    QCOMPARE(active.readToEnd(), WireEnd::Fin);
    QVERIFY(active.received().contains("[DONE]"));
    crowd.leave();
    QTRY_COMPARE_WITH_TIMEOUT(service->stats().openConnections, quint64(0), 60'000);
}

void TestServiceHostility::readsWhatConnectionsRead()
{
    // The fuzz target's way in: the corpus is understood as it is on a socket.
    const Dialects dialects;
    Gatekeeper gate("sesame", std::move(*Authenticator::make({})));
    const auto readFile = [&](const QString &name) {
        QFile file(QStringLiteral(WEIR_TEST_DATA "/front/") + name);
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return readRequests({bytes.constData(), std::size_t(bytes.size())}, dialects, gate, {});
    };
    QCOMPARE(readFile(u"chat.txt"_qs).size(), std::size_t(1));
    QVERIFY(readFile(u"chat.txt"_qs).front().model);
    QCOMPARE(readFile(u"chat-twice.txt"_qs).size(), std::size_t(2));
    QVERIFY(readFile(u"chat-twice.txt"_qs).back().model->idempotencyKey);
    QVERIFY(readFile(u"chunked.txt"_qs).front().model);
    QVERIFY(readFile(u"old.txt"_qs).front().refusal);
    QVERIFY(readFile(u"get.txt"_qs).front().route.metrics);
    QVERIFY(readFile(u"upgrade.txt"_qs).front().route.reply); // no key
    for (const char *name : {"no-host.txt", "two-hosts.txt", "gzip-chunked.txt", "xchunked.txt"}) {
        const std::vector<ReadRequest> refused = readFile(QString::fromLatin1(name));
        QVERIFY2(refused.size() == 1 && refused.front().route.reply && !refused.front().model, name);
    }
    for (const char *name : {"smuggled.txt", "two-lengths.txt", "tls.bin", "nothing.txt"})
        QVERIFY2(readFile(QString::fromLatin1(name)).empty(), name);
}

void TestServiceHostility::bodiesTogetherAreBounded()
{
    constexpr qsizetype bodyBytes = 1 << 20;
    ServiceConfig config = quickConfig();
    config.limits.bodyBytes = bodyBytes;
    config.limits.allBodyBytes = bodyBytes * 5 / 2;
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray sized = head + "Content-Length: " + QByteArray::number(bodyBytes) + "\r\n\r\n{";
    RawClient first(service->port());
    RawClient second(service->port());
    QVERIFY(first.send(sized) && second.send(sized));
    QTRY_COMPARE(service->stats().requests, quint64(2));
    const auto isRefused = [](RawClient &client) {
        return client.readUntil("\r\n\r\n") && client.received().startsWith("HTTP/1.1 503 ") &&
               client.readToEnd() == WireEnd::Fin && client.received().contains("all_body_bytes");
    };
    // Its length says it before its bytes do; without a length the bytes have to.
    RawClient third(service->port());
    QVERIFY(third.send(sized) && isRefused(third));
    RawClient chunked(service->port());
    QVERIFY(chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(bodyBytes, 16) +
                         "\r\n" + QByteArray(bodyBytes - 1, ' ')));
    QVERIFY(isRefused(chunked));
    // Short ones have room beside them, and who leaves makes room.
    RawClient small(service->port());
    QVERIFY(small.send(chatRequest({}, closeHeader)));
    QCOMPARE(small.readToEnd(), WireEnd::Fin);
    QVERIFY2(small.received().startsWith("HTTP/1.1 200 "), small.received());
    second.close();
    QTRY_COMPARE(service->stats().openConnections, quint64(1));
    RawClient fourth(service->port());
    const QByteArray long64k =
        R"({"messages":[{"role":"user","content":"hi"}])" + QByteArray(bodyBytes / 2, ' ');
    const QByteArray whole = head + closeHeader +
                             "Content-Length: " + QByteArray::number(long64k.size() + 1) + "\r\n\r\n" +
                             long64k + '}';
    QVERIFY(fourth.send(whole));
    QVERIFY(fourth.readToEnd() == WireEnd::Fin);
    QVERIFY2(fourth.received().startsWith("HTTP/1.1 200 "), fourth.received());
    QCOMPARE(first.end(), WireEnd::Open);
}

void TestServiceHostility::floodAheadIsCut()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)")));
    QVERIFY(client.readUntil("assistant"));
    client.send(QByteArray(4 << 20, 'x'));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceHostility::clientThatNeverReadsIsLetGo()
{
    ServiceConfig config;
    config.model.scheduler.ttft = 0ms;
    config.model.scheduler.itl = 0ms;
    config.model.output.tokens = RandomFigure::fixed(100'000);
    config.limits.idleTimeout = 500ms;
    const auto service = started(config);
    QVERIFY(service);
    std::vector<std::unique_ptr<RawClient>> deaf;
    for (int i = 0; i < 5; ++i) {
        deaf.push_back(std::make_unique<RawClient>(service->port()));
        // Several, since sockets take megabytes that nobody reads.
        QByteArray many;
        for (int k = 0; k < 50; ++k)
            many += chatRequest(R"(,"stream":true)");
        QVERIFY(deaf.back()->send(many));
    }
    QTRY_COMPARE(service->stats().connections, quint64(5));
    QTRY_COMPARE_WITH_TIMEOUT(service->stats().openConnections, quint64(0), 30'000);
    QCOMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceHostility::clientThatDoesNotReadIsBounded()
{
    ServiceConfig config;
    config.model.scheduler.ttft = 0ms;
    config.model.scheduler.itl = 0ms;
    config.model.output.tokens = RandomFigure::fixed(100'000);
    config.model.output.tokensPerChunk = 1000;
    const auto service = started(config);
    QVERIFY(service);
    RawClient slow(service->port());
    QByteArray many;
    for (int i = 0; i < 50; ++i)
        many += chatRequest(R"(,"stream":true)");
    QVERIFY(slow.send(many));
    QTRY_VERIFY(service->stats().openStreams == 1);
    // The other client is served meanwhile, and the slow one stands still long before its 35 MB are written.
    RawClient other(service->port());
    QVERIFY(other.send(httpRequest("GET", "/health")));
    QVERIFY(other.readUntil("\"ok\""));
    quint64 before = 0;
    const auto standsStill = [&] {
        const quint64 now = service->stats().tokens;
        return std::exchange(before, now) == now;
    };
    QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(300), standsStill()), 20'000);
    QVERIFY(before < 50ULL * 100'000);
    QCOMPARE(service->stats().openStreams, quint64(1));
    slow.close();
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceHostility::stopsWithOpenStreams()
{
    QTemporaryDir dir;
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    config.truthFile = dir.filePath(u"truth.jsonl"_qs);
    auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("a")));
    QVERIFY(client.readUntil("assistant"));
    service.reset();
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QFile file(config.truthFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(line.value(u"id").toString(), u"a"_qs);
    QCOMPARE(line.value(u"end").toString(), u"error"_qs);
}

void TestServiceHostility::garbageLeavesNoRecord()
{
    QTemporaryDir dir;
    ServiceConfig config = quickConfig();
    config.truthFile = dir.filePath(u"truth.jsonl"_qs);
    auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("a") + "no HTTP at all\r\n\r\n"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QVERIFY(client.received().contains("HTTP/1.1 400 "));
    service->finish();
    QVERIFY(!service->truthError());
    QFile file(config.truthFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray truth = file.readAll();
    QVERIFY2(truth.count('\n') == 1 && truth.contains("\"id\":\"a\""), truth.constData());
}

QTEST_GUILESS_MAIN(TestServiceHostility)
#include "tst_servicehostility.moc"
