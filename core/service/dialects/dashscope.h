// SPDX-License-Identifier: GPL-3.0-or-later
// Alibaba's DashScope, POST /api/v1/services/aigc/text-generation/generation: streams when a header asks for
// it (X-DashScope-SSE: enable, or Accept: text/event-stream), runs in the background on X-DashScope-Async:
// enable. Sources: help.aliyun.com/zh/model-studio, "Qwen API reference" (DashScope) and "Error codes";
// samples of real streams in github.com/erda-project/erda,
// internal/apps/ai-proxy/filters/dashscope-director/resp_example.md.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "dashscope". Both result formats; with tools always "message". Without `incremental_output` every event
/// repeats the text so far, as there. Events have `id:`, `event:` and `:HTTP_STATUS/` lines; the refusal of
/// a stream is one such event behind the status. In the format "text" reasoning is part of the text. No place
/// for timings.
std::unique_ptr<Dialect> makeDashScope();

} // namespace weir
