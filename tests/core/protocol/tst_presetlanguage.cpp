// SPDX-License-Identifier: GPL-3.0-or-later
// What a preset can say of streams beyond JSON behind "data:", each through decoder and judge, cut at every
// byte.
#include "languagestreams.h"
#include "protocol/judge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

/// A preset with these keys for its stream, and these on top; `whole` has a place of its own unless told.
QJsonObject presetJson(const QByteArray &stream, const QByteArray &top = "{}")
{
    QJsonObject json{{QStringLiteral("weir_vendor"), 1},
                     {QStringLiteral("name"), QStringLiteral("own")},
                     {QStringLiteral("path"), QStringLiteral("/p")},
                     {QStringLiteral("framing"), QStringLiteral("sse")},
                     {QStringLiteral("body"), QStringLiteral("{}")},
                     {QStringLiteral("stream"), QJsonDocument::fromJson(stream).object()},
                     {QStringLiteral("whole"), QJsonDocument::fromJson(R"({"content": "/all"})").object()}};
    const QJsonObject more = QJsonDocument::fromJson(top).object();
    for (auto member = more.begin(); member != more.end(); ++member)
        json.insert(member.key(), member.value());
    return json;
}

VendorReading reading(const QByteArray &stream, const QByteArray &top = "{}")
{
    return vendorFromJson(QJsonDocument(presetJson(stream, top)).toJson());
}

/// One event in a word: its kind and texts, then what else it holds.
QString told(const StreamEvent &event)
{
    QStringList parts;
    const char *const kinds[] = {"content", "reasoning", "refusal", "tool"};
    if (event.chunk)
        parts << QLatin1String(kinds[int(*event.chunk)]);
    if (!event.text.isEmpty())
        parts << QStringLiteral("[%1]").arg(QString::fromUtf8(event.text));
    if (!event.reasoningText.isEmpty())
        parts << QStringLiteral("(%1)").arg(QString::fromUtf8(event.reasoningText));
    if (event.chunk && event.text.isEmpty() && event.reasoningText.isEmpty())
        parts << QString::number(event.textLength);
    if (event.finishReason)
        parts << QStringLiteral("finish=") + *event.finishReason;
    if (event.usage && event.usage->output)
        parts << QStringLiteral("out=%1").arg(*event.usage->output);
    if (event.timing && event.timing->queue)
        parts << QStringLiteral("queue=%1").arg(event.timing->queue->count());
    if (event.isError)
        parts << QStringLiteral("error %1: %2").arg(event.errorCode, event.errorMessage.english());
    if (event.isMalformed)
        parts << QStringLiteral("malformed ") + event.errorMessage.english();
    if (!event.remark.isEmpty())
        parts << QStringLiteral("odd");
    if (event.isCut)
        parts << QStringLiteral("cut");
    if (event.isTerminator)
        parts << QStringLiteral("end");
    return parts.join(u' ');
}

struct Answer
{
    QStringList events; ///< Those that tell something.
    Outcome outcome;
};

Answer answerTo(const VendorPreset &preset, const QByteArrayList &pieces, const QByteArray &type,
                const std::optional<Opening> &opening = std::nullopt)
{
    const auto factory = *DecoderFactory::compile(preset, 1 << 20);
    Answer answer;
    ResponseFacts facts;
    facts.head = ResponseHead{200, {{"Content-Type", type}}};
    facts.protocolHasTerminator = preset.hasTerminator();
    facts.cleanEndEnds = preset.cleanEndEnds();
    facts.acceptedTypes = preset.accepts;
    const std::unique_ptr<Decoder> decoder = factory->decoderFor(opening.value_or(*facts.head), true);
    const Decoder::Sink sink = [&](const StreamEvent &event) {
        facts.note(event);
        if (const QString word = told(event); !word.isEmpty())
            answer.events << word;
    };
    for (QByteArray piece : pieces) {
        piece.detach();
        decoder->feed(piece, sink);
        piece.fill('#'); // a view that was kept too long shows
    }
    decoder->finish(sink);
    facts.form = decoder->form();
    answer.outcome = judge(facts, {}, LocalEnd::None);
    return answer;
}

QString classOf(const Outcome &outcome)
{
    return toString(outcome.outcome) + (outcome.detail.isEmpty() ? QString() : u':' + outcome.detail);
}

} // namespace

class TestPresetLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < languageStreams().size(); ++i)
            QTest::newRow(languageStreams()[i].name) << int(i);
    }
    void streams()
    {
        QFETCH(int, index);
        const auto &[name, stream, top, type, bytes, events, outcome] = languageStreams()[std::size_t(index)];
        const VendorReading read = reading(stream, top);
        QVERIFY2(read.problems.empty(),
                 qPrintable(read.problems.empty() ? QString() : placed(read.problems[0]).english()));
        const Answer whole = answerTo(read.preset, {bytes}, type);
        QCOMPARE(whole.events, events);
        QCOMPARE(classOf(whole.outcome), outcome);
        QByteArrayList single;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const Answer cut = answerTo(read.preset, {bytes.left(i), bytes.mid(i)}, type);
            QCOMPARE(cut.events, events);
            QCOMPARE(classOf(cut.outcome), outcome);
            single << bytes.mid(i, 1);
        }
        QCOMPARE(answerTo(read.preset, single, type).events, events);
    }

    /// Elements and messages are told when they are complete, not when the next one begins.
    void eachIsToldAtOnce()
    {
        const VendorPreset array = reading(R"({"content": "/t"})", R"({"framing": "json_array"})").preset;
        QCOMPARE(answerTo(array, {R"([{"t":"a"})"}, "application/json").events,
                 QStringList{u"content [a]"_qs});
        const VendorPreset aws = reading(bedrock, bedrockTop).preset;
        QCOMPARE(answerTo(aws, {awsEvent("contentBlockDelta", R"({"delta":{"text":"a"}})")},
                          "application/octet-stream")
                     .events,
                 QStringList{u"content [a]"_qs}); // by its bytes, too
    }

    void theBoundIsWeirsOwn()
    {
        const VendorPreset array = reading(R"({"content": "/t"})", R"({"framing": "json_array"})").preset;
        const QByteArray huge = "[{\"t\":\"" + QByteArray((1 << 20) + 1, 'a') + "\"}]";
        QCOMPARE(
            classOf(answerTo(array, {huge.left(500'000), huge.mid(500'000)}, "application/json").outcome),
            u"local_error:event_limit"_qs);
        const VendorPreset aws = reading(bedrock, bedrockTop).preset;
        QCOMPARE(
            classOf(
                answerTo(aws, {QByteArray::fromHex("00200000000000000000000000000000")}, awsType).outcome),
            u"local_error:event_limit"_qs);
    }

    void whatIsOddIsSaidOnce()
    {
        const VendorPreset aws = reading(bedrock, bedrockTop).preset;
        const QByteArray word = awsMessage({}, R"({"delta":{"text":"a"}})", false);
        const Answer answer = answerTo(aws, {word + word + word}, awsType);
        QCOMPARE(answer.events.size(), 3);
        QCOMPARE(answer.outcome.message.english().count(u"checksum"), 1);
    }

    void messagesOfAChannelAreElementsAndTexts()
    {
        const Opening socket = WebSocketOpening{ResponseHead{101, {}}, false};
        const VendorPreset bare = reading(R"({"content": "data"})", R"({"terminator": "[DONE]"})").preset;
        QCOMPARE(answerTo(bare, {" a", "{", "[DONE]"}, {}, socket).events,
                 (QStringList{u"content [ a]"_qs, u"content [{]"_qs, u"end"_qs}));
        const VendorPreset all = reading(R"({"content": "/t", "cumulative": true})").preset;
        QCOMPARE(answerTo(all, {R"({"t":"a"})", R"({"t":"ab"})"}, {}, socket).events,
                 (QStringList{u"content [a]"_qs, u"content [b]"_qs}));
    }

    void acceptedTypesAreNoSurprise()
    {
        const QByteArray bytes = "data: {\"t\":\"a\",\"f\":\"stop\"}\n\n";
        const QByteArray stream = R"({"content": "/t", "finish_reason": "/f"})";
        const auto messageOf = [&](const QByteArray &top) {
            return answerTo(reading(stream, top).preset, {bytes}, "text/plain").outcome.message.english();
        };
        QVERIFY(messageOf("{}").contains(u"text/plain"));
        QCOMPARE(messageOf(R"({"accepts": ["Text/Plain"]})"), QString());
    }

    void whatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("top");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *problem, const QByteArray &stream, const QByteArray &top = "{}") {
            QTest::newRow(problem) << stream << top << QString::fromLatin1(problem);
        };
        row("/stream/repeat_text preset.cumulative_repeats",
            R"({"content": "/t", "cumulative": true, "repeat_text": {"at": "/r", "values": ["x"]}})");
        row("/stream/content preset.event_is_a_value", R"({"content": "event"})");
        row("/stream/reasoning preset.data_is_content", R"({"content": "/t", "reasoning": "data"})");
        row("/stream/skip_text/at preset.data_is_content",
            R"({"content": "/t", "skip_text": {"at": "document", "values": ["x"]}})");
        row("/stream/content error.at_place", R"({"content": "text"})");
        row("/stream preset.framing_has_no_names",
            R"({"content": "/t", "end_mark": {"at": "event", "values": ["x"]}})", R"({"framing": "ndjson"})");
        row("/stream preset.framing_has_no_names",
            R"({"content": "/t", "end_mark": {"at": "event", "values": ["x"]}})",
            R"({"framing": "json_array"})");
        row("/stream preset.every_stream_needs_end",
            R"({"content": "/t", "needs_end": {"at": "/b", "values": ["x"]}})");
        row("/terminator preset.array_ends_with_bracket", R"({"content": "/t"})",
            R"({"framing": "json_array", "terminator": "[DONE]"})");
        row("/accepts preset.no_media_type", R"({"content": "/t"})", R"({"accepts": ["plain"]})");
        row("/whole preset.whole_is_one_event", R"({"content": "/t"})",
            R"({"whole": {"content": "/t", "cumulative": true}})");
        row("/whole preset.whole_has_no_event", R"({"content": "/t"})", R"({"whole": {"content": "data"}})");
        row("/stream/timing/queue preset.time_place", R"({"content": "/t", "timing": {"queue": [7]}})");
        row("/stream/timing/queue preset.place_needed",
            R"({"content": "/t", "timing": {"queue": [{"unit": "ms"}]}})");
    }
    void whatCannotBe()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, top);
        QFETCH(QString, problem);
        QStringList problems;
        for (const Problem &each : reading(stream, top).problems)
            problems << each.path + u' ' + QString::fromLatin1(each.message.code());
        QCOMPARE(problems, QStringList{problem});
    }
};

QTEST_GUILESS_MAIN(TestPresetLanguage)
#include "tst_presetlanguage.moc"
