// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/ollama.h"

#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"
#include "base/jsontext.h"

#include <algorithm>

namespace weir {

namespace {

enum class Endpoint : quint8
{
    Chat,
    Generate,
};

std::string errorText(std::string_view message)
{
    std::string body = "{\"error\":";
    appendJsonText(body, message);
    body += '}';
    return body;
}

std::string commonMembers(const AnswerFacts &facts)
{
    std::string text = "{\"model\":";
    appendJsonText(text, facts.asked.model);
    text += ",\"created_at\":\"" + isoTime(facts.created) + '"';
    return text;
}

/// `,"message":{...}` or `,"response":"..."`. `calls`: the list of tool calls, empty for none.
void appendText(std::string &out, Endpoint endpoint, std::string_view content, std::string_view thinking,
                std::string_view calls)
{
    out += endpoint == Endpoint::Chat ? R"(,"message":{"role":"assistant",)" : ",";
    appendMember(out, endpoint == Endpoint::Chat ? "content" : "response", content);
    if (!thinking.empty()) {
        out += ',';
        appendMember(out, "thinking", thinking);
    }
    if (!calls.empty()) {
        out += ",\"tool_calls\":";
        out += calls;
    }
    if (endpoint == Endpoint::Chat)
        out += '}';
}

std::string toolCalls(std::string_view toolName, std::string_view words)
{
    std::string text = R"([{"function":{"name":")";
    text += toolName;
    text += "\",\"arguments\":" + ToolArguments::object(words) + "}}]";
    return text;
}

void appendDuration(std::string &out, std::string_view name, Nanoseconds time)
{
    out += ',';
    appendMember(out, name, static_cast<quint64>(std::max<qint64>(0, time.count())));
}

/// What the last line tells: `,"done":true,...}`.
void appendDone(std::string &out, bool withUsage, std::optional<FinishReason> reason,
                const AnswerUsage &usage, const StageTimes *stages)
{
    out += ",\"done\":true";
    if (reason)
        out += *reason == FinishReason::Length ? R"(,"done_reason":"length")" : R"(,"done_reason":"stop")";
    if (stages != nullptr) {
        const Nanoseconds decode = stages->decode + stages->preempted;
        appendDuration(out, "total_duration", stages->gateway + stages->queue + stages->prefill + decode);
        appendDuration(out, "load_duration", stages->queue);
        appendDuration(out, "prompt_eval_duration", stages->prefill);
        appendDuration(out, "eval_duration", decode);
    }
    if (withUsage) {
        out += ',';
        appendMember(out, "prompt_eval_count", usage.prompt);
        out += ',';
        appendMember(out, "eval_count", usage.completion);
    }
    out += '}';
}

class LineWriter final : public StreamWriter
{
public:
    LineWriter(Endpoint endpoint, const AnswerFacts &facts)
        : m_common(commonMembers(facts))
        , m_toolName(facts.toolCall ? facts.asked.toolName : std::string())
        , m_planned(facts.contentTokens)
        , m_endpoint(endpoint)
        , m_usage(facts.usage)
    {
    }

    void begin(EventTaker &, quint32) override {}

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        if (!reasoning && !m_toolName.empty()) {
            m_call += words;
            m_callTokens += count;
            if (m_planned > 0 && m_callTokens >= m_planned)
                writeCall(taker);
            return;
        }
        line(taker, reasoning ? std::string_view() : words, reasoning ? words : std::string_view(), {});
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
             const StageTimes *stages) override
    {
        if (!m_toolName.empty())
            writeCall(taker);
        m_event = m_common;
        appendText(m_event, m_endpoint, {}, {}, {});
        appendDone(m_event, m_usage, reason, usage, stages);
        taker.event({}, m_event);
    }

    void fail(EventTaker &taker, std::string_view message) override { taker.event({}, errorText(message)); }

private:
    void line(EventTaker &taker, std::string_view content, std::string_view thinking, std::string_view calls)
    {
        m_event = m_common;
        appendText(m_event, m_endpoint, content, thinking, calls);
        m_event += ",\"done\":false}";
        taker.event({}, m_event);
    }

    void writeCall(EventTaker &taker)
    {
        if (!std::exchange(m_called, true))
            line(taker, {}, {}, toolCalls(m_toolName, m_call));
    }

    std::string m_common;
    std::string m_toolName; ///< Empty without a tool call.
    std::string m_call;
    std::string m_event;
    quint32 m_callTokens = 0;
    quint32 m_planned;
    Endpoint m_endpoint;
    bool m_usage;
    bool m_called = false;
};

/// Both endpoints: they differ in where the prompt comes from and where the text goes to.
class Ollama final : public JsonDialect
{
public:
    explicit Ollama(Endpoint endpoint) : m_endpoint(endpoint) {}

    std::string_view name() const override
    {
        return m_endpoint == Endpoint::Chat ? "ollama-chat" : "ollama-generate";
    }
    Framing framing() const override { return Framing::Lines; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<LineWriter>(m_endpoint, facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = commonMembers(facts);
        if (facts.toolCall)
            appendText(body, m_endpoint, {}, text.reasoning, toolCalls(facts.asked.toolName, text.content));
        else
            appendText(body, m_endpoint, text.content, text.reasoning, {});
        appendDone(body, facts.usage, text.reason, text.usage, text.stages);
        return body;
    }

    std::string error(int, std::string_view, std::string_view message) const override
    {
        return errorText(message);
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (!member(body, "model"))
            return BodyProblem{"model is required", "model"};
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        asked.stream = true;
        if (FoundProblem problem = readFlag(body, "stream", asked.stream))
            return problem;
        std::optional<simdjson::dom::object> options;
        if (FoundProblem problem = readObject(body, "options", options))
            return problem;
        if (options) {
            if (FoundProblem problem = readLimit(*options, "num_predict", asked.maxTokens))
                return problem;
        }
        return m_endpoint == Endpoint::Chat ? readChat(body, asked, prompt) : readPrompt(body, prompt);
    }

private:
    static FoundProblem readChat(const simdjson::dom::object &body, AskedRequest &asked,
                                 PromptCollector &prompt)
    {
        if (FoundProblem problem = addMessages(body, "messages", prompt))
            return problem;
        return readTools(body, "tools", asked, prompt);
    }

    static FoundProblem readPrompt(const simdjson::dom::object &body, PromptCollector &prompt)
    {
        for (const std::string_view key : {"system", "prompt", "suffix"}) {
            const std::optional<simdjson::dom::element> element = member(body, key);
            std::string_view text;
            if (element && element->get(text) != simdjson::SUCCESS)
                return BodyProblem{std::string(key) + " must be a text.", std::string(key)};
            if (key == "prompt" && text.empty())
                return BodyProblem{"prompt is required", "prompt"};
            prompt.addText(text);
        }
        return std::nullopt;
    }

    Endpoint m_endpoint;
};

} // namespace

std::unique_ptr<Dialect> makeOllamaChat()
{
    return std::make_unique<Ollama>(Endpoint::Chat);
}

std::unique_ptr<Dialect> makeOllamaGenerate()
{
    return std::make_unique<Ollama>(Endpoint::Generate);
}

} // namespace weir
