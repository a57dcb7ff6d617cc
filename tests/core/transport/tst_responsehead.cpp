// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/responsehead.h"

#include <QTest>

using namespace weir;
using State = ResponseHeadReader::State;

Q_DECLARE_METATYPE(weir::ResponseHeadReader::State)

/// Lines of a response into its head.
class TestResponseHead : public QObject
{
    Q_OBJECT

private:
    static State feedAll(ResponseHeadReader &reader, const QByteArray &text)
    {
        qsizetype from = 0;
        while (from < text.size()) {
            const qsizetype end = text.indexOf('\n', from) + 1;
            reader.feed(QByteArrayView(text).sliced(from, (end > 0 ? end : text.size()) - from));
            from = end > 0 ? end : text.size();
        }
        return reader.state();
    }

private Q_SLOTS:
    void lengths()
    {
        const auto lengthOf = [](int status, const std::vector<RawHeader> &headers) {
            return contentLength({status, headers});
        };
        QCOMPARE(*lengthOf(200, {{"Content-Length", "12"}}), std::optional<qint64>(12));
        QCOMPARE(*lengthOf(200, {{"content-length", "12"}, {"Content-Length", " 12 , 12"}}),
                 std::optional<qint64>(12));
        QCOMPARE(*lengthOf(200, {}), std::optional<qint64>());
        QCOMPARE(*lengthOf(204, {{"Content-Length", "x"}}), std::optional<qint64>());
        QCOMPARE(*lengthOf(200, {{"Content-Length", "1, 2"}, {"Transfer-Encoding", "chunked"}}),
                 std::optional<qint64>());
        for (const char *bad : {"x", "-1", "1, x"})
            QVERIFY2(!lengthOf(200, {{"Content-Length", bad}, {"Transfer-Encoding", "chunked"}}), bad);
        QVERIFY(!lengthOf(200, {{"Transfer-Encoding", "gzip, chunked"}}));
        for (const char *bad : {"", "-1", "+1", "1 2", "1,2", "1,", "0x1", "1e3", "9223372036854775808"})
            QVERIFY2(!lengthOf(200, {{"Content-Length", bad}}), bad);
    }

    void statusLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("status");
        QTest::newRow("1.1") << QByteArray("HTTP/1.1 200 OK") << 200;
        QTest::newRow("1.0") << QByteArray("HTTP/1.0 404 Not Found") << 404;
        QTest::newRow("2") << QByteArray("HTTP/2 503 ") << 503;
        QTest::newRow("no reason") << QByteArray("HTTP/1.1 204") << 204;
        QTest::newRow("unheard of") << QByteArray("HTTP/1.1 999 X") << 999;
        QTest::newRow("switching protocols") << QByteArray("HTTP/1.1 101 X") << 101;
        QTest::newRow("two digits") << QByteArray("HTTP/1.1 99 X") << 0;
        QTest::newRow("four digits") << QByteArray("HTTP/1.1 2000 X") << 0;
        QTest::newRow("negative") << QByteArray("HTTP/1.1 -12 X") << 0;
        QTest::newRow("below 100") << QByteArray("HTTP/1.1 099 X") << 0;
        QTest::newRow("no status") << QByteArray("HTTP/1.1") << 0;
        QTest::newRow("another protocol") << QByteArray("220 smtp ready") << 0;
        QTest::newRow("nothing") << QByteArray("") << 0;
    }

    void statusLines()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const int, status);
        ResponseHeadReader reader;
        const State state = feedAll(reader, line + "\r\n\r\n");
        QCOMPARE(state == State::Complete, status != 0);
        QCOMPARE(state == State::Broken, status == 0);
        QCOMPARE(reader.problem().isEmpty(), status != 0);
        if (status != 0)
            QCOMPARE(reader.head().status, status);
    }

    void fields()
    {
        ResponseHeadReader reader;
        QCOMPARE(feedAll(reader, "HTTP/1.1 200 OK\r\nA: 1\r\nb:two \r\nEmpty:\r\nA: 3\r\n"), State::Reading);
        QCOMPARE(feedAll(reader, "Long: x\r\n  y\n\r\n"), State::Complete);
        const std::vector<RawHeader> expected = {
            {"A", "1"}, {"b", "two"}, {"Empty", ""}, {"A", "3"}, {"Long", "x y"}};
        QVERIFY(reader.head().headers == expected);
        feedAll(reader, "Trailer: late\r\n");
        QVERIFY(reader.head().headers == expected);
    }

    void chunkedIsTaken()
    {
        ResponseHeadReader reader;
        QCOMPARE(feedAll(reader, "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity, Chunked\r\n\r\n"),
                 State::Complete);
    }

    void interimHeadsAreSkipped()
    {
        ResponseHeadReader reader;
        QCOMPARE(feedAll(reader, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\n"),
                 State::Reading);
        QCOMPARE(feedAll(reader, "HTTP/1.1 200 OK\r\n\r\n"), State::Complete);
        QCOMPARE(reader.head().status, 200);
        QVERIFY(reader.head().headers.empty());
    }

    void brokenHeads_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray line = "X-More: " + QByteArray(1000, 'h') + "\r\n";
        QTest::newRow("no colon") << QByteArray("HTTP/1.1 200 OK\r\nnothing\r\n\r\n");
        QTest::newRow("no name") << QByteArray("HTTP/1.1 200 OK\r\n: value\r\n\r\n");
        QTest::newRow("endless") << "HTTP/1.1 200 OK\r\n" + line.repeated(80);
        QTest::newRow("endless line") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(70'000, 'h') + "\r\n";
        QTest::newRow("endless hints") << QByteArray("HTTP/1.1 103 Hints\r\n\r\n").repeated(4000);
        QTest::newRow("endless trailers") << "HTTP/1.1 200 OK\r\n\r\n" + line.repeated(80);
        const QByteArray coded("HTTP/1.1 200 OK\r\nTransfer-Encoding: ");
        QTest::newRow("packed") << coded + "gzip\r\n\r\n";
        QTest::newRow("packed twice") << coded + "chunked\r\ntransfer-encoding: Gzip , deflate\r\n\r\n";
    }

    void brokenHeads()
    {
        QFETCH(const QByteArray, text);
        ResponseHeadReader reader;
        QCOMPARE(feedAll(reader, text), State::Broken);
        QVERIFY(!reader.problem().isEmpty());
        QCOMPARE(feedAll(reader, "HTTP/1.1 200 OK\r\n\r\n"), State::Broken);
    }
};

QTEST_GUILESS_MAIN(TestResponseHead)
#include "tst_responsehead.moc"
