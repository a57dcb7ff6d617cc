// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/streamdecoder.h"

#include "protocol/foreignanswer.h"
#include "protocol/utf8check.h"
#include "protocol/wholedecoder.h"

namespace weir {

namespace {

void dropText(StreamEvent &event)
{
    event.chunk.reset();
    event.textLength = 0;
    event.hasReasoning = event.hasAnswer = false;
    event.text = event.reasoningText = {};
}

} // namespace

DocumentDecoder::DocumentDecoder(const AnswerRules &rules, Rules which)
    : m_reader(which == Rules::OfStream ? rules.stream : rules.whole)
    , m_wholeReader(rules.whole)
    , m_terminator(rules.terminator)
    , m_ofStream(which == Rules::OfStream)
{
}

bool DocumentDecoder::isEndMark(QByteArrayView trimmed) const
{
    return !m_terminator.isEmpty() && trimmed == m_terminator;
}

bool DocumentDecoder::decode(QByteArrayView document, quint64 position, bool isErrorEvent,
                             const Decoder::Sink &sink)
{
    const QByteArrayView trimmed = document.trimmed();
    bool isReadable = true;
    if (isEndMark(trimmed)) {
        m_event = StreamEvent();
        m_event.isTerminator = true;
    } else if (isErrorEvent) {
        readError(document);
    } else if (trimmed.isEmpty()) {
        // An event without data is a keep-alive like a comment.
        m_event = StreamEvent();
        m_event.isComment = true;
    } else {
        isReadable = m_reader.read(document, position, m_event);
        if (isReadable)
            settleText(document, position);
    }
    m_event.raw = document;
    sink(m_event);
    return isReadable;
}

void DocumentDecoder::readError(QByteArrayView document)
{
    if (!m_reader.read(document, 0, m_event, true)) {
        m_event = StreamEvent();
        m_event.isError = true;
        m_event.errorMessage = Message::verbatim(serverWords(document));
    } else if (m_event.errorCode.isEmpty() && m_event.errorMessage.isEmpty()) {
        // Some send the envelope, some only what stands in it.
        m_reader.read(QByteArray("{\"error\":" + document.toByteArray() + '}'), 0, m_event, true);
    }
    if (m_event.errorCode.isEmpty() && m_event.errorMessage.isEmpty())
        m_event.errorMessage = Message::verbatim(serverWords(document));
}

void DocumentDecoder::settleText(QByteArrayView document, quint64 position)
{
    if (m_event.repeats && m_sawTokens)
        dropText(m_event);
    if (m_ofStream && !m_sawTokens && !m_event.chunk && m_event.finishReason && !m_event.isError) {
        StreamEvent whole;
        if (m_wholeReader.read(document, position, whole) && whole.chunk && !whole.isError) {
            m_event = whole;
            m_event.isWhole = true;
        } else {
            m_reader.read(document, position, m_event); // the views that it shares were overwritten
        }
    }
    m_sawTokens = m_sawTokens || m_event.chunk;
}

void DocumentDecoder::malformed(quint64 position, const Message &problem, bool isTooLarge,
                                const Decoder::Sink &sink)
{
    StreamEvent event;
    event.isMalformed = true;
    event.isTooLarge = isTooLarge;
    event.errorMessage = Message(WEIR_TEXT("stream.malformed_at", "Byte %1: %2"), position, problem);
    sink(event);
}

bool DocumentDecoder::isDocument(QByteArrayView document)
{
    const QByteArrayView trimmed = document.trimmed();
    return !trimmed.isEmpty() && isUtf8(trimmed) &&
           (isEndMark(trimmed) || m_reader.read(document, 0, m_event));
}

SseStreamDecoder::SseStreamDecoder(std::shared_ptr<const AnswerRules> rules)
    : m_rules(std::move(rules))
    , m_parser({m_rules->mostEventBytes, m_rules->mostEventBytes})
    , m_documents(*m_rules, DocumentDecoder::Rules::OfStream)
    , m_stray(m_rules->whole, m_rules->mostEventBytes)
{
}

void SseStreamDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    if (isPacked(bytes)) {
        m_failed = true;
        sink(packedAnswer(packingOf(QByteArrayView(m_begin))));
        return;
    }
    m_sink = &sink;
    m_parser.feed(bytes, *this);
    m_sink = nullptr;
}

