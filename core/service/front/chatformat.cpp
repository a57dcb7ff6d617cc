// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/chatformat.h"

#include "service/front/httphead.h"
#include "service/jsontext.h"

#include <array>
#include <charconv>

namespace weir {

namespace {

std::string commonMembers(quint64 key, qint64 created, std::string_view object, std::string_view model)
{
    std::string text = "{\"id\":\"chatcmpl-";
    appendHex(text, key);
    text += "\",\"object\":\"";
    text += object;
    text += "\",\"created\":" + std::to_string(created) + ",\"model\":";
    appendJsonText(text, model);
    return text;
}

void appendUsage(std::string &out, const UsageCounts &counts)
{
    out += "\"usage\":{\"prompt_tokens\":" + std::to_string(counts.prompt);
    out += ",\"completion_tokens\":" + std::to_string(counts.completion);
    out += ",\"total_tokens\":" + std::to_string(quint64{counts.prompt} + counts.completion);
    out += ",\"completion_tokens_details\":{\"reasoning_tokens\":" + std::to_string(counts.reasoning) + "}}";
}

void appendTextOrNull(std::string &out, std::string_view text)
{
    if (text.empty())
        out += "null";
    else
        appendJsonText(out, text);
}

} // namespace

std::string errorBody(std::string_view message, std::string_view type, std::string_view param,
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

ChatEvents::ChatEvents(quint64 key, qint64 created, std::string_view model)
    : m_common("data: " + commonMembers(key, created, "chat.completion.chunk", model))
{
}

std::string ChatEvents::role() const
{
    return m_common + ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                      "\"finish_reason\":null}]}\n\n";
}

void ChatEvents::appendTokens(std::string &out, std::string_view tokens, bool reasoning) const
{
    out += m_common;
    out += reasoning ? ",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\""
                     : ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    out += tokens;
    out += "\"},\"finish_reason\":null}]}\n\n";
}

std::string ChatEvents::brokenJson() const
{
    return m_common + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" bro\n\n";
}

std::string ChatEvents::finish(std::string_view reason) const
{
    std::string event = m_common + ",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"";
    event += reason;
    event += "\"}]}\n\n";
    return event;
}

std::string ChatEvents::usage(const UsageCounts &counts) const
{
    std::string event = m_common + ",\"choices\":[],";
    appendUsage(event, counts);
    event += "}\n\n";
    return event;
}

std::string wholeAnswerBody(const WholeAnswerText &answer)
{
    std::string body = commonMembers(answer.key, answer.created, "chat.completion", answer.model);
    body += ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
    body += answer.content;
    body += '"';
    if (!answer.reasoning.empty()) {
        body += ",\"reasoning_content\":\"";
        body += answer.reasoning;
        body += '"';
    }
    body += "},\"finish_reason\":";
    appendTextOrNull(body, answer.finishReason);
    body += "}]";
    if (answer.withUsage) {
        body += ',';
        appendUsage(body, answer.usage);
    }
    body += '}';
    return body;
}

} // namespace weir
