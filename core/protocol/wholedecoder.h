// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for answers that come in one piece: a JSON document, or the body of an error status.
#pragma once

#include "protocol/answerrules.h"
#include "protocol/decoder.h"

namespace weir {

/// A whole JSON answer: one event at finish(), which is its own terminator. White space before it is skipped:
/// some services send it while the answer is made. Behind an error anything may follow.
class WholeDecoder final : public Decoder
{
public:
    explicit WholeDecoder(const AnswerRules &rules)
        : m_reader(rules.whole), m_mostBytes(qsizetype(rules.mostEventBytes))
    {
    }
    void feed(QByteArrayView bytes, const Sink &sink) override;
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::Document; }
    [[nodiscard]] quint64 heldBytes() const override { return static_cast<quint64>(m_body.size()); }

private:
    EventReader m_reader;
    QByteArray m_body;
    qsizetype m_mostBytes;
    bool m_failed = false;
};

/// The body of a status that is no success: code and message where it is JSON or an event that holds some,
/// its beginning as the message where it is not. Keeps the first 64 KiB. Never malformed: the status alone
/// decides the outcome.
class ErrorBodyDecoder final : public Decoder
{
public:
    static constexpr qsizetype mostBytes = qsizetype(64) << 10;

    /// `packing`: the content coding that the head names, or empty.
    ErrorBodyDecoder(const AnswerRules &rules, QByteArray packing)
        : m_reader(rules.whole), m_packing(std::move(packing))
    {
    }
    void feed(QByteArrayView bytes, const Sink &sink) override;
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::Unknown; }

private:
    EventReader m_reader;
    QByteArray m_packing;
    QByteArray m_body;
};

} // namespace weir
