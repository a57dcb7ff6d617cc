// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's completions, POST /v1/completions. Raw text: reasoning is part of it, and there are no tool calls.
// A missing `max_tokens` means no limit, as with most servers but OpenAI's own, where it is 16.
// Source: platform.openai.com/docs/api-reference/completions.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "openai-completions". Several prompts are one request with all their texts and one answer.
std::unique_ptr<Dialect> makeOpenAiCompletions();

} // namespace weir
