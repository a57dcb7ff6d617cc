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
    event.text = event.reasoningText = event.toolText = {};
}

} // namespace

DocumentDecoder::DocumentDecoder(const AnswerRules &rules, Rules which)
    : m_reader(which == Rules::OfStream ? rules.stream : rules.whole)
    , m_wholeReader(rules.whole)
    , m_terminator(rules.terminator)
    , m_ofStream(which == Rules::OfStream)
    , m_tellsCut(rules.cleanEndEnds)
{
}

bool DocumentDecoder::isEndMark(QByteArrayView trimmed) const
{
    return !m_terminator.isEmpty() && trimmed == m_terminator;
}

bool DocumentDecoder::decode(const FramedEvent &framed, const Decoder::Sink &sink, const Message &remark)
{
    bool isReadable = true;
    if (m_reader.isIgnoredName(framed.name)) {
        m_event = StreamEvent();
        m_event.isComment = true;
    } else if (isEndMark(framed.data.trimmed())) {
        m_event = StreamEvent();
        m_event.isTerminator = true;
    } else if (framed.isError || m_reader.isErrorName(framed.name)) {
        readError(framed);
    } else {
        isReadable = readDocument(framed);
    }
    m_event.raw = framed.data;
    if (!remark.isEmpty())
        m_event.remark = remark;
    sink(m_event);
    return isReadable;
}

bool DocumentDecoder::readDocument(const FramedEvent &framed)
{
    const bool isEmpty =
        framed.data.trimmed().isEmpty() && (framed.data.isEmpty() || !m_reader.readsBareText());
    if (isEmpty && (framed.name.isEmpty() || !m_reader.readsNames())) {
        // An event without data is a keep-alive like a comment.
        m_event = StreamEvent();
        m_event.isComment = true;
        return true;
    }
    if (!m_reader.read(framed, m_event))
        return false;
    settleText(framed);
    m_event.isComment = m_event.isComment || (isEmpty && !m_event.isTerminator && !m_event.finishReason &&
                                              !m_event.isError && !m_event.needsEnd);
    return true;
}

void DocumentDecoder::readError(const FramedEvent &framed)
{
    const QByteArrayView document = framed.data;
    const FramedEvent error{document, 0, {}, true};
    if (!m_reader.read(error, m_event)) {
        m_event = StreamEvent();
        m_event.isError = true;
        m_event.errorMessage = Message::verbatim(serverWords(document));
    } else if (m_event.errorCode.isEmpty() && m_event.errorMessage.isEmpty()) {
        // Some send the envelope, some only what stands in it.
        const QByteArray envelope = "{\"error\":" + document.toByteArray() + '}';
        m_reader.read({envelope, 0, {}, true}, m_event);
    }
    if (m_event.errorCode.isEmpty() && m_event.errorMessage.isEmpty())
        m_event.errorMessage = Message::verbatim(serverWords(document));
    if (m_event.errorCode.isEmpty() && !framed.errorCode.isEmpty()) {
        m_event.errorCode = serverWords(framed.errorCode);
        m_event.isRateLimit = m_event.isRateLimit || m_reader.isRateLimitCode(m_event.errorCode);
    }
}

void DocumentDecoder::settleText(const FramedEvent &framed)
{
    if (m_event.repeats && m_sawTokens)
        dropText(m_event);
    if (m_ofStream && !m_sawTokens && !m_event.chunk && m_event.finishReason && !m_event.isError) {
        StreamEvent whole;
        if (m_wholeReader.read(framed.data, framed.position, whole) && whole.chunk && !whole.isError) {
            m_event = whole;
            m_event.isWhole = true;
        } else {
            m_reader.read(framed, m_event); // the views that it shares were overwritten
        }
    }
    m_sawTokens = m_sawTokens || m_event.chunk;
}

void DocumentDecoder::cut(const Decoder::Sink &sink) const
{
    if (!m_tellsCut)
        return;
    StreamEvent event;
    event.isCut = true;
    sink(event);
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
    // Not by the reader of the stream, which remembers what it read.
    return !trimmed.isEmpty() && isUtf8(trimmed) &&
           (m_reader.readsBareText() || isEndMark(trimmed) || m_wholeReader.read(document, 0, m_event));
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
    case SseItem::Kind::NameOnly:
        if (m_documents.readsNames())
            takeEvent(item);
        break;
    }
}

void SseStreamDecoder::takeEvent(const SseItem &item)
{
    const bool isError = item.name == QByteArrayView("error");
    const bool isNameOnly = item.kind == SseItem::Kind::NameOnly;
    if (item.isUnfinished && !isError && !isNameOnly && !m_documents.isDocument(item.data)) {
        m_documents.cut(*m_sink);
        return;
    }
    m_sawEvent = true;
    m_failed = !m_documents.decode({item.data, item.dataPosition, item.name, isError}, *m_sink);
}

void SseStreamDecoder::takeErrorField(QByteArrayView value, quint64 position)
{
    if (value.isEmpty())
        return;
    m_sawEvent = true;
    m_documents.decode({value, position, {}, true}, *m_sink);
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
    if (m_failed || m_parser.rest().trimmed().isEmpty())
        return;
    if (m_documents.isDocument(m_parser.rest()))
        m_documents.decode({m_parser.rest(), m_parser.restPosition()}, sink);
    else
        m_documents.cut(sink);
}

void NdjsonStreamDecoder::onDocument(QByteArrayView line, quint64 position)
{
    if (!m_failed)
        m_failed = !m_documents.decode({line, position}, *m_sink);
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
    m_failed = !m_documents.decode({bytes, m_position}, m_isWhole ? asWhole : sink);
    m_position += quint64(bytes.size());
}

void MessageDecoder::finish(const Sink &) {}

} // namespace weir
