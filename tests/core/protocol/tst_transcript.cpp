// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers in the forms in which people have them, and what a preset leaves unread in them.
#include "protocol/decodingtext.h"
#include "protocol/transcript.h"

#include <QTest>

using namespace weir;

namespace {

const QByteArray stream =
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}\n\n"
    "data: [DONE]\n\n";

DecodedAnswer decoded(const QByteArray &recorded, const QString &vendor = QStringLiteral("openai-chat"))
{
    const VendorPreset preset = *findVendor(vendor);
    return *decodeTranscript(preset, transcriptFrom(recorded, preset));
}

QString summaryOf(const DecodedAnswer &answer)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(answer.outcome.key(), answer.content, answer.finishReason,
             answer.streamed ? QStringLiteral("streamed") : QStringLiteral("whole"));
}

} // namespace

class TestTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QByteArray>("recorded");
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QString>("summary");
        const auto row = [](const char *name, const QByteArray &recorded, const char *summary,
                            const char *vendor = "openai-chat") {
            QTest::newRow(name) << recorded << QString::fromLatin1(vendor) << QString::fromLatin1(summary);
        };
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        const QByteArray whole = R"({"choices":[{"message":{"content":"ab"},"finish_reason":"stop"}]})";
        row("the body alone", stream, "success ab stop streamed");
        row("behind a byte-order mark", "\xEF\xBB\xBF" + stream, "success ab stop streamed");
        row("lines that end in CR LF", QByteArray(stream).replace("\n", "\r\n"), "success ab stop streamed");
        row("with its head", head + stream, "success ab stop streamed");
        row("HTTP/2 has no reason", "HTTP/2 200\ncontent-type: text/event-stream\n\n" + stream,
            "success ab stop streamed");
        row("behind a proxy's head", "HTTP/1.1 200 Connection established\r\n\r\n" + head + stream,
            "success ab stop streamed");
        row("behind a head that says go on", "HTTP/1.1 100 Continue\r\n\r\n" + head + stream,
            "success ab stop streamed");
        row("a head alone", "HTTP/1.1 503 Service Unavailable\r\n\r\n", "http_5xx:503   streamed");
        row("a whole answer", whole, "success ab stop whole");
        row("a whole answer with its head", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + whole,
            "success ab stop whole");
        row("a status", "HTTP/1.1 429 Too Many Requests\nContent-Type: application/json\n\n{\"error\":{}}",
            "rate_limited:429   whole");
        row("lines",
            "{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"message\":{\"content\":\"b\"},\"done\":"
            "true,"
            "\"done_reason\":\"stop\"}\n",
            "success ab stop streamed", "ollama-chat");
        row("one line", "{\"message\":{\"content\":\"a\"},\"done\":true,\"done_reason\":\"stop\"}\n",
            "success a stop whole", "ollama-chat");
        row("nothing", "", "stream_truncated   streamed");
        row("an array of events",
            "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n,\n{\"candidates\":[{"
            "\"content\":{"
            "\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}]}]",
            "success ab STOP streamed", "gemini");
        row("an array with its head",
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n[{\"candidates\":[{\"content\":{\"parts\":[{"
            "\"text\":\"a\"}]},\"finishReason\":\"STOP\"}]}]",
            "success a STOP streamed", "gemini");
    }
    void forms()
    {
        QFETCH(const QByteArray, recorded);
        QFETCH(const QString, vendor);
        const QString came = summaryOf(decoded(recorded, vendor));
        QFETCH(const QString, summary);
        QCOMPARE(came, summary);
    }

    void whatOncePrints()
    {
        const QByteArray printed =
            "> POST http://h/v1/chat/completions\n> content-type: application/json\n>\n"
            "> {\"model\": \"m\"}\n"
            "< HTTP 200\n< content-type: text/event-stream\n"
            "          ms  kind        data\n"
            "       1.250  comment     \n"
            "       2.000  content     {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n"
            "       3.000  content     {\"choices\":[\n"
            "{\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}\n"
            "       4.000  terminator  [DONE]\n"
            "stamps, ms since started\n       0.100  connected\noutcome success\n";
        const DecodedAnswer answer = decoded(printed);
        QCOMPARE(summaryOf(answer), QStringLiteral("success ab stop streamed"));
        QCOMPARE(answer.eventCount, quint64(4));
        const QByteArray refused =
            "> POST http://h/\n< HTTP 401\n< content-type: application/json\n"
            "          ms  kind        data\n"
            "       2.000  error       {\"error\":{\"code\":\"k\",\"message\":\"No.\"}}\n"
            "outcome http_4xx:401 - HTTP status 401: No.\n";
        QCOMPARE(decoded(refused).outcome.message.english(), QStringLiteral("HTTP status 401: No."));
    }

    void whatOncePrintsOfLines()
    {
        const QByteArray printed =
            "> POST http://h/api/chat\n< HTTP 200\n< content-type: application/x-ndjson\n"
            "          ms  kind        data\n"
            "       2.000  content     {\"message\":{\"content\":\"a\"}}\n"
            "       3.000  content     {\"message\":{\"content\":\"b\"},\"done\":true}\n"
            "outcome success\n";
        QCOMPARE(summaryOf(decoded(printed, QStringLiteral("ollama-chat"))),
                 QStringLiteral("success ab  streamed"));
    }

    void whatOncePrintsOfAnArray()
    {
        const QByteArray printed =
            "> POST http://h/v1beta/models/m:streamGenerateContent\n< HTTP 200\n"
            "< content-type: application/json\n          ms  kind        data\n"
            "       2.000  content     {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n"
            "       3.000  content     "
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}]}\n"
            "outcome success\n";
        QCOMPARE(summaryOf(decoded(printed, QStringLiteral("gemini"))),
                 QStringLiteral("success ab STOP streamed"));
    }

    void wordsAreOfWhatWasRecorded()
    {
        // Lines in place of events, of which nobody knows how they were announced.
        const QByteArray lines = "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n"
                                 "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n";
        const DecodedAnswer untold = decoded(lines, QStringLiteral("generic-ndjson"));
        QVERIFY2(untold.outcome.message.isEmpty(), qPrintable(untold.outcome.message.english()));
        const DecodedAnswer told = decoded("HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + stream);
        QCOMPARE(told.outcome.message.code(), QByteArray("judge.other_content_type"));
        const DecodedAnswer unnamed = decoded("HTTP/1.1 200 OK\n\n" + stream);
        QCOMPARE(unnamed.outcome.message.code(), QByteArray("judge.no_content_type"));
        const DecodedAnswer cut = decoded(stream.left(stream.indexOf("data: [")).left(80));
        QCOMPARE(cut.outcome.message.code(), QByteArray("judge.record_without_end"));
    }

    void toolCallsAreShown()
    {
        const DecodedAnswer answer = decoded(
            "data: "
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}"
            "]}\n\ndata: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"}\"}}]},"
            "\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n");
        QCOMPARE(answer.toolCalls, QStringLiteral("f{}"));
        QCOMPARE(answer.events[0].toolCall, QStringLiteral("f{"));
        QVERIFY(eventText(answer.events[0]).contains(QStringLiteral("tool call \"f{\"")));
        const DecodedAnswer input =
            decoded("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":"
                    "\"g\",\"args\":{\"at\": [1, 2]}}}]},\"finishReason\":\"STOP\"}]}",
                    QStringLiteral("gemini"));
        QCOMPARE(input.toolCalls, QStringLiteral("g{\"at\":[1,2]}"));
    }

    void unreadPlacesOfAWholeAnswer()
    {
        const DecodedAnswer answer = decoded("{\"choices\":[{\"message\":{\"content\":\"a\",\"thoughts\":"
                                             "\"b\"},\"finish_reason\":\"stop\"}]}");
        QCOMPARE(answer.unread.size(), std::size_t(1));
        QCOMPARE(answer.unread[0].place, QStringLiteral("/choices/*/message/thoughts"));
        QVERIFY(endLines(answer).last().contains(QStringLiteral("/choices/*/message/thoughts")));
    }

    void unreadPlaces()
    {
        const DecodedAnswer answer = decoded(
            "data: "
            "{\"id\":\"x\",\"choices\":[{\"delta\":{\"thoughts\":\"one\"}}],\"spent\":{\"tokens_in\":3}}\n\n"
            "data: "
            "{\"id\":\"x\",\"choices\":[{\"delta\":{\"thoughts\":\"two\"}},{\"delta\":{\"thoughts\":\"3\"}}]}"
            "\n\n"
            "data: "
            "{\"id\":\"x\",\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":1}}"
            "\n\n");
        QStringList places;
        for (const UnreadPlace &place : answer.unread)
            places << QStringLiteral("%1 %2 %3 %4")
                          .arg(place.place)
                          .arg(place.events)
                          .arg(place.example)
                          .arg(place.varies);
        QCOMPARE(places,
                 (QStringList{QStringLiteral("/choices/*/delta/thoughts 2 one 1"),
                              QStringLiteral("/id 3 x 0"), QStringLiteral("/spent/tokens_in 1 3 0")}));
    }

    void whatComesBehindTheEndIsToldApart()
    {
        const DecodedAnswer answer =
            decoded(stream + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"late\"}}]}\n\n");
        QCOMPARE(summaryOf(answer), QStringLiteral("success ab stop streamed"));
        QCOMPARE(answer.events.size(), std::size_t(4));
        QVERIFY(answer.events[3].isBehindEnd && !answer.events[2].isBehindEnd);
        QCOMPARE(answer.events[3].text, QStringLiteral("late"));
    }

    void asJson()
    {
        const QJsonObject json = decodingToJson(decoded(stream));
        const QJsonArray events = json[u"events"].toArray();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[1][u"kind"].toString(), QStringLiteral("content"));
        QCOMPARE(events[1][u"tokens"].toInt(), 1);
        QCOMPARE(events[1][u"finish_reason"].toString(), QStringLiteral("stop"));
        QCOMPARE(events[2][u"terminator"].toBool(), true);
        QCOMPARE(json[u"end"][u"chunks"][u"content"].toInt(), 2);
        QCOMPARE(json[u"streamed"].toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestTranscript)
#include "tst_transcript.moc"
