// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as one JSON object, sent when the last token of the streamed one would have been.
#pragma once

#include "service/front/answer.h"

namespace weir {

/// The faults of a stream have these equivalents: truncate answers with half of the text and no finish
/// reason; stall and reset-inside stop in the middle of the body; bad-json cuts the JSON, bad-chunk the
/// chunked framing around it; empty has no text and no tokens.
class WholeAnswer final : public Answer
{
public:
    using Answer::Answer;

    Step begin(ByteSink &sink) override;
    Step wake(ByteSink &sink) override;

private:
    [[nodiscard]] std::string body(quint32 tokens);
    Step sendHalf(ByteSink &sink, std::string_view body);
    Step sendBadChunk(ByteSink &sink, std::string_view body);
};

} // namespace weir
