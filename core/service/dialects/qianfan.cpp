// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/qianfan.h"

#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"
#include "base/jsontext.h"

namespace weir {

namespace {

int codeOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return 110; // the access token is invalid
    case 404:
        return 3; // no such interface
    case 413:
        return 336103; // the prompt is too long
    case 429:
        return 18; // requests a second
    case 503:
    case 504:
        return 336100; // busy, try again
    default:
        return status < 500 ? 336003 : 336000;
    }
}

std::string errorText(int code, std::string_view message)
{
    std::string body = "{\"error_code\":" + std::to_string(code) + ",\"error_msg\":";
    appendJsonText(body, message);
    body += '}';
    return body;
}

std::string_view finishName(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
        break;
    case FinishReason::Length:
        return "length";
    case FinishReason::ToolCall:
        return "function_call";
    }
    return "normal";
}

std::string commonMembers(const AnswerFacts &facts)
{
    std::string text = R"({"id":"as-)";
    appendHexId(text, facts.key);
    text += R"(","object":"chat.completion","created":)" + std::to_string(facts.created);
    return text;
}

/// The parts of one event or answer; they need no escaping, or are escaped already.
struct Result
{
    std::string_view words;
    std::string_view reasoning;
    std::string_view call; ///< `"function_call":{...}`, empty for none.
    std::optional<FinishReason> reason;
};

void appendResult(std::string &out, const Result &result)
{
    out += ",\"is_truncated\":";
    out += result.reason == FinishReason::Length ? "true," : "false,";
    appendMember(out, "result", result.words);
    if (!result.reasoning.empty()) {
        out += ',';
        appendMember(out, "reasoning_content", result.reasoning);
    }
    if (!result.call.empty())
        out.append(",").append(result.call);
    if (result.reason) {
        out += ',';
        appendMember(out, "finish_reason", finishName(*result.reason));
    }
    out += ",\"need_clear_history\":false";
}

std::string functionCall(std::string_view toolName, std::string_view words)
{
    std::string text = "\"function_call\":{";
    appendMember(text, "name", toolName);
    text += R"(,"thoughts":"",)";
    appendMember(text, "arguments", ToolArguments::escaped(words));
    text += '}';
    return text;
}

void appendUsage(std::string &out, const AnswerUsage &usage)
{
    out += ",\"usage\":{";
    appendMember(out, "prompt_tokens", usage.prompt);
    out += ',';
    appendMember(out, "completion_tokens", usage.completion);
    out += ',';
    appendMember(out, "total_tokens", quint64{usage.prompt} + usage.completion);
    out += '}';
}

class SentenceWriter final : public StreamWriter
{
public:
    explicit SentenceWriter(const AnswerFacts &facts)
        : m_common(commonMembers(facts))
        , m_toolName(facts.toolCall ? facts.asked.toolName : std::string())
        , m_planned(facts.contentTokens)
        , m_withUsage(facts.usage)
    {
    }

    void begin(EventTaker &, quint32 promptTokens) override { m_usage.prompt = promptTokens; }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        m_usage.completion += count;
        if (reasoning || m_toolName.empty()) {
            write(taker,
                  {reasoning ? std::string_view() : words, reasoning ? words : std::string_view(), {}, {}});
            return;
        }
        m_call += words;
        m_callTokens += count;
        if (m_planned > 0 && m_callTokens >= m_planned)
            writeCall(taker);
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage, const StageTimes *) override
    {
        if (!m_toolName.empty())
            writeCall(taker);
        m_usage = usage;
        write(taker, {{}, {}, {}, reason});
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, errorText(codeOf(500), message));
    }

private:
    void write(EventTaker &taker, const Result &result)
    {
        m_event = m_common + ',';
        appendMember(m_event, "sentence_id", m_sentence++);
        m_event += result.reason ? ",\"is_end\":true" : ",\"is_end\":false";
        appendResult(m_event, result);
        if (m_withUsage)
            appendUsage(m_event, m_usage);
        m_event += '}';
        taker.event({}, m_event);
    }

    void writeCall(EventTaker &taker)
    {
        if (!std::exchange(m_called, true))
            write(taker, {{}, {}, functionCall(m_toolName, m_call), {}});
    }

    std::string m_common;
    std::string m_toolName; ///< Empty without a call.
    std::string m_call;
    std::string m_event;
    AnswerUsage m_usage;
    quint64 m_sentence = 0;
    quint32 m_callTokens = 0;
    quint32 m_planned;
    bool m_withUsage;
    bool m_called = false;
};

class Qianfan final : public JsonDialect
{
public:
    std::string_view name() const override { return "qianfan"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<SentenceWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = commonMembers(facts);
        if (facts.toolCall)
            appendResult(body,
                         {{}, text.reasoning, functionCall(facts.asked.toolName, text.content), text.reason});
        else
            appendResult(body, {text.content, text.reasoning, {}, text.reason});
        if (facts.usage)
            appendUsage(body, text.usage);
        body += '}';
        return body;
    }

    std::string error(int status, std::string_view, std::string_view message) const override
    {
        return errorText(codeOf(status), message);
    }

    int errorStatus(int) const override { return 200; }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &around, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        asked.model = around.path.substr(around.path.rfind('/') + 1);
        if (FoundProblem problem = addOptionalContent(body, "system", prompt))
            return problem;
        if (FoundProblem problem = addMessages(body, "messages", prompt))
            return problem;
        if (FoundProblem problem = readFlag(body, "stream", asked.stream))
            return problem;
        if (FoundProblem problem = readCount(body, "max_output_tokens", asked.maxTokens))
            return problem;
        return readTools(body, "functions", asked, prompt);
    }
};

} // namespace

std::unique_ptr<Dialect> makeQianfan()
{
    return std::make_unique<Qianfan>();
}

} // namespace weir
