// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as one JSON object, sent when the model is done.
#pragma once

#include "service/front/exchange.h"

namespace weir {

/// The faults of a stream have these equivalents: truncate answers with half of the text and no finish
/// reason; stall and reset-inside stop in the middle of the body; bad-json cuts the JSON, bad-chunk the
/// chunked framing around it; empty has no text and no tokens.
class WholeExchange final : public Exchange
{
public:
    using Exchange::Exchange;

    void onTokens(const ModelTokens &tokens) override;
    void onDrained() override {}

protected:
    void placed() override {}
    void finished() override;

private:
    void write(quint32 tokens);
    [[nodiscard]] std::string body(quint32 tokens);
    void sendHalf(std::string_view body);
    void sendBadChunk(std::string_view body);
};

} // namespace weir
