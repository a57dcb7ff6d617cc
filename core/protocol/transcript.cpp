// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/transcript.h"

#include "base/units.h"
#include "protocol/decoder.h"
#include "protocol/eventkind.h"
#include "protocol/judge.h"
#include "protocol/servertimingheader.h"
#include "protocol/usagesum.h"

namespace weir {

namespace {

constexpr qsizetype mostRaw = qsizetype{64} << 10;
constexpr qsizetype mostText = qsizetype{1} << 20;
constexpr std::size_t mostEvents = 10'000;

void append(QString &all, QByteArrayView text)
{
    if (all.size() < mostText)
        all += QString::fromUtf8(text);
}

/// Takes the events of one answer.
class Collector
{
public:
    Collector(const VendorPreset &preset, const Transcript &transcript, RuleTree stream, RuleTree whole)
        : m_stream(std::move(stream)), m_whole(std::move(whole))
    {
        m_answer.streamed = m_facts.streamed = transcript.streamed;
        m_facts.head = transcript.head;
        m_facts.hasOwnHead = transcript.hasOwnHead;
        m_facts.isRecord = true;
        m_facts.protocolHasTerminator = preset.hasTerminator();
        m_facts.cleanEndEnds = preset.cleanEndEnds();
        m_facts.acceptedTypes = preset.accepts;
    }

    void take(const StreamEvent &event)
    {
        const bool isBehind = m_facts.decided();
        ++m_answer.eventCount;
        if (m_answer.events.size() < mostEvents)
            m_answer.events.push_back(decoded(event, isBehind));
        if (isBehind)
            return;
        m_facts.note(event);
        if (!event.isComment)
            (event.isWhole || !m_facts.streamed ? m_whole : m_stream).take(event.raw);
        append(m_answer.content, event.text);
        append(m_answer.reasoning, event.reasoningText);
        append(m_answer.toolCalls, event.toolText);
        if (event.chunk)
            ++m_answer.chunks[static_cast<std::size_t>(*event.chunk)];
        m_answer.finishReason = event.finishReason.value_or(m_answer.finishReason);
        if (event.usage)
            m_usage.take(*event.usage, event.choice);
        if (event.timing)
            takeTiming(*event.timing, m_answer.timing);
    }

    DecodedAnswer finish(AnswerForm form)
    {
        m_facts.form = form;
        m_answer.outcome = judge(m_facts, {}, LocalEnd::None);
        m_answer.usage = m_usage.sum();
        m_answer.unread = m_stream.places();
        m_answer.unread.insert(m_answer.unread.end(), m_whole.places().begin(), m_whole.places().end());
        return std::move(m_answer);
    }

private:
    static DecodedEvent decoded(const StreamEvent &event, bool isBehind)
    {
        DecodedEvent shown;
        shown.kind = eventKind(event);
        shown.raw = event.raw.first(std::min(event.raw.size(), mostRaw)).toByteArray();
        shown.text = QString::fromUtf8(event.text);
        shown.reasoning = QString::fromUtf8(event.reasoningText);
        shown.toolCall = QString::fromUtf8(event.toolText);
        shown.tokens = event.chunk ? 1 : 0;
        shown.finishReason = event.finishReason;
        shown.choice = event.choice;
        shown.usage = event.usage;
        shown.timing = event.timing;
        shown.errorCode = event.errorCode;
        shown.words = event.errorMessage.isEmpty() ? event.remark : event.errorMessage;
        shown.isTerminator = event.isTerminator;
        shown.isBehindEnd = isBehind;
        return shown;
    }

