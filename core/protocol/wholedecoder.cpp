// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wholedecoder.h"

#include "protocol/documentend.h"
#include "protocol/foreignanswer.h"
#include "protocol/sseparser.h"

namespace weir {

namespace {

/// Keeps the data of the first event.
class FirstEvent final : public SseHandler
{
public:
    void onSseItem(const SseItem &item) override
    {
        if (item.kind == SseItem::Kind::Event && m_data.isEmpty())
            m_data = item.data.toByteArray();
    }
    [[nodiscard]] const QByteArray &data() const { return m_data; }

private:
    QByteArray m_data;
};

/// DashScope refuses a stream with its only event as the body, under whichever content type.
QByteArray dataOfFirstEvent(const QByteArray &body)
{
    FirstEvent first;
    SseParser parser;
    parser.feed(body, first);
    parser.feed("\n\n", first);
    return first.data();
}

} // namespace

void WholeDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    if (m_body.size() + bytes.size() > m_mostBytes) {
        m_failed = true;
        m_body.clear();
        StreamEvent event;
        event.isMalformed = event.isTooLarge = true;
        event.errorMessage =
            Message(WEIR_TEXT("stream.answer_too_large", "The answer is longer than %1 bytes"), m_mostBytes);
        sink(event);
        return;
    }
    m_body.append(bytes);
}

void WholeDecoder::finish(const Sink &sink)
{
    if (m_failed)
        return;
    StreamEvent event;
    const QByteArrayView json =
        QByteArrayView(m_body).startsWith("\xEF\xBB\xBF") ? QByteArrayView(m_body).sliced(3) : m_body;
    const quint64 position = quint64(m_body.size() - json.size());
    bool isJson = m_reader.read(json, position, event);
    if (!isJson && beginsLikeJson(json)) {
        // An error's envelope is often followed by the end mark of the stream that it stands for.
        StreamEvent first;
        isJson = m_reader.read(firstDocument(json), position, first) && first.isError;
        if (isJson)
            event = first;
    }
    event.isWhole = event.isTerminator = isJson && !event.isError;
    event.isIncomplete = !isJson;
    event.raw = m_body;
    sink(event);
}

void ErrorBodyDecoder::feed(QByteArrayView bytes, const Sink &)
{
    m_body.append(bytes.first(std::min(bytes.size(), mostBytes - m_body.size())));
}

void ErrorBodyDecoder::finish(const Sink &sink)
{
    StreamEvent event;
    // The status has said that it is an error, so its words need no mark of one.
    const QByteArray inside = dataOfFirstEvent(m_body);
    if (!m_reader.read({m_body, 0, {}, true}, event) && !m_reader.read({inside, 0, {}, true}, event)) {
        event = StreamEvent();
        event.errorMessage =
            m_packing.isEmpty()
                ? Message::verbatim(QString::fromUtf8(m_body.left(mostServerWords)).simplified())
                : packedMessage(m_packing);
        event.messageLength = longestBodyHead;
    } else {
        // Only the error's parts count here: tokens of a failed request are none.
        StreamEvent error;
        error.errorCode = event.errorCode;
        error.errorMessage = event.errorMessage;
        error.messageLength = event.messageLength;
        error.isRateLimit = event.isRateLimit;
        event = error;
    }
    event.isError = true;
    event.raw = m_body;
    sink(event);
}

} // namespace weir
