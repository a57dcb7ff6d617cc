// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/openaiparts.h"

#include "base/jsontext.h"

namespace weir {

namespace {

void appendTextOrNull(std::string &out, std::string_view text)
{
    if (text.empty())
        out += "null";
    else
        appendJsonText(out, text);
}

} // namespace

std::string openAiError(std::string_view message, std::string_view type, std::string_view param,
                        std::string_view code)
{
    std::string body = "{\"error\":{\"message\":";
    appendJsonText(body, message);
    body += ",\"type\":";
    appendJsonText(body, type);
    body += ",\"param\":";
    appendTextOrNull(body, param);
    body += ",\"code\":";
    appendTextOrNull(body, code);
    body += "}}";
    return body;
}

std::string_view openAiErrorType(int status)
{
    if (status == 429)
        return "rate_limit_error";
    return status < 500 ? "invalid_request_error" : "server_error";
}

std::string_view openAiFinish(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
        break;
    case FinishReason::Length:
        return "length";
    case FinishReason::ToolCall:
        return "tool_calls";
    }
    return "stop";
}

void appendOpenAiUsage(std::string &out, const AnswerUsage &usage)
{
    out += "\"usage\":{";
    appendMember(out, "prompt_tokens", usage.prompt);
    out += ',';
    appendMember(out, "completion_tokens", usage.completion);
    out += ',';
    appendMember(out, "total_tokens", quint64{usage.prompt} + usage.completion);
    out += ",\"prompt_tokens_details\":{";
    appendMember(out, "cached_tokens", usage.cachedPrompt);
    out += "},\"completion_tokens_details\":{";
    appendMember(out, "reasoning_tokens", usage.reasoning);
    out += "}}";
}

std::string OpenAiDialect::error(int status, std::string_view code, std::string_view message) const
{
    return openAiError(message, openAiErrorType(status), {}, code);
}

DialectRefusal OpenAiDialect::refusal(const BodyProblem &problem) const
{
    return {400, openAiError(problem.message, openAiErrorType(400), problem.param, {})};
}

FoundProblem readOpenAiCommon(const simdjson::dom::object &body, AskedRequest &asked)
{
    if (FoundProblem problem = readModel(body, asked))
        return problem;
    if (FoundProblem problem = readFlag(body, "stream", asked.stream))
        return problem;
    std::optional<simdjson::dom::object> options;
    if (FoundProblem problem = readObject(body, "stream_options", options))
        return problem;
    asked.includeUsage = false;
    if (options) {
        if (FoundProblem problem = readFlag(*options, "include_usage", asked.includeUsage))
            return problem;
    }
    return readCount(body, "max_tokens", asked.maxTokens);
}

} // namespace weir
