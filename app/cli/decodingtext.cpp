// SPDX-License-Identifier: GPL-3.0-or-later
#include "decodingtext.h"

#include "base/plaintext.h"
#include "base/units.h"
#include "protocol/eventkind.h"

namespace weir::cli {

namespace {

constexpr qsizetype longestText = 100;

QString quoted(const QString &text)
{
    QString shown = text;
    shown.replace(u'\n', QStringLiteral("\\n"));
    return u'"' + (shown.size() > longestText ? shown.left(longestText) + u'…' : shown) + u'"';
}

QString usageText(const Usage &usage)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const std::optional<quint64> &tokens) {
        if (tokens)
            parts.append(name + u' ' + QString::number(*tokens));
    };
    add(QStringLiteral("input"), usage.input);
    add(QStringLiteral("cached"), usage.cachedInput);
    add(QStringLiteral("output"), usage.output);
    add(QStringLiteral("reasoning"), usage.reasoning);
    add(QStringLiteral("total"), usage.total);
    return parts.join(QStringLiteral(", "));
}

QString timingText(const ServerTiming &timing)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const std::optional<Nanoseconds> &time) {
        if (time)
            parts.append(name + u' ' + formatTime(*time));
    };
    add(QStringLiteral("inference"), timing.inference);
    add(QStringLiteral("queue"), timing.queue);
    add(QStringLiteral("prefill"), timing.prefill);
    add(QStringLiteral("decode"), timing.decode);
    return parts.join(QStringLiteral(", "));
}

QString eventText(const DecodedEvent &event)
{
    QStringList parts;
    if (!event.reasoning.isEmpty())
        parts.append(QStringLiteral("reasoning ") + quoted(event.reasoning));
    if (!event.text.isEmpty())
        parts.append(quoted(event.text));
    if (event.finishReason)
        parts.append(QStringLiteral("finish ") + *event.finishReason);
    if (const QString usage = usageText(event.usage.value_or(Usage())); !usage.isEmpty())
        parts.append(QStringLiteral("usage ") + usage);
    if (const QString times = timingText(event.timing.value_or(ServerTiming())); !times.isEmpty())
        parts.append(QStringLiteral("times ") + times);
    if (!event.errorCode.isEmpty())
        parts.append(QStringLiteral("code ") + event.errorCode);
    if (!event.words.isEmpty())
        parts.append(event.words.text());
    if (event.isTerminator && event.kind != u"terminator")
        parts.append(QStringLiteral("the end"));
    if (event.isBehindEnd)
        parts.append(QStringLiteral("behind the end: ignored"));
    // What carries nothing that the preset knows is shown as it came.
    if (parts.isEmpty() || (parts.size() == 1 && event.isBehindEnd))
        parts.append(quoted(QString::fromUtf8(event.raw).simplified()));
    return parts.join(QStringLiteral("  "));
}

QString placeText(const UnreadPlace &place)
{
    return QStringLiteral("  %1  %2%3, like %4")
        .arg(place.place,
             place.events == 1 ? QStringLiteral("1 event") : QStringLiteral("%1 events").arg(place.events),
             place.varies ? QStringLiteral(", each time another text") : QString(), quoted(place.example));
}

void addEnd(const DecodedAnswer &answer, QStringList &lines)
{
    lines.append(QStringLiteral("outcome %1%2")
                     .arg(answer.outcome.key(), answer.outcome.message.isEmpty()
                                                    ? QString()
                                                    : QStringLiteral(" - ") + answer.outcome.message.text()));
    if (!answer.finishReason.isEmpty())
        lines.append(QStringLiteral("finish reason ") + answer.finishReason);
    QStringList chunks;
    for (std::size_t kind = 0; kind < answer.chunks.size(); ++kind) {
        if (answer.chunks[kind] > 0)
            chunks.append(
                QStringLiteral("%1 %2").arg(answer.chunks[kind]).arg(nameOf(static_cast<ChunkKind>(kind))));
    }
    if (!chunks.isEmpty())
        lines.append(QStringLiteral("chunks ") + chunks.join(QStringLiteral(", ")));
    if (const QString usage = usageText(answer.usage); !usage.isEmpty())
        lines.append(QStringLiteral("usage ") + usage);
    if (const QString times = timingText(answer.timing); !times.isEmpty())
        lines.append(QStringLiteral("server times ") + times);
}

/// First what differs from event to event: there an answer's text may be.
void addUnread(const DecodedAnswer &answer, QStringList &lines)
{
    if (answer.unread.empty())
        return;
    lines.append(QStringLiteral("no rule of the preset reads these places"));
    for (const bool varies : {true, false}) {
        for (const UnreadPlace &place : answer.unread) {
            if (place.varies == varies)
                lines.append(placeText(place));
        }
    }
}

} // namespace

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
        lines.append(
            QStringLiteral("%1 more events are not shown").arg(answer.eventCount - answer.events.size()));
    addEnd(answer, lines);
    addUnread(answer, lines);
    for (QString &line : lines)
        line = plainText(line);
    return lines;
}

} // namespace weir::cli
