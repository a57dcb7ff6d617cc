// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/dashscope.h"

#include "base/jsontext.h"
#include "service/dialects/eventframer.h"
#include "service/dialects/jsondialect.h"
#include "service/dialects/openaiparts.h"

#include <algorithm>

namespace weir {

namespace {

/// Bits of AskedRequest::form.
constexpr quint8 messageForm = 1;
constexpr quint8 incrementalForm = 2;

bool has(quint8 form, quint8 bit)
{
    return (form & bit) != 0;
}

bool saysEnable(std::string_view value)
{
    constexpr std::string_view word = "enable";
    return value.size() == word.size() &&
           std::equal(word.begin(), word.end(), value.begin(), [](char want, char is) {
               return want == (is >= 'A' && is <= 'Z' ? static_cast<char>(is + 32) : is);
           });
}

std::string_view codeOf(int status)
{
    switch (status) {
    case 401:
        return "InvalidApiKey";
    case 403:
        return "AccessDenied";
    case 404:
        return "ModelNotFound";
    case 429:
        return "Throttling.RateQuota";
    case 503:
        return "ServiceUnavailable";
    case 504:
        return "RequestTimeOut";
    default:
        return status < 500 ? "InvalidParameter" : "InternalError";
    }
}

std::string errorText(std::string_view code, std::string_view message)
{
    std::string body = "{\"code\":\"";
    body += code;
    body += "\",\"message\":";
    appendJsonText(body, message);
    body += '}';
    return body;
}

/// The parts of one `output`; all need no escaping, or are escaped already.
struct Output
{
    std::string_view content;
    std::string_view reasoning;
    std::string_view call;   ///< A tool call's members, empty for none.
    std::string_view finish; ///< "null" while the answer goes on, as DashScope writes it.
};

void appendOutput(std::string &out, quint8 form, const Output &output)
{
    if (!has(form, messageForm)) {
        out += "\"output\":{\"text\":\"";
        out.append(output.reasoning).append(output.content);
        out += "\",";
        appendMember(out, "finish_reason", output.finish);
        out += '}';
        return;
    }
    out += R"("output":{"choices":[{"message":{"role":"assistant",)";
    appendMember(out, "content", output.content);
    out += ',';
    appendMember(out, "reasoning_content", output.reasoning);
    if (!output.call.empty())
        out.append(",\"tool_calls\":[{").append(output.call).append("}]");
    out += "},";
    appendMember(out, "finish_reason", output.finish);
    out += "}]}";
}

void appendUsage(std::string &out, const AnswerUsage &usage)
{
    out += ",\"usage\":{";
    appendMember(out, "input_tokens", usage.prompt);
    out += ',';
    appendMember(out, "output_tokens", usage.completion);
    out += ',';
    appendMember(out, "total_tokens", quint64{usage.prompt} + usage.completion);
    out += ",\"prompt_tokens_details\":{";
    appendMember(out, "cached_tokens", usage.cachedPrompt);
    out += "},\"output_tokens_details\":{";
    appendMember(out, "reasoning_tokens", usage.reasoning);
    out += "}}";
}

void appendRequestId(std::string &out, quint64 key)
{
    out += ",\"request_id\":\"";
    appendUuid(out, key);
    out += "\"}";
}

std::string callMembers(const AnswerFacts &facts, std::string_view arguments, bool withName)
{
    std::string text = R"("index":0,"id":")";
    if (withName) {
        text += "call_";
        appendHexId(text, facts.key);
    }
    text += R"(","type":"function","function":{)";
    if (withName) {
        appendMember(text, "name", facts.asked.toolName);
        text += ',';
    }
    appendMember(text, "arguments", arguments);
    text += '}';
    return text;
}

class GenerationWriter final : public StreamWriter
{
public:
    explicit GenerationWriter(const AnswerFacts &facts)
        : m_facts(facts), m_arguments(facts.contentTokens), m_form(facts.asked.form)
    {
        m_facts.asked.promptText.clear();
    }

