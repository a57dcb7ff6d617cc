// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/streamdecoder.h"

#include "protocol/utf8check.h"

namespace weir {

DocumentDecoder::DocumentDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator)
    : m_reader(std::move(rules)), m_terminator(std::move(terminator))
{
}

bool DocumentDecoder::decode(QByteArrayView document, quint64 position, bool isErrorEvent,
                             const Decoder::Sink &sink)
{
    const QByteArrayView trimmed = document.trimmed();
    if (trimmed.isEmpty() || (!m_terminator.isEmpty() && trimmed == m_terminator)) {
        // An event without data is a keep-alive like a comment.
        m_event = StreamEvent();
        m_event.isComment = trimmed.isEmpty();
        m_event.isTerminator = !m_event.isComment;
        m_event.raw = document;
        sink(m_event);
        return true;
    }
    const bool isJson = m_reader.read(document, position, m_event, isErrorEvent);
    m_event.raw = document;
    sink(m_event);
    return isJson;
}

void DocumentDecoder::malformed(quint64 position, const Message &problem, const Decoder::Sink &sink)
{
    StreamEvent event;
    event.isMalformed = true;
    event.errorMessage = Message(WEIR_TEXT("stream.malformed_at", "Byte %1: %2"), position, problem);
    sink(event);
}

bool DocumentDecoder::isDocument(QByteArrayView document)
{
    const QByteArrayView trimmed = document.trimmed();
    return !trimmed.isEmpty() && isUtf8(trimmed) &&
           ((!m_terminator.isEmpty() && trimmed == m_terminator) || m_reader.read(document, 0, m_event));
}

SseStreamDecoder::SseStreamDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator)
    : m_documents(std::move(rules), std::move(terminator))
{
}

void SseStreamDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    m_sink = &sink;
    m_parser.feed(bytes, *this);
    m_sink = nullptr;
}

void SseStreamDecoder::finish(const Sink &) {}

void SseStreamDecoder::onSseItem(const SseItem &item)
{
    if (m_failed)
        return;
    switch (item.kind) {
    case SseItem::Kind::Comment: {
        StreamEvent event;
        event.isComment = true;
        event.raw = item.data;
        (*m_sink)(event);
        break;
    }
    case SseItem::Kind::Malformed:
        m_failed = true;
        DocumentDecoder::malformed(item.position, item.problem, *m_sink);
        break;
    case SseItem::Kind::Event:
        m_failed =
            !m_documents.decode(item.data, item.dataPosition, item.name == QByteArrayView("error"), *m_sink);
        break;
    }
}

NdjsonStreamDecoder::NdjsonStreamDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator)
    : m_documents(std::move(rules), std::move(terminator))
{
}

void NdjsonStreamDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    m_sink = &sink;
    m_parser.feed(bytes, *this);
    m_sink = nullptr;
}

void NdjsonStreamDecoder::finish(const Sink &sink)
{
    if (!m_failed && m_documents.isDocument(m_parser.rest()))
        m_documents.decode(m_parser.rest(), m_parser.restPosition(), false, sink);
}

void NdjsonStreamDecoder::onDocument(QByteArrayView line, quint64 position)
{
    if (!m_failed)
        m_failed = !m_documents.decode(line, position, false, *m_sink);
}

void NdjsonStreamDecoder::onMalformed(quint64 position, const Message &problem)
{
    if (m_failed)
        return;
    m_failed = true;
    DocumentDecoder::malformed(position, problem, *m_sink);
}

MessageDecoder::MessageDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator,
                               Answer answer)
    : m_documents(std::move(rules), std::move(terminator)), m_isWhole(answer == Answer::Whole)
{
}

void MessageDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    const Sink asWhole = [&sink](const StreamEvent &event) {
        StreamEvent last = event;
        last.isTerminator = !event.isError && !event.isMalformed && !event.isComment;
        sink(last);
    };
    m_failed = !m_documents.decode(bytes, m_position, false, m_isWhole ? asWhole : sink);
    m_position += quint64(bytes.size());
}

void MessageDecoder::finish(const Sink &) {}

} // namespace weir
