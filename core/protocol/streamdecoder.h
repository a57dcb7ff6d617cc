// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for streams: Server-Sent Events, newline-delimited JSON, and messages that are events.
#pragma once

#include "protocol/answerrules.h"
#include "protocol/decoder.h"
#include "protocol/ndjsonparser.h"
#include "protocol/sseparser.h"
#include "protocol/straytext.h"

namespace weir {

/// What all framings do with one document: the end mark, or JSON by the rules.
class DocumentDecoder
{
public:
    enum class Rules
    {
        OfStream, ///< Those of a stream's events; the first end of a tokenless one may be a whole answer.
        OfWhole
    };
    DocumentDecoder(const AnswerRules &rules, Rules which);

    /// Hands the document's event to `sink`. False after a malformed one. What the framing, or the rules by
    /// its name, call an error may be JSON or not. `remark`: what is odd about its frame.
    bool decode(const FramedEvent &framed, const Decoder::Sink &sink, const Message &remark = {});
    /// Names of events mean something here, so that one without data does, too.
    [[nodiscard]] bool readsNames() const { return m_reader.readsNames(); }
    static void malformed(quint64 position, const Message &problem, bool isTooLarge,
                          const Decoder::Sink &sink);
    /// Would this be a whole document of its own? For the last event of a stream without its end.
    bool isDocument(QByteArrayView document);
    /// The body has ended within an event: told where a clean end alone would be the end.
    void cut(const Decoder::Sink &sink) const;

private:
    [[nodiscard]] bool isEndMark(QByteArrayView trimmed) const;
    void readError(const FramedEvent &framed);
    bool readDocument(const FramedEvent &framed);
    /// Keeps a text from counting twice, and finds a whole answer where a stream's event was expected.
    void settleText(const FramedEvent &framed);

    EventReader m_reader;
    EventReader m_wholeReader;
    QByteArray m_terminator;
    StreamEvent m_event;
    bool m_ofStream;
    bool m_tellsCut;
    bool m_sawTokens = false;
};

/// Events of a text/event-stream. What stands outside of any event is ignored, as the standard says, unless
/// it is an error, or the only thing that came.
class SseStreamDecoder final : public Decoder, private SseHandler
{
public:
    explicit SseStreamDecoder(std::shared_ptr<const AnswerRules> rules);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Takes a last event without its blank line when it is a whole one; half an event is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return m_form; }
    [[nodiscard]] quint64 heldBytes() const override { return m_parser.heldBytes(); }

private:
    void onSseItem(const SseItem &item) override;
    void takeEvent(const SseItem &item);
    bool isPacked(QByteArrayView bytes);
    void takeErrorField(QByteArrayView value, quint64 position);
    /// Nothing but stray text came.
    void finishStray(const Sink &sink);

    std::shared_ptr<const AnswerRules> m_rules;
    SseParser m_parser;
    DocumentDecoder m_documents;
    StrayText m_stray;
    const Sink *m_sink = nullptr; ///< Only during feed() and finish().
    AnswerForm m_form = AnswerForm::Events;
    QByteArray m_begin; ///< The first bytes, by which a packed body is known.
    bool m_sawEvent = false;
    bool m_failed = false;
};

/// One document a line.
class NdjsonStreamDecoder final : public Decoder, private NdjsonHandler
{
public:
    explicit NdjsonStreamDecoder(const AnswerRules &rules);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Takes a last line without a line end when it is a whole document; half a line is discarded.
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::Lines; }
    [[nodiscard]] quint64 heldBytes() const override { return quint64(m_parser.rest().size()); }

private:
    void onDocument(QByteArrayView line, quint64 position) override;
    void onMalformed(quint64 position, const Message &problem, bool isTooLong) override;

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
    MessageDecoder(const AnswerRules &rules, Answer answer);
    /// `bytes` are one whole message.
    void feed(QByteArrayView bytes, const Sink &sink) override;
    /// Nothing to do: a message that the end cuts off never comes.
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::ChannelMessages; }

private:
    DocumentDecoder m_documents;
    quint64 m_position = 0; ///< Bytes of all earlier messages.
    bool m_isWhole;
    bool m_failed = false;
};

} // namespace weir
