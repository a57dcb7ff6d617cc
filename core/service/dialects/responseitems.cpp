// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/responseitems.h"

#include "service/dialects/answerparts.h"
#include "base/jsontext.h"

namespace weir {

namespace {

std::string_view statusName(ResponseStatus status)
{
    switch (status) {
    case ResponseStatus::InProgress:
        break;
    case ResponseStatus::Completed:
        return "completed";
    case ResponseStatus::Incomplete:
        return "incomplete";
    }
    return "in_progress";
}

std::string_view itemStatus(bool done)
{
    return done ? "completed" : "in_progress";
}

void appendUsage(std::string &out, const AnswerUsage &usage)
{
    out += '{';
    appendMember(out, "input_tokens", usage.prompt);
    out += ",\"input_tokens_details\":{";
    appendMember(out, "cached_tokens", usage.cachedPrompt);
    out += "},";
    appendMember(out, "output_tokens", usage.completion);
    out += ",\"output_tokens_details\":{";
    appendMember(out, "reasoning_tokens", usage.reasoning);
    out += "},";
    appendMember(out, "total_tokens", quint64{usage.prompt} + usage.completion);
    out += '}';
}

} // namespace

std::string ResponseItems::id(std::string_view prefix) const
{
    std::string text(prefix);
    appendHexId(text, m_key);
    return text;
}

std::string ResponseItems::reasoning(std::string_view words, bool done) const
{
    std::string item = R"({"id":")" + id("rs_") + R"(","type":"reasoning",)";
    appendMember(item, "status", itemStatus(done));
    item += ",\"summary\":[";
    if (done)
        item += summary(words);
    item += "]}";
    return item;
}

std::string ResponseItems::message(std::string_view words, bool done) const
{
    std::string item = R"({"id":")" + id("msg_") + R"(","type":"message",)";
    appendMember(item, "status", itemStatus(done));
    item += R"(,"role":"assistant","content":[)";
    if (done)
        item += text(words);
    item += "]}";
    return item;
}

std::string ResponseItems::call(std::string_view escapedArguments, bool done) const
{
    std::string item = R"({"id":")" + id("fc_") + R"(","type":"function_call",)";
    appendMember(item, "status", itemStatus(done));
    item += R"(,"call_id":")" + id("call_") + R"(","name":")" + m_toolName + "\",";
    appendMember(item, "arguments", escapedArguments);
    item += '}';
    return item;
}

std::string ResponseItems::summary(std::string_view words)
{
    std::string part = R"({"type":"summary_text",)";
    appendMember(part, "text", words);
    part += '}';
    return part;
}

std::string ResponseItems::text(std::string_view words)
{
    std::string part = R"({"type":"output_text","annotations":[],"logprobs":[],)";
    appendMember(part, "text", words);
    part += '}';
    return part;
}

void appendResponse(std::string &out, const AnswerFacts &facts, const ResponseState &state)
{
    out += R"({"id":"resp_)";
    appendHexId(out, facts.key);
    out += R"(","object":"response","created_at":)" + std::to_string(facts.created) + ',';
    appendMember(out, "status", statusName(state.status));
    out += facts.asked.background ? ",\"background\":true" : ",\"background\":false";
    out += ",\"error\":null,\"incomplete_details\":";
    out += state.status == ResponseStatus::Incomplete ? R"({"reason":"max_output_tokens"})" : "null";
    out += R"(,"instructions":null,"metadata":{},"max_output_tokens":)";
    out += facts.asked.maxTokens ? std::to_string(*facts.asked.maxTokens) : "null";
    out += ",\"model\":";
    appendJsonText(out, facts.asked.model);
    out += ",\"output\":[";
    out += state.output;
    out += R"(],"parallel_tool_calls":true,"previous_response_id":null,"store":false,"temperature":1,)"
           R"("text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1,)"
           R"("truncation":"disabled","usage":)";
    if (state.usage != nullptr && facts.usage)
        appendUsage(out, *state.usage);
    else
        out += "null";
    if (state.stages != nullptr && state.usage != nullptr) {
        out += ',';
        appendTimings(out, *state.stages, *state.usage);
    }
    out += '}';
}

} // namespace weir
