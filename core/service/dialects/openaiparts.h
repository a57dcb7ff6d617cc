// SPDX-License-Identifier: GPL-3.0-or-later
// What OpenAI's endpoints have in common: errors, usage, finish reasons. Pure.
// Source: OpenAI API reference (platform.openai.com/docs/api-reference) and the types of the npm package
// `openai`.
#pragma once

#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"

namespace weir {

/// {"error":{"message","type","param","code"}}; an empty `param` or `code` is null.
std::string openAiError(std::string_view message, std::string_view type, std::string_view param,
                        std::string_view code);
/// The `type` that goes with a status.
std::string_view openAiErrorType(int status);
/// "stop", "length", "tool_calls"
std::string_view openAiFinish(FinishReason reason);
/// `"usage":{"prompt_tokens",...}`
void appendOpenAiUsage(std::string &out, const AnswerUsage &usage);

/// A dialect whose errors are OpenAI's.
class OpenAiDialect : public JsonDialect
{
public:
    [[nodiscard]] std::string error(int status, std::string_view code, std::string_view message) const final;

protected:
    [[nodiscard]] DialectRefusal refusal(const BodyProblem &problem) const final;
};

/// `stream`, `stream_options`, `max_tokens` and the model, as chat and completions have them.
FoundProblem readOpenAiCommon(const simdjson::dom::object &body, AskedRequest &asked);

} // namespace weir
