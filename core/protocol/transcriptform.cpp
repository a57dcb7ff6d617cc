// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/transcriptform.h"

#include "protocol/eventkind.h"

#include <QJsonDocument>
#include <QRegularExpression>

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

QByteArray typeOf(const QByteArray &body, StreamFraming framing)
{
    const QByteArray begin = body.trimmed();
    if (isOneDocument(begin))
        return "application/json";
    const bool isJson = begin.startsWith('{') || begin.startsWith('[');
    return isJson && framing == StreamFraming::Ndjson ? "application/x-ndjson" : "text/event-stream";
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

    [[nodiscard]] Transcript transcript(StreamFraming framing) const
    {
        const QByteArray type = m_head.contentType();
        const bool isStream =
            m_head.status < 300 && !(type.contains("json") && !saysLines(type) && m_events.size() <= 1);
        QByteArray body;
        for (const Event &event : m_events)
            body += isStream && type != "application/x-ndjson" &&
                            (framing == StreamFraming::Sse || type == "text/event-stream")
                        ? asSse(event)
                        : event.data + '\n';
        return {m_head, body, isStream};
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

    ResponseHead m_head;
    std::vector<Event> m_events;
    bool m_hasTable = false;
};

} // namespace

Transcript transcriptFrom(const QByteArray &recorded, StreamFraming framing)
{
    QByteArray body = recorded;
    if (body.startsWith(byteOrderMark))
        body.remove(0, byteOrderMark.size());
    if (body.startsWith("> ") || body.startsWith("< HTTP")) {
        const OnceOutput once(body);
        if (once.isOne())
            return once.transcript(framing);
    }
    const std::optional<ResponseHead> head = takeHead(body);
    Transcript transcript{head.value_or(ResponseHead{200, {}}), body, true};
    if (transcript.head.header("content-type").isEmpty())
        transcript.head.headers.emplace_back("Content-Type", typeOf(body, framing));
    const QByteArray type = transcript.head.contentType();
    transcript.streamed = type == "text/event-stream" || saysLines(type) || !isOneDocument(body);
    return transcript;
}

} // namespace weir