bool SseStreamDecoder::isPacked(QByteArrayView bytes)
{
    constexpr qsizetype longestMark = 4;
    if (m_begin.size() >= longestMark)
        return false;
    m_begin.append(bytes.first(std::min(bytes.size(), longestMark - m_begin.size())));
    return !packingOf(QByteArrayView(m_begin)).isEmpty();
}

void SseStreamDecoder::finish(const Sink &sink)
{
    if (m_failed)
        return;
    m_sink = &sink;
    m_parser.finish(*this);
    m_sink = nullptr;
    if (!m_failed && !m_stray.isEmpty())
        finishStray(sink);
}

void SseStreamDecoder::finishStray(const Sink &sink)
{
    if (m_sawEvent) {
        StreamEvent event;
        event.isStray = true;
        event.errorMessage = Message::verbatim(serverWords(m_stray.text()));
        sink(event);
    } else if (m_stray.isJson()) {
        m_form = AnswerForm::Document;
        WholeDecoder whole(*m_rules);
        whole.feed(m_stray.text(), sink);
        whole.finish(sink);
    } else {
        sink(foreignAnswer(m_stray.text()));
    }
}

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
    case SseItem::Kind::Stray:
        if (item.data.startsWith("error:")) {
            takeErrorField(item.data.sliced(6).trimmed(), item.position);
        } else if (StreamEvent error; m_stray.takeLine(item.data, error)) {
            error.raw = item.data;
            (*m_sink)(error);
        }
        break;
    case SseItem::Kind::Malformed:
        m_failed = true;
        DocumentDecoder::malformed(item.position, item.problem, item.isTooLong, *m_sink);
        break;
    case SseItem::Kind::Event:
        takeEvent(item);
        break;
    }
}

void SseStreamDecoder::takeEvent(const SseItem &item)
{
    const bool isError = item.name == QByteArrayView("error");
    if (item.isUnfinished && !isError && !m_documents.isDocument(item.data))
        return;
    m_sawEvent = true;
    m_failed = !m_documents.decode(item.data, item.dataPosition, isError, *m_sink);
}

void SseStreamDecoder::takeErrorField(QByteArrayView value, quint64 position)
{
    if (value.isEmpty())
        return;
    m_sawEvent = true;
    m_documents.decode(value, position, true, *m_sink);
}

NdjsonStreamDecoder::NdjsonStreamDecoder(const AnswerRules &rules)
    : m_parser(rules.mostEventBytes), m_documents(rules, DocumentDecoder::Rules::OfStream)
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

void NdjsonStreamDecoder::onMalformed(quint64 position, const Message &problem, bool isTooLong)
{
    if (m_failed)
        return;
    m_failed = true;
    DocumentDecoder::malformed(position, problem, isTooLong, *m_sink);
}

MessageDecoder::MessageDecoder(const AnswerRules &rules, Answer answer)
    : m_documents(rules, answer == Answer::Whole ? DocumentDecoder::Rules::OfWhole
                                                 : DocumentDecoder::Rules::OfStream)
    , m_isWhole(answer == Answer::Whole)
{
}

void MessageDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    const Sink asWhole = [&sink](const StreamEvent &event) {
        StreamEvent last = event;
        last.isTerminator = !event.isError && !event.isMalformed && !event.isComment;
        last.isWhole = last.isTerminator;
        sink(last);
    };
    m_failed = !m_documents.decode(bytes, m_position, false, m_isWhole ? asWhole : sink);
    m_position += quint64(bytes.size());
}

void MessageDecoder::finish(const Sink &) {}

} // namespace weir
