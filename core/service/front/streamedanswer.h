// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as Server-Sent Events: role, reasoning, content, finish reason, usage, [DONE].
#pragma once

#include "service/front/answer.h"

namespace weir {

/// Writes header and role at once, then each event at its own absolute time. Token k stands on the wire at
/// ttft + k gaps after the request was read, however late the one before it was.
class StreamedAnswer final : public Answer
{
public:
    StreamedAnswer(AnswerOrder order, TruthRecord record);

    Step begin(ByteSink &sink) override;
    Step wake(ByteSink &sink) override;

private:
    Step writeChunk(ByteSink &sink);
    Step writeTail(ByteSink &sink, quint32 tokens);
    std::optional<Step> faultDue(ByteSink &sink);
    Step closeBody(ByteSink &sink);

    ChatEvents m_events;
    bool m_brokenSent = false;
};

} // namespace weir