    DecodedAnswer m_answer;
    ResponseFacts m_facts;
    UsageSum m_usage;
    UnreadPlaces m_stream;
    UnreadPlaces m_whole;
};

QJsonObject toJson(const Usage &usage)
{
    QJsonObject json;
    const auto add = [&json](const char *key, const std::optional<quint64> &tokens) {
        if (tokens)
            json.insert(QLatin1String(key), static_cast<qint64>(*tokens));
    };
    add("input", usage.input);
    add("cached_input", usage.cachedInput);
    add("output", usage.output);
    add("reasoning", usage.reasoning);
    add("total", usage.total);
    return json;
}

QJsonObject toJson(const ServerTiming &timing)
{
    QJsonObject json;
    const auto add = [&json](const char *key, const std::optional<Nanoseconds> &time) {
        if (time)
            json.insert(QLatin1String(key), toMilliseconds(*time));
    };
    add("inference", timing.inference);
    add("queue", timing.queue);
    add("prefill", timing.prefill);
    add("decode", timing.decode);
    return json;
}

void addText(QJsonObject &json, const char *key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(QLatin1String(key), text);
}

void addObject(QJsonObject &json, const char *key, const QJsonObject &object)
{
    if (!object.isEmpty())
        json.insert(QLatin1String(key), object);
}

QJsonObject toJson(const DecodedEvent &event)
{
    QJsonObject json{{QStringLiteral("kind"), event.kind},
                     {QStringLiteral("tokens"), static_cast<qint64>(event.tokens)}};
    addText(json, "raw", QString::fromUtf8(event.raw));
    addText(json, "text", event.text);
    addText(json, "reasoning", event.reasoning);
    addText(json, "tool_call", event.toolCall);
    addText(json, "finish_reason", event.finishReason.value_or(QString()));
    if (event.choice)
        json.insert(QStringLiteral("choice"), static_cast<qint64>(*event.choice));
    addObject(json, "usage", toJson(event.usage.value_or(Usage())));
    addObject(json, "timing_ms", toJson(event.timing.value_or(ServerTiming())));
    addText(json, "error_code", event.errorCode);
    addText(json, "message", event.words.english());
    if (event.isTerminator)
        json.insert(QStringLiteral("terminator"), true);
    if (event.isBehindEnd)
        json.insert(QStringLiteral("behind_the_end"), true);
    return json;
}

QJsonObject toJson(const UnreadPlace &place)
{
    return {{QStringLiteral("place"), place.place},
            {QStringLiteral("events"), static_cast<qint64>(place.events)},
            {QStringLiteral("example"), place.example},
            {QStringLiteral("varies"), place.varies}};
}

} // namespace

Result<DecodedAnswer> decodeTranscript(const VendorPreset &preset, const Transcript &transcript)
{
    const Result<std::shared_ptr<const DecoderFactory>> factory = DecoderFactory::compile(preset);
    if (!factory)
        return factory.error();
    Result<RuleTree> stream = RuleTree::compile(preset.stream);
    if (!stream)
        return stream.error();
    Result<RuleTree> whole = RuleTree::compile(preset.whole);
    if (!whole)
        return whole.error();
    Collector collector(preset, transcript, std::move(*stream), std::move(*whole));
    const std::unique_ptr<Decoder> decoder = (*factory)->decoderFor(transcript.head, transcript.streamed);
    const Decoder::Sink sink = [&collector](const StreamEvent &event) { collector.take(event); };
    decoder->feed(transcript.body, sink);
    decoder->finish(sink);
    return collector.finish(decoder->form());
}

QJsonObject endToJson(const DecodedAnswer &answer)
{
    QJsonObject json{{QStringLiteral("outcome"), answer.outcome.key()}};
    addText(json, "message", answer.outcome.message.english());
    addText(json, "finish_reason", answer.finishReason);
    addText(json, "content", answer.content);
    addText(json, "reasoning", answer.reasoning);
    addText(json, "tool_calls", answer.toolCalls);
    QJsonObject chunks;
    for (std::size_t kind = 0; kind < answer.chunks.size(); ++kind) {
        if (answer.chunks[kind] > 0)
            chunks.insert(nameOf(static_cast<ChunkKind>(kind)), static_cast<qint64>(answer.chunks[kind]));
    }
    addObject(json, "chunks", chunks);
    addObject(json, "usage", toJson(answer.usage));
    addObject(json, "timing_ms", toJson(answer.timing));
    return json;
}

QJsonObject decodingToJson(const DecodedAnswer &answer)
{
    QJsonArray events;
    for (const DecodedEvent &event : answer.events)
        events.append(toJson(event));
    QJsonArray unread;
    for (const UnreadPlace &place : answer.unread)
        unread.append(toJson(place));
    return {{QStringLiteral("end"), endToJson(answer)},
            {QStringLiteral("streamed"), answer.streamed},
            {QStringLiteral("events"), events},
            {QStringLiteral("unread"), unread}};
}

} // namespace weir
