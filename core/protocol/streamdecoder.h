// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for streams: Server-Sent Events and newline-delimited JSON.
#pragma once

#include "protocol/decoder.h"
#include "protocol/eventreader.h"
#include "protocol/ndjsonparser.h"
#include "protocol/sseparser.h"

namespace weir {

/// What both framings do with one document: the end mark, or JSON by the rules.
class DocumentDecoder
{
public:
    /// `terminator`: the data of the event that ends a stream, or empty.
    DocumentDecoder(std::shared_ptr<const CompiledRules> rules, QByteArray terminator);

    /// Hands the document's event to `sink`. False after a malformed one. `isErrorEvent`: the framing itself
    /// calls it an error.
    bool decode(QByteArrayView document, quint64 position, bool isErrorEvent, const Decoder::Sink &sink);
    static void malformed(quint64 position, const QString &problem, const Decoder::Sink &sink);
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

private:
    void onDocument(QByteArrayView line, quint64 position) override;
    void onMalformed(quint64 position, const QString &problem) override;

    NdjsonParser m_parser;
    DocumentDecoder m_documents;
    const Sink *m_sink = nullptr; ///< Only during feed().
    bool m_failed = false;
};

} // namespace weir
