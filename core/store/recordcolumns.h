// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a request record in the run file, stated once for writing and reading.
#pragma once

#include "metrics/requestrecord.h"

#include <QStringView>

#include <array>

namespace weir {

/// The column behind all others, see store/rowcheck.h.
inline constexpr QStringView rowCheckColumn = u"row_check";

/// Calls `visit(column name, member)` for every stored member; the only place that knows all names and
/// their order.
template <typename Record, typename Visitor>
void visitColumns(Record &r, Visitor &&visit)
{
    visit(u"request", r.request);
    visit(u"attempt", r.attempt);
    visit(u"worker", r.worker);
    visit(u"user", r.user);
    visit(u"target", r.target);
    visit(u"template", r.requestTemplate);
    visit(u"data_row", r.row);
    visit(u"phase", r.phase);
    visit(u"open_load", r.openLoad);
    visit(u"streamed", r.streamed);
    visit(u"retried", r.retried);
    visit(u"intended_ns", r.intended);
    visit(u"due_ns", r.due);
    visit(u"first_started_ns", r.firstStarted);
    visit(u"started_ns", r.started);
    visit(u"connected_ns", r.connected);
    visit(u"tls_done_ns", r.tlsDone);
    visit(u"sent_ns", r.sent);
    visit(u"uploaded_ns", r.uploaded);
    visit(u"headers_ns", r.headers);
    visit(u"first_byte_ns", r.firstByte);
    visit(u"first_event_ns", r.firstEvent);
    visit(u"first_reasoning_ns", r.firstReasoning);
    visit(u"first_content_ns", r.firstContent);
    visit(u"last_token_ns", r.lastToken);
    visit(u"terminator_ns", r.terminator);
    visit(u"closed_ns", r.closed);
    visit(u"cap_wait_ns", r.capWait);
    visit(u"chunk_count", r.chunkCount);
    visit(u"event_count", r.eventCount);
    visit(u"read_count", r.readCount);
    visit(u"token_read_count", r.tokenReadCount);
    visit(u"shared_chunk_count", r.sharedChunkCount);
    visit(u"kernel_stamps", r.kernelStamps);
    visit(u"lingered", r.lingered);
    visit(u"stale_connection", r.staleConnection);
    visit(u"reuse_given_up", r.reuseGivenUp);
    visit(u"send_count", r.sendCount);
    visit(u"bytes_received", r.bytesReceived);
    visit(u"bytes_sent", r.bytesSent);
    visit(u"input_tokens", r.usage.input);
    visit(u"cached_input_tokens", r.usage.cachedInput);
    visit(u"output_tokens", r.usage.output);
    visit(u"reasoning_tokens", r.usage.reasoning);
    visit(u"total_tokens", r.usage.total);
    visit(u"usage_unreadable", r.usage.unreadable);
    visit(u"counted_input_tokens", r.counted.input);
    visit(u"counted_output_tokens", r.counted.output);
    visit(u"server_inference_ns", r.server.inference);
    visit(u"server_queue_ns", r.server.queue);
    visit(u"server_prefill_ns", r.server.prefill);
    visit(u"server_decode_ns", r.server.decode);
    visit(u"finish_reason", r.finishReason);
    visit(u"outcome", r.outcome.outcome);
    visit(u"outcome_detail", r.outcome.detail);
    visit(u"http_status", r.outcome.httpStatus);
    visit(u"message", r.outcome.message);
    visit(u"retry_after_ns", r.retryAfter);
    visit(u"error_body", r.errorBody);
    visit(u"prompt", r.prompt);
    visit(u"answer", r.answer);
}

/// The same for what the search for the window looks at (metrics/windowfinder.h), a third of all: a first
/// walk over millions of records reads nothing else.
template <typename Record, typename Visitor>
void visitWindowColumns(Record &r, Visitor &&visit)
{
    visit(u"request", r.request);
    visit(u"attempt", r.attempt);
    visit(u"open_load", r.openLoad);
    visit(u"streamed", r.streamed);
    visit(u"retried", r.retried);
    visit(u"intended_ns", r.intended);
    visit(u"started_ns", r.started);
    visit(u"first_reasoning_ns", r.firstReasoning);
    visit(u"first_content_ns", r.firstContent);
    visit(u"last_token_ns", r.lastToken);
    visit(u"closed_ns", r.closed);
    visit(u"chunk_count", r.chunkCount);
    visit(u"bytes_received", r.bytesReceived);
    visit(u"input_tokens", r.usage.input);
    visit(u"output_tokens", r.usage.output);
    visit(u"reasoning_tokens", r.usage.reasoning);
    visit(u"total_tokens", r.usage.total);
    visit(u"usage_unreadable", r.usage.unreadable);
    visit(u"counted_output_tokens", r.counted.output);
    visit(u"outcome", r.outcome.outcome);
}

/// How a phase is written.
struct PhaseName
{
    RunPhase phase;
    QStringView name;
};
inline constexpr std::array<PhaseName, 5> phaseNames{{{RunPhase::Idle, u"idle"},
                                                      {RunPhase::WarmUp, u"warm_up"},
                                                      {RunPhase::Measure, u"measure"},
                                                      {RunPhase::Drain, u"drain"},
                                                      {RunPhase::Done, u"done"}}};

} // namespace weir
