// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/framestreamdecoder.h"

namespace weir {

ElementStreamDecoder::ElementStreamDecoder(const AnswerRules &rules)
    : m_parser(rules.mostEventBytes)
    , m_documents(rules, DocumentDecoder::Rules::OfStream)
    , m_endIsMark(rules.terminator == arrayEndMark)
{
}

void ElementStreamDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    m_sink = &sink;
    m_parser.feed(bytes, *this);
    m_sink = nullptr;
}

void ElementStreamDecoder::finish(const Sink &sink)
{
    if (!m_failed && m_parser.isOpen())
        m_documents.cut(sink);
}

void ElementStreamDecoder::onElement(QByteArrayView element, quint64 position)
{
    if (!m_failed)
        m_failed = !m_documents.decode({element, position}, *m_sink);
}

void ElementStreamDecoder::onArrayEnd()
{
    if (m_failed || !m_endIsMark)
        return;
    StreamEvent end;
    end.isTerminator = true;
    end.raw = arrayEndMark;
    (*m_sink)(end);
}

void ElementStreamDecoder::onMalformed(quint64 position, const Message &problem, bool isTooLong)
{
    if (m_failed)
        return;
    m_failed = true;
    DocumentDecoder::malformed(position, problem, isTooLong, *m_sink);
}

AwsStreamDecoder::AwsStreamDecoder(const AnswerRules &rules)
    : m_parser(rules.mostEventBytes), m_documents(rules, DocumentDecoder::Rules::OfStream)
{
}

void AwsStreamDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_failed)
        return;
    m_sink = &sink;
    m_parser.feed(bytes, *this);
    m_sink = nullptr;
}

void AwsStreamDecoder::finish(const Sink &sink)
{
    if (!m_failed && m_parser.heldBytes() > 0)
        m_documents.cut(sink);
}

void AwsStreamDecoder::onMessage(const AwsMessage &message)
{
    if (m_failed)
        return;
    const bool isException = message.messageType == "exception";
    const bool isError = message.messageType == "error";
    FramedEvent framed{message.payload, message.payloadPosition, message.eventType, isException || isError,
                       isException ? message.exceptionType : message.errorCode};
    if (isError && framed.data.isEmpty())
        framed.data = message.errorMessage;
    m_failed = !m_documents.decode(
        framed, *m_sink,
        message.isSumWrong
            ? Message(WEIR_TEXT("stream.wrong_sum",
                                "A checksum of the event stream is not that of its bytes; what "
                                "holds together was read all the same."))
            : Message());
}

void AwsStreamDecoder::onMalformed(quint64 position, const Message &problem, bool isTooLong)
{
    if (m_failed)
        return;
    m_failed = true;
    DocumentDecoder::malformed(position, problem, isTooLong, *m_sink);
}

} // namespace weir
