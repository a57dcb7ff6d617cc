// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes an answer by what its bytes are, for content types that are wrong, doubled or missing.
#pragma once

#include "protocol/answerrules.h"
#include "protocol/decoder.h"

#include <memory>

namespace weir {

/// Keeps the first bytes until they tell a stream of events, lines or one document, then hands over to the
/// decoder for it. What is none of them is foreign, which is told with its first 4 KiB.
class AnswerDecoder final : public Decoder
{
public:
    /// `streamed`: what the request asked for, which decides between lines and one document.
    AnswerDecoder(std::shared_ptr<const AnswerRules> rules, bool streamed);
    void feed(QByteArrayView bytes, const Sink &sink) override;
    void finish(const Sink &sink) override;
    [[nodiscard]] AnswerForm form() const override;

private:
    enum class Look
    {
        Undecided,
        Events,
        Lines,
        Document,
        Elements,
        AwsMessages,
        Foreign
    };
    [[nodiscard]] Look lookAt(QByteArrayView bytes, bool isAll) const;
    [[nodiscard]] Look lookAtJson(QByteArrayView bytes, bool isAll) const;
    void choose(Look look, const Sink &sink);
    void tellForeign(const Sink &sink);

    std::shared_ptr<const AnswerRules> m_rules;
    bool m_wantsLines;
    bool m_wantsElements;
    QByteArray m_held;
    std::unique_ptr<Decoder> m_inner;
    bool m_isForeign = false;
    bool m_isDone = false;
};

} // namespace weir
