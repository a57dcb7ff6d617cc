// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/anthropic.h"

#include "base/jsontext.h"
#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"

#include <algorithm>

namespace weir {

namespace {

// Clients hand it back unread; the real one proves that the thinking is the model's own.
constexpr std::string_view signature = "d2VpciByZWZlcmVuY2U=";

std::string_view stopReason(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
        break;
    case FinishReason::Length:
        return "max_tokens";
    case FinishReason::ToolCall:
        return "tool_use";
    }
    return "end_turn";
}

std::string_view errorType(int status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 413:
        return "request_too_large";
    case 429:
        return "rate_limit_error";
    case 503:
    case 529:
        return "overloaded_error";
    case 504:
        return "timeout_error";
    default:
        return status < 500 ? "invalid_request_error" : "api_error";
    }
}

std::string errorText(std::string_view type, std::string_view message)
{
    std::string body = R"({"type":"error","error":{"type":")";
    body += type;
    body += "\",\"message\":";
    appendJsonText(body, message);
    body += "}}";
    return body;
}

void appendUsage(std::string &out, const AnswerUsage &usage)
{
    const quint32 cached = std::min(usage.prompt, usage.cachedPrompt);
    out += "\"usage\":{";
    appendMember(out, "input_tokens", quint64{usage.prompt - cached});
    out += R"(,"cache_creation_input_tokens":0,)";
    appendMember(out, "cache_read_input_tokens", cached);
    out += ',';
    appendMember(out, "output_tokens", usage.completion);
    out += '}';
}

void appendMessageHead(std::string &out, const AnswerFacts &facts)
{
    out += R"({"id":"msg_)";
    appendHexId(out, facts.key);
    out += R"(","type":"message","role":"assistant","model":)";
    appendJsonText(out, facts.asked.model);
}

/// `{"type":"tool_use","id":"toolu_...","name":"...","input":INPUT}`
std::string toolUse(const AnswerFacts &facts, std::string_view input)
{
    std::string text = R"({"type":"tool_use","id":"toolu_)";
    appendHexId(text, facts.key);
    text += R"(","name":")" + facts.asked.toolName + "\",\"input\":";
    text += input;
    text += '}';
    return text;
}

class MessageWriter final : public StreamWriter
{
public:
    explicit MessageWriter(const AnswerFacts &facts) : m_facts(facts), m_arguments(facts.contentTokens)
    {
        m_facts.asked.promptText.clear();
    }

    void begin(EventTaker &taker, quint32 promptTokens) override
    {
        std::string event = R"({"type":"message_start","message":)";
        appendMessageHead(event, m_facts);
        event += R"(,"content":[],"stop_reason":null,"stop_sequence":null)";
        if (m_facts.usage) {
            event += ',';
            appendUsage(event, {promptTokens, 0, 0, 0});
        }
        event += "}}";
        taker.event("message_start", event);
        taker.event("ping", R"({"type":"ping"})");
    }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        if (reasoning) {
            openBlock(taker, Block::Thinking);
            delta(taker, "thinking_delta", "thinking", words);
        } else if (m_facts.toolCall) {
            // The name is the call's first token; its share of the arguments goes with the next one's.
            const bool isFirst = m_block != Block::ToolUse;
            openBlock(taker, Block::ToolUse);
            m_json += m_arguments.piece(words, count);
            if (!isFirst)
                argumentsDelta(taker);
        } else {
            openBlock(taker, Block::Text);
            delta(taker, "text_delta", "text", words);
        }
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage, const StageTimes *) override
    {
        if (m_facts.toolCall && !m_arguments.complete()) {
            openBlock(taker, Block::ToolUse);
            m_json += m_arguments.rest();
        }
        if (!m_json.empty())
            argumentsDelta(taker);
        closeBlock(taker);
        std::string event = R"({"type":"message_delta","delta":{"stop_reason":")";
        event += stopReason(reason);
        event += R"(","stop_sequence":null})";
        if (m_facts.usage) {
            event += ',';
            appendUsage(event, usage);
        }
        event += '}';
        taker.event("message_delta", event);
        taker.event("message_stop", R"({"type":"message_stop"})");
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event("error", errorText("api_error", message));
    }

