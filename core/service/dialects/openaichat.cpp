// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/openaichat.h"

#include "service/dialects/openaiparts.h"
#include "base/jsontext.h"

namespace weir {

namespace {

std::string commonMembers(const AnswerFacts &facts, std::string_view object)
{
    std::string text = "{\"id\":\"chatcmpl-";
    appendHexId(text, facts.key);
    text += "\",\"object\":\"";
    text += object;
    text += "\",\"created\":" + std::to_string(facts.created) + ",\"model\":";
    appendJsonText(text, facts.asked.model);
    return text;
}

/// `{"id":"call_...","type":"function","function":{"name":"...","arguments":"` without what closes it.
std::string callHead(quint64 key, std::string_view toolName)
{
    std::string text = "\"id\":\"call_";
    appendHexId(text, key);
    text += R"(","type":"function","function":{"name":")";
    text += toolName;
    text += "\",\"arguments\":\"";
    return text;
}

class ChatWriter final : public StreamWriter
{
public:
    explicit ChatWriter(const AnswerFacts &facts)
        : m_common(commonMembers(facts, "chat.completion.chunk"))
        , m_arguments(facts.contentTokens)
        , m_usage(facts.usage && facts.asked.includeUsage)
    {
        if (facts.toolCall)
            m_callHead = callHead(facts.key, facts.asked.toolName);
    }

    void begin(EventTaker &taker, quint32) override
    {
        delta(taker, m_callHead.empty() ? R"("role":"assistant","content":"")"
                                        : R"("role":"assistant","content":null)");
    }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        if (!reasoning && !m_callHead.empty())
            return callPiece(taker, m_arguments.piece(words, count));
        m_piece.clear();
        appendMember(m_piece, reasoning ? "reasoning_content" : "content", words);
        delta(taker, m_piece);
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
             const StageTimes *stages) override
    {
        if (!m_callHead.empty() && !m_arguments.complete())
            callPiece(taker, m_arguments.rest());
        m_event = m_common + R"(,"choices":[{"index":0,"delta":{},"finish_reason":")";
        m_event += openAiFinish(reason);
        m_event += "\"}]";
        if (stages != nullptr && !m_usage) {
            m_event += ',';
            appendTimings(m_event, *stages, usage);
        }
        m_event += '}';
        taker.event({}, m_event);
        if (m_usage)
            usageEvent(taker, usage, stages);
        taker.event({}, "[DONE]");
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, openAiError(message, openAiErrorType(500), {}, "server_error"));
    }

private:
    void delta(EventTaker &taker, std::string_view members)
    {
        m_event = m_common;
        m_event += R"(,"choices":[{"index":0,"delta":{)";
        m_event += members;
        m_event += "},\"finish_reason\":null}]}";
        taker.event({}, m_event);
    }

    void callPiece(EventTaker &taker, const std::string &arguments)
    {
        m_piece = "\"tool_calls\":[{\"index\":0,";
        // The name comes with the first piece, as one event: tokens and events stay in step.
        m_piece += m_called ? std::string_view("\"function\":{\"arguments\":\"") : m_callHead;
        m_called = true;
        m_piece += arguments;
        m_piece += "\"}}]";
        delta(taker, m_piece);
    }

    void usageEvent(EventTaker &taker, const AnswerUsage &usage, const StageTimes *stages)
    {
        m_event = m_common + ",\"choices\":[],";
        appendOpenAiUsage(m_event, usage);
        if (stages != nullptr) {
            m_event += ',';
            appendTimings(m_event, *stages, usage);
        }
        m_event += '}';
        taker.event({}, m_event);
    }

    std::string m_common;   ///< `{"id":...,"model":"..."`, up to the member that differs.
    std::string m_callHead; ///< Empty without a tool call.
    std::string m_event;
    std::string m_piece;
    ToolArguments m_arguments;
    bool m_called = false;
    bool m_usage;
};

void appendMessage(std::string &out, const AnswerFacts &facts, const WholeText &text)
{
    out += R"("message":{"role":"assistant","content":)";
    if (facts.toolCall)
        out += "null";
    else
        out.append("\"").append(text.content).append("\"");
    out += ",\"refusal\":null";
    if (!text.reasoning.empty()) {
        out += ',';
        appendMember(out, "reasoning_content", text.reasoning);
    }
    if (facts.toolCall) {
        out += ",\"tool_calls\":[{";
        out += callHead(facts.key, facts.asked.toolName);
        out += ToolArguments::escaped(text.content);
        out += "\"}}]";
    }
    out += '}';
}

class OpenAiChat final : public OpenAiDialect
{
public:
    std::string_view name() const override { return "openai-chat"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<ChatWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = commonMembers(facts, "chat.completion");
        body += ",\"choices\":[{\"index\":0,";
        appendMessage(body, facts, text);
        body += ",\"finish_reason\":";
        if (text.reason)
            body.append("\"").append(openAiFinish(*text.reason)).append("\"");
        else
            body += "null";
        body += "}]";
        if (facts.usage) {
            body += ',';
            appendOpenAiUsage(body, text.usage);
        }
        if (text.stages != nullptr) {
            body += ',';
            appendTimings(body, *text.stages, text.usage);
        }
        body += '}';
        return body;
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (FoundProblem problem = readOpenAiCommon(body, asked))
            return problem;
        if (FoundProblem problem = addMessages(body, "messages", prompt))
            return problem;
        // The newer name is read last and wins.
        if (FoundProblem problem = readCount(body, "max_completion_tokens", asked.maxTokens))
            return problem;
        if (FoundProblem problem = readPriority(body, asked))
            return problem;
        return readTools(body, "tools", asked, prompt);
    }
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiChat()
{
    return std::make_unique<OpenAiChat>();
}

} // namespace weir
