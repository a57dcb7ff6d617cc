// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders for answers that come in one piece: a JSON document, or the body of an error status.
#pragma once

#include "protocol/decoder.h"
#include "protocol/eventreader.h"

namespace weir {

/// A whole JSON answer of at most 16 MiB: one event at finish(), which is its own terminator.
class WholeDecoder final : public Decoder
{
public:
    static constexpr qsizetype mostBytes = qsizetype(16) << 20;

    explicit WholeDecoder(std::shared_ptr<const CompiledRules> rules) : m_reader(std::move(rules)) {}
    void feed(QByteArrayView bytes, const Sink &sink) override;
    void finish(const Sink &sink) override;
    [[nodiscard]] quint64 heldBytes() const override { return static_cast<quint64>(m_body.size()); }

private:
    EventReader m_reader;
    QByteArray m_body;
    bool m_failed = false;
};

/// The body of a status that is no success: code and message where it is JSON or an event that holds some,
/// its beginning as the message where it is not. Keeps the first 64 KiB. Never malformed: the status alone
/// decides the outcome.
class ErrorBodyDecoder final : public Decoder
{
public:
    static constexpr qsizetype mostBytes = qsizetype(64) << 10;

    explicit ErrorBodyDecoder(std::shared_ptr<const CompiledRules> rules) : m_reader(std::move(rules)) {}
    void feed(QByteArrayView bytes, const Sink &sink) override;
    void finish(const Sink &sink) override;

private:
    EventReader m_reader;
    QByteArray m_body;
};

} // namespace weir