private:
    enum class Block : quint8
    {
        None,
        Thinking,
        Text,
        ToolUse,
    };

    void open(std::string_view type)
    {
        m_event = "{\"type\":\"";
        m_event += type;
        m_event += "\",";
        appendMember(m_event, "index", m_index);
    }

    void openBlock(EventTaker &taker, Block block)
    {
        if (m_block == block)
            return;
        closeBlock(taker);
        m_block = block;
        open("content_block_start");
        m_event += ",\"content_block\":";
        if (block == Block::Thinking)
            m_event += R"({"type":"thinking","thinking":"","signature":""})";
        else if (block == Block::Text)
            m_event += R"({"type":"text","text":""})";
        else
            m_event += toolUse(m_facts, "{}");
        m_event += '}';
        taker.event("content_block_start", m_event);
    }

    void argumentsDelta(EventTaker &taker)
    {
        delta(taker, "input_json_delta", "partial_json", m_json);
        m_json.clear();
    }

    void delta(EventTaker &taker, std::string_view type, std::string_view member, std::string_view words)
    {
        open("content_block_delta");
        m_event += ",\"delta\":{\"type\":\"";
        m_event += type;
        m_event += "\",";
        appendMember(m_event, member, words);
        m_event += "}}";
        taker.event("content_block_delta", m_event);
    }

    void closeBlock(EventTaker &taker)
    {
        if (m_block == Block::None)
            return;
        if (m_block == Block::Thinking)
            delta(taker, "signature_delta", "signature", signature);
        open("content_block_stop");
        m_event += '}';
        taker.event("content_block_stop", m_event);
        m_block = Block::None;
        ++m_index;
    }

    AnswerFacts m_facts;
    ToolArguments m_arguments;
    std::string m_event;
    std::string m_json;  ///< Arguments that wait for the next delta.
    quint32 m_index = 0; ///< Of the open block, or the next.
    Block m_block = Block::None;
};

void appendContent(std::string &out, const AnswerFacts &facts, const WholeText &text)
{
    out += '[';
    if (!text.reasoning.empty()) {
        out += R"({"type":"thinking",)";
        appendMember(out, "thinking", text.reasoning);
        out += ',';
        appendMember(out, "signature", signature);
        out += '}';
    }
    if (facts.toolCall || !text.content.empty()) {
        out += text.reasoning.empty() ? "" : ",";
        if (facts.toolCall) {
            out += toolUse(facts, ToolArguments::object(text.content));
        } else {
            out += R"({"type":"text",)";
            appendMember(out, "text", text.content);
            out += '}';
        }
    }
    out += ']';
}

class Anthropic final : public JsonDialect
{
public:
    std::string_view name() const override { return "anthropic"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<MessageWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body;
        appendMessageHead(body, facts);
        body += ",\"content\":";
        appendContent(body, facts, text);
        body += ",\"stop_reason\":";
        if (text.reason)
            body.append("\"").append(stopReason(*text.reason)).append("\"");
        else
            body += "null";
        body += ",\"stop_sequence\":null";
        if (facts.usage) {
            body += ',';
            appendUsage(body, text.usage);
        }
        body += '}';
        return body;
    }

    std::string error(int status, std::string_view, std::string_view message) const override
    {
        return errorText(errorType(status), message);
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        if (FoundProblem problem = readCount(body, "max_tokens", asked.maxTokens))
            return problem;
        if (!asked.maxTokens)
            return BodyProblem{"max_tokens: Field required", "max_tokens"};
        if (FoundProblem problem = addOptionalContent(body, "system", prompt))
            return problem;
        if (FoundProblem problem = addMessages(body, "messages", prompt))
            return problem;
        if (FoundProblem problem = readFlag(body, "stream", asked.stream))
            return problem;
        return readTools(body, "tools", asked, prompt);
    }
};

} // namespace

std::unique_ptr<Dialect> makeAnthropic()
{
    return std::make_unique<Anthropic>();
}

} // namespace weir
