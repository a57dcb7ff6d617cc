// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decodingtext.h"

#include "base/plaintext.h"
#include "base/units.h"
#include "protocol/eventkind.h"

namespace weir {

namespace {

constexpr qsizetype longestText = 100;
const QString gap = QStringLiteral("  ");

QString quoted(const QString &text)
{
    QString shown = text;
    shown.replace(u'\n', QStringLiteral("\\n"));
    return u'"' + (shown.size() > longestText ? shown.left(longestText) + u'…' : shown) + u'"';
}

/// Parts of a line, those that there are.
class Parts
{
public:
    void add(MessageText text, const QString &value)
    {
        if (!value.isEmpty())
            m_parts.append(Message(text, value).text());
    }
    void add(MessageText text, const std::optional<quint64> &tokens)
    {
        add(text, tokens ? QString::number(*tokens) : QString());
    }
    void add(MessageText text, const std::optional<Nanoseconds> &time)
    {
        add(text, time ? formatTime(*time) : QString());
    }
    void add(const QString &part)
    {
        if (!part.isEmpty())
            m_parts.append(part);
    }
    [[nodiscard]] QString joined(const QString &between) const { return m_parts.join(between); }
    [[nodiscard]] const QStringList &all() const { return m_parts; }

private:
    QStringList m_parts;
};

QString usageText(const Usage &usage)
{
    Parts parts;
    parts.add(WEIR_TEXT("decoding.input", "input %1"), usage.input);
    parts.add(WEIR_TEXT("decoding.cached", "cached %1"), usage.cachedInput);
    parts.add(WEIR_TEXT("decoding.output", "output %1"), usage.output);
    parts.add(WEIR_TEXT("decoding.reasoning_tokens", "reasoning %1"), usage.reasoning);
    parts.add(WEIR_TEXT("decoding.total", "total %1"), usage.total);
    return parts.joined(QStringLiteral(", "));
}

QString timingText(const ServerTiming &timing)
{
    Parts parts;
    parts.add(WEIR_TEXT("decoding.inference", "inference %1"), timing.inference);
    parts.add(WEIR_TEXT("decoding.queue", "queue %1"), timing.queue);
    parts.add(WEIR_TEXT("decoding.prefill", "prefill %1"), timing.prefill);
    parts.add(WEIR_TEXT("decoding.decode", "decode %1"), timing.decode);
    return parts.joined(QStringLiteral(", "));
}

constexpr MessageText usageWords = WEIR_TEXT("decoding.usage", "usage %1");

Message placeText(const UnreadPlace &place)
{
    const QString events = QString::number(place.events);
    return place.varies ? Message(WEIR_TEXT("decoding.place_varies",
                                            "  %1: %2 event(s), each time another text, like %3"),
                                  place.place, events, quoted(place.example))
                        : Message(WEIR_TEXT("decoding.place", "  %1: %2 event(s), like %3"), place.place,
                                  events, quoted(place.example));
}

QString chunksText(const DecodedAnswer &answer)
{
    Parts parts;
    for (std::size_t kind = 0; kind < answer.chunks.size(); ++kind) {
        if (answer.chunks[kind] > 0)
            parts.add(
                QStringLiteral("%1 %2").arg(answer.chunks[kind]).arg(nameOf(static_cast<ChunkKind>(kind))));
    }
    return parts.joined(QStringLiteral(", "));
}

} // namespace

QString eventText(const DecodedEvent &event)
{
    const auto shown = [](const QString &text) { return text.isEmpty() ? QString() : quoted(text); };
    Parts parts;
    parts.add(WEIR_TEXT("decoding.reasoning", "reasoning %1"), shown(event.reasoning));
    parts.add(shown(event.text));
    parts.add(WEIR_TEXT("decoding.tool_call", "tool call %1"), shown(event.toolCall));
    parts.add(WEIR_TEXT("decoding.finish", "finish %1"), event.finishReason.value_or(QString()));
    parts.add(usageWords, usageText(event.usage.value_or(Usage())));
    parts.add(WEIR_TEXT("decoding.times", "times %1"), timingText(event.timing.value_or(ServerTiming())));
    parts.add(WEIR_TEXT("decoding.code", "code %1"), event.errorCode);
    parts.add(event.words.text());
    if (event.isTerminator && event.kind != u"terminator")
        parts.add(Message(WEIR_TEXT("decoding.the_end", "the end")).text());
    // What carries nothing that the preset knows is shown as it came.
    if (parts.all().isEmpty())
        parts.add(quoted(QString::fromUtf8(event.raw).simplified()));
    if (event.isBehindEnd)
        parts.add(Message(WEIR_TEXT("decoding.behind_the_end", "behind the end: ignored")).text());
    return plainText(parts.joined(gap));
}

QStringList endLines(const DecodedAnswer &answer)
{
    const QString message = answer.outcome.message.text();
    QStringList lines{message.isEmpty()
                          ? Message(WEIR_TEXT("decoding.outcome", "outcome %1"), answer.outcome.key()).text()
                          : Message(WEIR_TEXT("decoding.outcome_and_words", "outcome %1 - %2"),
                                    answer.outcome.key(), message)
                                .text()};
    Parts parts;
    parts.add(WEIR_TEXT("decoding.finish_reason", "finish reason %1"), answer.finishReason);
    parts.add(WEIR_TEXT("decoding.chunks", "chunks %1"), chunksText(answer));
    parts.add(usageWords, usageText(answer.usage));
    parts.add(WEIR_TEXT("decoding.server_times", "server times %1"), timingText(answer.timing));
    lines += parts.all();
    if (!answer.unread.empty())
        lines.append(
            Message(WEIR_TEXT("decoding.unread", "no rule of the preset reads these places")).text());
    for (const bool varies : {true, false}) {
        for (const UnreadPlace &place : answer.unread) {
            if (place.varies == varies)
                lines.append(placeText(place).text());
        }
    }
    for (QString &line : lines)
        line = plainText(line);
    return lines;
}

QStringList decodingLines(const DecodedAnswer &answer)
{
    QStringList lines{QStringLiteral("  event  kind        tokens  what")};
    for (std::size_t i = 0; i < answer.events.size(); ++i) {
        const DecodedEvent &event = answer.events[i];
        lines.append(QStringLiteral("%1  %2  %3  %4")
                         .arg(QString::number(i + 1).rightJustified(7), event.kind.leftJustified(10),
                              QString::number(event.tokens).rightJustified(6), eventText(event)));
    }
    if (answer.eventCount > answer.events.size())
        lines.append(Message(WEIR_TEXT("decoding.more_events", "%1 more events are not shown"),
                             answer.eventCount - answer.events.size())
                         .text());
    return lines + endLines(answer);
}

} // namespace weir
