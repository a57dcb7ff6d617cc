// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/transcriptform.h"

#include "protocol/eventkind.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace weir {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

RawHeader headerOf(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    return {line.left(colon).trimmed(), colon < 0 ? QByteArray() : line.mid(colon + 1).trimmed()};
}

/// Takes the head away from the body's beginning. Those of proxies and redirections come before the last one.
std::optional<ResponseHead> takeHead(QByteArray &body)
{
    std::optional<ResponseHead> head;
    while (body.startsWith("HTTP/")) {
        head = ResponseHead{0, {}};
        qsizetype at = 0;
        for (bool isFirst = true;; isFirst = false) {
            const qsizetype end = body.indexOf('\n', at);
            const QByteArray line = body.mid(at, end < 0 ? -1 : end - at).trimmed();
            at = end < 0 ? body.size() : end + 1;
            if (isFirst)
                head->status = line.split(' ').value(1).toInt();
            else if (!line.isEmpty())
                head->headers.push_back(headerOf(line));
            if (line.isEmpty() || end < 0)
                break;
        }
        body.remove(0, at);
    }
    return head;
}

bool isOneDocument(const QByteArray &body)
{
    QJsonParseError error;
    QJsonDocument::fromJson(body.trimmed(), &error);
    return error.error == QJsonParseError::NoError;
}

bool saysLines(const QByteArray &type)
{
    return type.contains("ndjson") || type.contains("jsonl") || type.contains("stream");
}

/// What `once` has printed: ">" lines of the request, "<" lines of the head, then a table of events.
class OnceOutput
{
public:
    explicit OnceOutput(const QByteArray &text)
    {
        static const QRegularExpression row(
            QStringLiteral("^ *[0-9]+\\.[0-9]{3}  (%1) *  (.*)$").arg(eventKinds().join(u'|')),
            QRegularExpression::DotMatchesEverythingOption);
        bool isTable = false;
        for (const QString &line : QString::fromUtf8(text).split(u'\n')) {
            const QRegularExpressionMatch match = row.match(line);
            if (line.startsWith(u"stamps, ms since started") || line.startsWith(u"outcome "))
                isTable = false;
            else if (!isTable && line.startsWith(u"< "))
                takeHeadLine(line.sliced(2).toUtf8());
            else if (line.trimmed().startsWith(u"ms  kind"))
                isTable = m_hasTable = true;
            else if (isTable && match.hasMatch())
                m_events.push_back({match.captured(1), match.captured(2).toUtf8()});
            else if (isTable && !m_events.empty())
                m_events.back().data += '\n' + line.toUtf8();
        }
    }

    [[nodiscard]] bool isOne() const { return m_hasTable && m_head.status > 0; }

    [[nodiscard]] Transcript transcript(const VendorPreset &preset) const
    {
        const QByteArray type = m_head.contentType();
        const bool isStream =
            m_head.status < 300 && !(type.contains("json") && !saysLines(type) && m_events.size() <= 1);
        const bool isSse = type == "text/event-stream" ||
                           (preset.framing == StreamFraming::Sse && (!type.contains("json") || hasMark()));
        QByteArray body;
        for (const Event &event : m_events)
            body += isStream && isSse ? asSse(event) : event.data + '\n';
        if (isStream && !isSse && !saysLines(type) && preset.framing != StreamFraming::Ndjson)
            body = asArray();
        return {m_head, true, body, isStream};
    }

private:
    struct Event
    {
        QString kind;
        QByteArray data;
    };

    void takeHeadLine(const QByteArray &line)
    {
        if (line.startsWith("HTTP "))
            m_head.status = line.mid(5).trimmed().toInt();
        else
            m_head.headers.push_back(headerOf(line));
    }

    static QByteArray asSse(const Event &event)
    {
        if (event.kind == u"comment")
            return ':' + event.data.left(event.data.indexOf('\n')) + "\n\n";
        QByteArray written;
        for (const QByteArray &line : event.data.split('\n'))
            written += "data: " + line + '\n';
        return written + '\n';
    }

    /// An end mark that no JSON array has.
    [[nodiscard]] bool hasMark() const
    {
        return std::any_of(m_events.begin(), m_events.end(), [](const Event &event) {
            return event.kind == u"terminator" && event.data != "]" && !isOneDocument(event.data);
        });
    }

    /// The elements that a JSON array came as; its end is an event only for some presets.
    [[nodiscard]] QByteArray asArray() const
    {
        QByteArrayList elements;
        for (const Event &event : m_events) {
            if (event.data != "]")
                elements.append(event.data);
        }
        return '[' + elements.join(",\n") + ']';
    }

    ResponseHead m_head;
    std::vector<Event> m_events;
    bool m_hasTable = false;
};

} // namespace

Transcript transcriptFrom(const QByteArray &recorded, const VendorPreset &preset)
{
    QByteArray body = recorded;
    if (body.startsWith(byteOrderMark))
        body.remove(0, byteOrderMark.size());
    if (body.startsWith("> ") || body.startsWith("< HTTP")) {
        const OnceOutput once(body);
        if (once.isOne())
            return once.transcript(preset);
    }
    const std::optional<ResponseHead> head = takeHead(body);
    Transcript transcript{head.value_or(ResponseHead{200, {}}), head.has_value(), body, true};
    const QByteArray type = transcript.head.contentType();
    // A document with all of it may be the elements of a stream.
    const bool mayBeElements = body.trimmed().startsWith('[') && preset.streams() && !preset.wholeIsArray();
    transcript.streamed =
        type == "text/event-stream" || saysLines(type) || mayBeElements || !isOneDocument(body);
    return transcript;
}

} // namespace weir
