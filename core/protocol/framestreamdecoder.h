// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for streams that are no text of lines: the elements of one JSON array, Amazon's binary messages.
#pragma once

#include "protocol/awsmessageparser.h"
#include "protocol/jsonarrayparser.h"
#include "protocol/streamdecoder.h"

namespace weir {

/// The terminator that means the array's closing bracket.
inline constexpr QByteArrayView arrayEndMark("]");
/// The content type of Amazon's event stream.
inline constexpr QByteArrayView awsStreamType("application/vnd.amazon.eventstream");

/// One element of a JSON array after the other. Its closing bracket ends the stream where the preset says so.
class ElementStreamDecoder final : public Decoder, private JsonArrayHandler
{
public:
    explicit ElementStreamDecoder(const AnswerRules &rules);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Half an element is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::Elements; }
    [[nodiscard]] quint64 heldBytes() const override { return m_parser.heldBytes(); }

private:
    void onElement(QByteArrayView element, quint64 position) override;
    void onArrayEnd() override;
    void onMalformed(quint64 position, const Message &problem, bool isTooLong) override;

    JsonArrayParser m_parser;
    DocumentDecoder m_documents;
    const Sink *m_sink = nullptr; ///< Only during feed().
    bool m_endIsMark;
    bool m_failed = false;
};

/// The messages of Amazon's event stream: the payload is the document, the event's type its name. Exceptions
/// are errors by their type.
class AwsStreamDecoder final : public Decoder, private AwsMessageHandler
{
public:
    explicit AwsStreamDecoder(const AnswerRules &rules);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Half a message is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::AwsMessages; }
    [[nodiscard]] quint64 heldBytes() const override { return m_parser.heldBytes(); }

private:
    void onMessage(const AwsMessage &message) override;
    void onMalformed(quint64 position, const Message &problem, bool isTooLong) override;

    AwsMessageParser m_parser;
    DocumentDecoder m_documents;
    const Sink *m_sink = nullptr; ///< Only during feed().
    bool m_failed = false;
};

} // namespace weir
