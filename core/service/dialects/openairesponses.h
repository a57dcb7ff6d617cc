// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's responses, POST /v1/responses: typed events, each named by its type and numbered by
// `sequence_number`; reasoning as a summary, a tool call as a function_call item. Sources:
// platform.openai.com/docs/api-reference/responses and .../responses-streaming; the types and the accumulator
// of the npm package `openai` (resources/responses, lib/responses).
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "openai-responses". The texts of an answer are kept until its end, since the closing events repeat them.
/// OpenAI has no place for timings here; they stand as `timings` in the last event's response.
std::unique_ptr<Dialect> makeOpenAiResponses();

} // namespace weir