    void begin(EventTaker &, quint32 promptTokens) override { m_usage.prompt = promptTokens; }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        m_usage.completion += count;
        if (reasoning)
            m_usage.reasoning += count;
        if (!reasoning && m_facts.toolCall)
            put(m_call, m_arguments.piece(words, count));
        else
            put(reasoning ? m_reasoning : m_content, words);
        write(taker, "null");
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage, const StageTimes *) override
    {
        put(m_content, {});
        put(m_reasoning, {});
        put(m_call, m_facts.toolCall ? m_arguments.rest() : std::string());
        m_usage = usage;
        write(taker, openAiFinish(reason));
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.marked({++m_events, 500}, "error", errorText(codeOf(500), message));
    }

private:
    /// Takes the next piece of one text: alone, or behind those before it.
    void put(std::string &text, std::string_view piece)
    {
        if (has(m_form, incrementalForm)) {
            m_content.clear();
            m_reasoning.clear();
            m_call.clear();
        }
        text += piece;
    }

    void write(EventTaker &taker, std::string_view finish)
    {
        std::string call;
        if (!m_call.empty())
            call = callMembers(m_facts, m_call, !m_named || !has(m_form, incrementalForm));
        m_named = m_named || !m_call.empty();
        m_event = '{';
        appendOutput(m_event, m_form, {m_content, m_reasoning, call, finish});
        if (m_facts.usage)
            appendUsage(m_event, m_usage);
        appendRequestId(m_event, m_facts.key);
        taker.marked({++m_events, 200}, "result", m_event);
    }

    AnswerFacts m_facts;
    ToolArguments m_arguments;
    AnswerUsage m_usage;
    std::string m_content;
    std::string m_reasoning;
    std::string m_call; ///< Arguments.
    std::string m_event;
    quint64 m_events = 0;
    quint8 m_form;
    bool m_named = false;
};

class DashScope final : public JsonDialect
{
public:
    std::string_view name() const override { return "dashscope"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<GenerationWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string call;
        if (facts.toolCall)
            call = callMembers(facts, ToolArguments::escaped(text.content), true);
        std::string body = "{";
        appendOutput(body, facts.asked.form,
                     {facts.toolCall ? std::string_view() : text.content, text.reasoning, call,
                      text.reason ? openAiFinish(*text.reason) : "null"});
        if (facts.usage)
            appendUsage(body, text.usage);
        appendRequestId(body, facts.key);
        return body;
    }

    std::string error(int status, std::string_view, std::string_view message) const override
    {
        return errorText(codeOf(status), message);
    }

    DialectRefusal refused(int status, std::string_view code, std::string_view message,
                           bool streamed) const override
    {
        if (!streamed)
            return JsonDialect::refused(status, code, message, streamed);
        EventFramer framer(Framing::Sse);
        framer.marked({1, status}, "error", error(status, code, message));
        return {status, std::string(framer.bytes()), EventFramer::contentType(Framing::Sse)};
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &around, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        asked.background = saysEnable(around.header("x-dashscope-async"));
        asked.stream = !asked.background &&
                       (saysEnable(around.header("x-dashscope-sse")) ||
                        around.header("accept").find("text/event-stream") != std::string_view::npos);
        std::optional<simdjson::dom::object> input;
        if (FoundProblem problem = readObject(body, "input", input))
            return problem;
        if (!input)
            return BodyProblem{"input is needed.", "input"};
        if (FoundProblem problem = member(*input, "messages") || !member(*input, "prompt")
                                       ? addMessages(*input, "messages", prompt)
                                       : addOptionalContent(*input, "prompt", prompt))
            return problem;
        std::optional<simdjson::dom::object> parameters;
        if (FoundProblem problem = readObject(body, "parameters", parameters))
            return problem;
        return parameters ? readParameters(*parameters, asked, prompt) : std::nullopt;
    }

private:
    static FoundProblem readParameters(const simdjson::dom::object &parameters, AskedRequest &asked,
                                       PromptCollector &prompt)
    {
        if (FoundProblem problem = readCount(parameters, "max_tokens", asked.maxTokens))
            return problem;
        bool incremental = false;
        if (FoundProblem problem = readFlag(parameters, "incremental_output", incremental))
            return problem;
        std::string_view format = "text";
        if (const std::optional<simdjson::dom::element> element = member(parameters, "result_format")) {
            if (element->get(format) != simdjson::SUCCESS || (format != "text" && format != "message"))
                return BodyProblem{"result_format must be \"text\" or \"message\".", "result_format"};
        }
        if (FoundProblem problem = readTools(parameters, "tools", asked, prompt))
            return problem;
        if (incremental)
            asked.form |= incrementalForm;
        if (format == "message" || asked.offersTools)
            asked.form |= messageForm;
        return std::nullopt;
    }
};

} // namespace

std::unique_ptr<Dialect> makeDashScope()
{
    return std::make_unique<DashScope>();
}

} // namespace weir
