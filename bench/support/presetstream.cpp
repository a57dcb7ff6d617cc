// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ruletree.h"
#include "support/samplestream.h"

#include <QtEndian>

#include <algorithm>
#include <zlib.h>

namespace weir::bench {

namespace {

constexpr qsizetype bytesOfEvent = 306; ///< As openAiStream() has.
/// Texts that repeat all before them would be bytes more than rules.
constexpr std::size_t mostCumulative = 40;

/// The value at that place of a document, as its innermost text: `{"a":[{"b":VALUE` and `}]}`.
struct Nested
{
    QByteArray before;
    QByteArray after;
};

Nested nested(const QString &place)
{
    Nested nested;
    if (!place.startsWith(u'/'))
        return nested;
    const Result<QStringList> segments = pointerSegments(place);
    if (!segments)
        return nested;
    for (const QString &segment : *segments) {
        const bool isElement = segment == u'*' || segment == u'0';
        nested.before += isElement ? QByteArray("[") : "{\"" + segment.toUtf8() + "\":";
        nested.after.prepend(isElement ? ']' : '}');
    }
    return nested;
}

/// A document with that value, and members that no rule knows up to `bytes`.
QByteArray document(const QString &place, const QByteArray &value, qsizetype bytes)
{
    const auto [before, after] = nested(place);
    const QByteArray bare = before + value + after;
    const QByteArray filler =
        R"("bench_id":"chatcmpl-BbZ8y3tVt4aSLJ0FqYp7TnMk2e1Xd","bench_time":1747318342,"bench_text":")";
    const qsizetype room = bytes - bare.size() - filler.size() - 2;
    if (!bare.startsWith('{') || room <= 0)
        return bare;
    return '{' + filler + QByteArray(room, 'x') + "\"," + bare.sliced(1);
}

quint32 sumOf(const QByteArray &bytes)
{
    return static_cast<quint32>(
        crc32(0, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uInt>(bytes.size())));
}

QByteArray bigEndian(auto number)
{
    QByteArray bytes(sizeof(number), '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray awsMessage(const QByteArray &name, const QByteArray &payload)
{
    const QByteArray header = ":event-type";
    const QByteArray headers = static_cast<char>(header.size()) + header + '\7' +
                               bigEndian(static_cast<quint16>(name.size())) + name;
    QByteArray message = bigEndian(static_cast<quint32>(16 + headers.size() + payload.size())) +
                         bigEndian(static_cast<quint32>(headers.size()));
    message += bigEndian(sumOf(message)) + headers + payload;
    return message + bigEndian(sumOf(message));
}

QByteArray framed(StreamFraming framing, const QByteArray &name, const QByteArray &data)
{
    switch (framing) {
    case StreamFraming::Ndjson:
        return data + '\n';
    case StreamFraming::AwsEventStream:
        return awsMessage(name, data);
    default:
        return (name.isEmpty() ? QByteArray() : "event: " + name + '\n') + "data: " + data + "\n\n";
    }
}

QByteArray typeOf(StreamFraming framing)
{
    switch (framing) {
    case StreamFraming::Ndjson:
        return "application/x-ndjson";
    case StreamFraming::AwsEventStream:
        return "application/vnd.amazon.eventstream";
    default:
        return "text/event-stream";
    }
}

/// What ends the stream: a finish reason, and an end mark where the preset has one.
void addEnd(const VendorPreset &preset, bool isBareText, SampleStream &stream)
{
    const EventRules &rules = preset.stream;
    if (!rules.finishReason.isEmpty() && !isBareText)
        stream.events.push_back(
            framed(preset.framing, {}, document(rules.finishReason.front(), "\"stop\"", bytesOfEvent)));
    const QByteArray mark = QByteArray::fromStdString(rules.endMark.values.any());
    if (!preset.terminator.isEmpty())
        stream.events.push_back(framed(preset.framing, {}, preset.terminator.toUtf8()));
    else if (rules.endMark.at == eventPlace)
        stream.events.push_back(framed(preset.framing, mark, "{}"));
    else if (!rules.endMark.at.isEmpty())
        stream.events.push_back(
            framed(preset.framing, {},
                   document(rules.endMark.at, mark == "true" ? mark : '"' + mark + '"', bytesOfEvent)));
}

} // namespace

SampleStream presetStream(const VendorPreset &preset, std::size_t tokens)
{
    const EventRules &rules = preset.stream;
    SampleStream stream{preset, {200, {{"Content-Type", typeOf(preset.framing)}}}, {}, 0};
    if (rules.content.isEmpty())
        return stream;
    const QString place = rules.content.front();
    const bool isBareText = place == dataPlace;
    const QByteArray name = rules.textKind.at == eventPlace
                                ? QByteArray::fromStdString(rules.textKind.content.any())
                                : QByteArray();
    stream.tokens = rules.cumulative ? std::min(tokens, mostCumulative) : tokens;
    const qsizetype frame = framed(preset.framing, name, {}).size();
    QByteArray text;
    for (std::size_t i = 0; i < stream.tokens; ++i) {
        text = rules.cumulative ? text + " dam" : QByteArray(i % 2 == 0 ? " weir" : " low");
        const QByteArray data = isBareText ? text : document(place, '"' + text + '"', bytesOfEvent - frame);
        stream.events.push_back(framed(preset.framing, name, data));
    }
    addEnd(preset, isBareText, stream);
    return stream;
}

} // namespace weir::bench
