// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for streams: Server-Sent Events, newline-delimited JSON, and messages that are events.
#pragma once

#include "protocol/decoder.h"
#include "protocol/eventreader.h"
#include "protocol/ndjsonparser.h"
#include "protocol/sseparser.h"

namespace weir {

/// What all framings do with one document: the end mark, or JSON by the rules.
class DocumentDecoder
{
public:
    /// `terminator`: the data of the event that ends a stream, or empty.
    DocumentDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator);

    /// Hands the document's event to `sink`. False after a malformed one. `isErrorEvent`: the framing itself
    /// calls it an error.
    bool decode(QByteArrayView document, quint64 position, bool isErrorEvent, const Decoder::Sink &sink);
    static void malformed(quint64 position, const Message &problem, const Decoder::Sink &sink);
    /// Would this be a whole document of its own? For the last line of a stream without a line end.
    bool isDocument(QByteArrayView document);

private:
    EventReader m_reader;
    QByteArray m_terminator;
    StreamEvent m_event;
};

/// Events of a text/event-stream.
class SseStreamDecoder final : public Decoder, private SseHandler
{
public:
    SseStreamDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Nothing to do: an event that the end cuts off is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] quint64 heldBytes() const override { return m_parser.heldBytes(); }

private:
    void onSseItem(const SseItem &item) override;

    SseParser m_parser;
    DocumentDecoder m_documents;
    const Sink *m_sink = nullptr; ///< Only during feed().
    bool m_failed = false;
};

/// One document a line.
class NdjsonStreamDecoder final : public Decoder, private NdjsonHandler
{
public:
    NdjsonStreamDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Takes a last line without a line end when it is a whole document; half a line is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] quint64 heldBytes() const override { return quint64(m_parser.rest().size()); }

private:
    void onDocument(QByteArrayView line, quint64 position) override;
    void onMalformed(quint64 position, const Message &problem) override;

    NdjsonParser m_parser;
    DocumentDecoder m_documents;
    const Sink *m_sink = nullptr; ///< Only during feed().
    bool m_failed = false;
};

/// One document a message, for channels that frame by messages.
class MessageDecoder final : public Decoder
{
public:
    enum class Answer
    {
        Streamed, ///< As many messages as there are events.
        Whole     ///< The first document is the whole answer, and its own terminator.
    };
    MessageDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator, Answer answer);
    /// `bytes` are one whole message.
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Nothing to do: a message that the end cuts off never comes.
    void finish(const Sink &sink) override;

private:
    DocumentDecoder m_documents;
    quint64 m_position = 0; ///< Bytes of all earlier messages.
    bool m_isWhole;
    bool m_failed = false;
};

} // namespace weir
