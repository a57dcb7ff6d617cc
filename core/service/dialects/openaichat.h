// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's chat completions, POST /v1/chat/completions, with what its followers add: `reasoning_content`
// (DeepSeek, vLLM) and `timings` (llama.cpp's server, with `queue_ms` beside).
// Sources: platform.openai.com/docs/api-reference/chat; api-docs.deepseek.com/guides/reasoning_model;
// github.com/ggml-org/llama.cpp, tools/server/README.md.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "openai-chat". Timings stand in the event with usage, or beside the finish reason where no usage is
/// wanted.
std::unique_ptr<Dialect> makeOpenAiChat();

} // namespace weir
