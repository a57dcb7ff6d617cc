// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/judge.h"

#include <QTest>

using namespace weir;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::ResponseFacts)
Q_DECLARE_METATYPE(weir::WireEnd)

namespace {

ResponseFacts facts(int status, const std::function<void(ResponseFacts &)> &change = {})
{
    ResponseFacts made;
    made.head = ResponseHead{status, {{"Content-Type", "text/event-stream"}}};
    if (change)
        change(made);
    return made;
}

StreamEvent tokens()
{
    StreamEvent event;
    event.chunk = ChunkKind::Content;
    return event;
}

StreamEvent finish()
{
    StreamEvent event;
    event.finishReason = QStringLiteral("stop");
    return event;
}

StreamEvent done()
{
    StreamEvent event;
    event.isTerminator = true;
    return event;
}

StreamEvent failure(const QString &code, bool rate)
{
    StreamEvent event;
    event.isError = true;
    event.isRateLimit = rate;
    event.errorCode = code;
    return event;
}

StreamEvent malformed(bool incomplete)
{
    StreamEvent event;
    event.isMalformed = true;
    event.isIncomplete = incomplete;
    event.errorMessage = Message::verbatim(QStringLiteral("Byte 3: Bad"));
    return event;
}

StreamEvent foreign(const QString &coding)
{
    StreamEvent event = malformed(false);
    event.isForeign = true;
    event.errorCode = coding;
    return event;
}

StreamEvent tooLarge()
{
    StreamEvent event = malformed(false);
    event.isTooLarge = true;
    return event;
}

StreamEvent vectors()
{
    StreamEvent event;
    event.holdsAnswer = true;
    return event;
}

ResponseFacts told(int status, const QByteArray &type, const std::vector<StreamEvent> &events)
{
    ResponseFacts made;
    made.head = ResponseHead{status, {}};
    if (!type.isEmpty())
        made.head->headers = {{"content-type", type}};
    for (const StreamEvent &event : events)
        made.note(event);
    return made;
}

ResponseFacts saw(const std::vector<StreamEvent> &events, bool streamed = true, bool hasTerminator = true)
{
    ResponseFacts made = facts(200);
    made.streamed = streamed;
    made.protocolHasTerminator = hasTerminator;
    for (const StreamEvent &event : events)
        made.note(event);
    return made;
}

} // namespace

class TestJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACutLeavesProvesNothing()
    {
        const WireEnd broken{Kind::Interrupted, Message::verbatim(QStringLiteral("gone"))};
        for (const StreamEvent &last : {malformed(false), malformed(true), foreign(QString())}) {
            ResponseFacts whole = facts(200);
            whole.note(last);
            QVERIFY(judge(whole, {}, LocalEnd::None).outcome != OutcomeClass::StreamInterrupted);
            ResponseFacts cut = facts(200);
            cut.isCut = true;
            cut.note(last);
            QVERIFY(judge(cut, broken, LocalEnd::None).outcome == OutcomeClass::StreamInterrupted);
            QVERIFY(judge(cut, {Kind::Aborted}, LocalEnd::FirstTokenTimeout).outcome ==
                    OutcomeClass::FirstTokenTimeout);
        }
    }

    void aRefusalIsDecidedByItsStatus()
    {
        for (const int status : {100, 199, 300, 401, 599, 999})
            QVERIFY2(facts(status).isRefusal(), qPrintable(QString::number(status)));
        for (const int status : {200, 201, 299})
            QVERIFY2(!facts(status).isRefusal(), qPrintable(QString::number(status)));
        ResponseFacts handshake = facts(200);
        handshake.awaitedStatus = 101;
        QVERIFY(handshake.isRefusal());
        QVERIFY(!ResponseFacts().isRefusal());
    }

    void judges_data()
    {
        QTest::addColumn<ResponseFacts>("seen");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("local");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const ResponseFacts &seen, Kind kind, const char *key,
                            LocalEnd local = LocalEnd::None) {
            QTest::newRow(name) << seen << int(kind) << int(local) << QString::fromLatin1(key);
        };
        const ResponseFacts none;
        row("dns", none, Kind::DnsFailure, "dns_failure");
        row("refused", none, Kind::ConnectRefused, "connect_refused");
        row("connect timeout", none, Kind::ConnectTimeout, "connect_timeout");
        row("connect failed", none, Kind::ConnectFailed, "connect_failed");
        row("tls", none, Kind::TlsFailure, "tls_failure");
        row("closed", none, Kind::ClosedBeforeResponse, "closed_before_response");
        row("clean without response", none, Kind::Clean, "closed_before_response");
        row("reset without response", none, Kind::Interrupted, "closed_before_response");
        row("garbage response", none, Kind::BrokenFraming, "malformed_stream");
        row("sent again", none, Kind::Resent, "closed_before_response");
        row("local error", none, Kind::LocalError, "local_error");
        row("no answer in time", none, Kind::Aborted, "first_token_timeout", LocalEnd::FirstTokenTimeout);
        row("cut before response", none, Kind::Aborted, "cut_by_test_end", LocalEnd::CutByTestEnd);
        row("refused although a timer ran", none, Kind::ConnectRefused, "connect_refused",
            LocalEnd::Deadline);
        row("429", facts(429), Kind::Clean, "rate_limited:429");
        row("302", facts(302), Kind::Clean, "http_3xx:302");
        row("404", facts(404), Kind::Clean, "http_4xx:404");
        row("503, body reset", facts(503), Kind::Interrupted, "http_5xx:503");
        row("204", facts(204), Kind::Clean, "unexpected_response:204");
        row("101", facts(101), Kind::Clean, "unexpected_response:101");
        row("202 with a stream", told(202, "text/event-stream", {tokens(), done()}), Kind::Clean, "success");
        row("202 and a stall", told(202, "text/event-stream", {}), Kind::Aborted, "first_token_timeout",
            LocalEnd::FirstTokenTimeout);
        row("foreign", told(200, "text/html; x=y", {foreign({})}), Kind::Clean,
            "unexpected_response:text/html");
        row("foreign, reset", told(200, "text/html", {foreign({})}), Kind::Interrupted,
            "unexpected_response:text/html");
        row("foreign, without a type", told(200, {}, {foreign({})}), Kind::Clean, "unexpected_response");
        row("packed", told(200, "text/event-stream", {foreign(QStringLiteral("gzip"))}), Kind::Clean,
            "unexpected_response:gzip");
        row("escapes in the type",
            told(200,
                 "a\x1b[31m/\x9b"
                 "b",
                 {foreign({})}),
            Kind::Clean, "unexpected_response:a [31m/ b");
        row("beyond Weir's bound", saw({tokens(), tooLarge()}), Kind::Clean, "local_error:event_limit");
        row("beyond Weir's bound behind the end", saw({tokens(), done(), tooLarge()}), Kind::Clean,
            "success");
        row("success", saw({tokens(), finish(), done()}), Kind::Clean, "success");
        row("reset after the terminator", saw({tokens(), done()}), Kind::Interrupted, "success");
        row("bad framing after the terminator", saw({tokens(), done()}), Kind::BrokenFraming, "success");
        row("timer after the terminator", saw({tokens(), done()}), Kind::Aborted, "success",
            LocalEnd::StallTimeout);
        row("memory guard", saw({tokens()}), Kind::Aborted, "local_error:memory guard",
            LocalEnd::MemoryGuard);
        row("memory guard in an error's body", facts(401), Kind::Aborted, "local_error:memory guard",
            LocalEnd::MemoryGuard);
        row("memory guard before the head", none, Kind::Aborted, "local_error:memory guard",
            LocalEnd::MemoryGuard);
        row("memory guard after the terminator", saw({tokens(), done()}), Kind::Aborted, "success",
            LocalEnd::MemoryGuard);
        row("error after the terminator", saw({tokens(), done(), failure(QStringLiteral("x"), false)}),
            Kind::Clean, "success");
        row("malformed after the terminator", saw({tokens(), done(), malformed(false)}), Kind::Clean,
            "success");
        row("empty", saw({done()}), Kind::Clean, "empty_stream");
        row("empty with finish reason", saw({finish()}), Kind::Clean, "empty_stream");
        // A whole answer needs something of the vendor's, and an answer.
        row("whole, nothing known", saw({done()}, false), Kind::Clean,
            "unexpected_response:text/event-stream");
        row("whole, an end and no answer", saw({finish(), done()}, false), Kind::Clean, "empty_stream");
        row("whole, vectors", saw({vectors(), done()}, false), Kind::Clean, "success");
        row("streamed, vectors", saw({vectors(), finish(), done()}), Kind::Clean, "empty_stream");
        row("finish reason, clean, no terminator", saw({tokens(), finish()}), Kind::Clean, "success");
        row("finish reason, reset, no terminator", saw({tokens(), finish()}), Kind::Interrupted,
            "stream_interrupted");
        row("finish reason ends the protocol", saw({tokens(), finish()}, true, false), Kind::Interrupted,
            "success");
        row("malformed after the finish reason ended it",
            saw({tokens(), finish(), malformed(false)}, true, false), Kind::Clean, "success");
        row("truncated", saw({tokens()}), Kind::Clean, "stream_truncated");
        row("nothing at all", saw({}), Kind::Clean, "stream_truncated");
        row("interrupted", saw({tokens()}), Kind::Interrupted, "stream_interrupted");
        row("closed after the head", saw({}), Kind::ClosedBeforeResponse, "stream_interrupted");
        row("broken framing", saw({tokens()}), Kind::BrokenFraming, "malformed_stream");
        row("malformed", saw({tokens(), malformed(false), done()}), Kind::Interrupted, "malformed_stream");
        row("half a JSON, clean", saw({malformed(true)}, false), Kind::Clean, "malformed_stream");
        row("half a JSON, reset", saw({malformed(true)}, false), Kind::Interrupted, "stream_interrupted");
        row("half a JSON, deadline", saw({malformed(true)}, false), Kind::Aborted, "deadline",
            LocalEnd::Deadline);
        row("api error", saw({tokens(), failure(QStringLiteral("1001"), false), done()}), Kind::Clean,
            "api_error:1001");
        row("api error without code", saw({failure({}, false)}), Kind::Clean, "api_error");
        row("rate code", saw({failure(QStringLiteral("rate_limit_exceeded"), true)}), Kind::Interrupted,
            "rate_limited:rate_limit_exceeded");
        row("first token", saw({}), Kind::Aborted, "first_token_timeout", LocalEnd::FirstTokenTimeout);
        row("stall", saw({tokens()}), Kind::Aborted, "stall_timeout", LocalEnd::StallTimeout);
        row("deadline", saw({tokens()}), Kind::Aborted, "deadline", LocalEnd::Deadline);
        row("abandoned", saw({tokens()}), Kind::Aborted, "abandoned", LocalEnd::Abandoned);
        row("cut", saw({tokens()}), Kind::Aborted, "cut_by_test_end", LocalEnd::CutByTestEnd);
    }
    void judges()
    {
        QFETCH(ResponseFacts, seen);
        QFETCH(int, kind);
        QFETCH(int, local);
        QFETCH(QString, key);
        const Outcome outcome = judge(seen, {Kind(kind), {}}, LocalEnd(local));
        QCOMPARE(outcome.key(), key);
        QCOMPARE(outcome.httpStatus, seen.head ? seen.head->status : 0);
        const bool isOdd = seen.head && seen.head->status == 202; // read, and said
        QCOMPARE(outcome.message.isEmpty(), outcome.outcome == OutcomeClass::Success && !isOdd);
    }

    void webSockets_data()
    {
        QTest::addColumn<ResponseFacts>("seen");
        QTest::addColumn<WireEnd>("end");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, int status, const std::vector<StreamEvent> &events,
                            const WireEnd &end, const char *key) {
            ResponseFacts seen = facts(status, [&](ResponseFacts &made) {
                made.awaitedStatus = 101;
                for (const StreamEvent &event : events)
                    made.note(event);
            });
            QTest::newRow(name) << seen << end << QString::fromLatin1(key);
        };
        const WireEnd clean{};
        const WireEnd busy{Kind::ProtocolStatus, {}, QStringLiteral("ws-1011")};
        row("success", 101, {tokens(), finish(), done()}, clean, "success");
        row("1000 without the end mark", 101, {tokens()}, clean, "stream_truncated");
        row("1011", 101, {tokens()}, busy, "protocol_status:ws-1011");
        row("1011 behind the end mark", 101, {tokens(), done()}, busy, "success");
        row("1011 behind an error", 101, {failure(QStringLiteral("1001"), false)}, busy, "api_error:1001");
        row("no message", 101, {}, {Kind::ClosedBeforeResponse}, "closed_before_response");
        row("broken frame", 101, {tokens()}, {Kind::BrokenFraming}, "malformed_stream");
        row("refused", 401, {}, clean, "http_4xx:401");
        row("refused, too many", 429, {}, clean, "rate_limited:429");
        row("not a WebSocket", 200, {tokens(), done()}, clean, "unexpected_response:200");
    }
    void webSockets()
    {
        QFETCH(const ResponseFacts, seen);
        QFETCH(const WireEnd, end);
        QFETCH(const QString, key);
        const Outcome outcome = judge(seen, end, LocalEnd::None);
        QCOMPARE(outcome.key(), key);
        QCOMPARE(outcome.message.isEmpty(), outcome.outcome == OutcomeClass::Success);
    }

    void whatStoodOutsideIsTold()
    {
        StreamEvent stray;
        stray.isStray = true;
        stray.errorMessage = Message::verbatim(QStringLiteral("worker lost"));
        const Outcome outcome = judge(saw({tokens(), stray}), {}, LocalEnd::None);
        QCOMPARE(outcome.key(), QStringLiteral("stream_truncated"));
        QVERIFY(outcome.message.english().endsWith(u"worker lost"));
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("seconds") << QByteArray(" 120 ") << qint64{120};
        QTest::newRow("zero") << QByteArray("0") << qint64{0};
        QTest::newRow("IMF") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64{37};
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64{37};
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64{37};
        QTest::newRow("past") << QByteArray("Sun, 06 Nov 1994 08:48:59 GMT") << qint64{-1};
        QTest::newRow("negative") << QByteArray("-5") << qint64{-1};
        QTest::newRow("UTC") << QByteArray("Sun, 06 Nov 1994 08:49:37 UTC") << qint64{37};
        QTest::newRow("two points") << QByteArray("1.5.2") << qint64{-1};
        QTest::newRow("no seconds before the point") << QByteArray(".5") << qint64{-1};
        QTest::newRow("exponent") << QByteArray("1.5e9") << qint64{-1};
        QTest::newRow("bounded fraction")
            << QByteArray("99999999999999999999999.5") << qint64{365LL * 24 * 3600};
        QTest::newRow("empty") << QByteArray() << qint64{-1};
        QTest::newRow("bad month") << QByteArray("Sun, 06 Foo 1994 08:49:37 GMT") << qint64{-1};
        QTest::newRow("bounded") << QByteArray("99999999999999999999999") << qint64{365LL * 24 * 3600};
    }
    void retryAfterHasFractions()
    {
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 0), Qt::UTC);
        QCOMPARE(parseRetryAfter("1.5", now), std::optional<Nanoseconds>(std::chrono::milliseconds{1500}));
        QCOMPARE(parseRetryAfter(" 0.25 ", now), std::optional<Nanoseconds>(std::chrono::milliseconds{250}));
    }

    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, seconds);
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 0), Qt::UTC);
        const std::optional<Nanoseconds> wait = parseRetryAfter(value, now);
        QCOMPARE(wait.has_value(), seconds >= 0);
        if (wait)
            QCOMPARE(wait->count(), seconds * 1'000'000'000);
    }
};

QTEST_GUILESS_MAIN(TestJudge)
#include "tst_judge.moc"
