// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/llamacpp.h"

#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"
#include "base/jsontext.h"

namespace weir {

namespace {

std::string_view errorType(int status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 429:
    case 503:
    case 504:
        return "unavailable_error";
    default:
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}

std::string errorText(int status, std::string_view message)
{
    std::string body = "{\"error\":{\"code\":" + std::to_string(status) + ",\"message\":";
    appendJsonText(body, message);
    body += R"(,"type":")";
    body += errorType(status);
    body += "\"}}";
    return body;
}

void appendCounts(std::string &out, quint32 predicted, quint32 evaluated)
{
    out += ',';
    appendMember(out, "tokens_predicted", predicted);
    out += ',';
    appendMember(out, "tokens_evaluated", evaluated);
}

/// What the last event and a whole answer have beside their content; `{"index":0,"content":"..."` goes
/// before.
void appendEnd(std::string &out, std::string_view model, std::optional<FinishReason> reason, bool withUsage,
               const AnswerUsage &usage, const StageTimes *stages)
{
    out += R"(,"tokens":[],"id_slot":0,"stop":true,"model":)";
    appendJsonText(out, model);
    if (withUsage) {
        appendCounts(out, usage.completion, usage.prompt);
        out += ',';
        appendMember(out, "tokens_cached", quint64{usage.prompt} + usage.completion);
    }
    out += R"(,"has_new_line":false,"truncated":false)";
    if (reason)
        out += *reason == FinishReason::Length ? R"(,"stop_type":"limit")" : R"(,"stop_type":"eos")";
    out += R"(,"stopping_word":"")";
    if (stages != nullptr) {
        out += ',';
        appendTimings(out, *stages, usage);
    }
    out += '}';
}

class ContentWriter final : public StreamWriter
{
public:
    explicit ContentWriter(const AnswerFacts &facts) : m_model(facts.asked.model), m_usage(facts.usage) {}

    void begin(EventTaker &, quint32 promptTokens) override { m_prompt = promptTokens; }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool) override
    {
        m_predicted += count;
        m_event = R"({"index":0,)";
        appendMember(m_event, "content", words);
        m_event += R"(,"tokens":[],"stop":false,"id_slot":0)";
        if (m_usage)
            appendCounts(m_event, m_predicted, m_prompt);
        m_event += '}';
        taker.event({}, m_event);
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
             const StageTimes *stages) override
    {
        m_event = R"({"index":0,"content":"")";
        appendEnd(m_event, m_model, reason, m_usage, usage, stages);
        taker.event({}, m_event);
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, errorText(500, message));
    }

private:
    std::string m_model;
    std::string m_event;
    quint32 m_prompt = 0;
    quint32 m_predicted = 0;
    bool m_usage;
};

class LlamaCpp final : public JsonDialect
{
public:
    std::string_view name() const override { return "llamacpp"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<ContentWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = R"({"index":0,"content":")";
        body.append(text.reasoning).append(text.content).append("\"");
        appendEnd(body, facts.asked.model, text.reason, facts.usage, text.usage, text.stages);
        return body;
    }

    std::string error(int status, std::string_view, std::string_view message) const override
    {
        return errorText(status, message);
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        const std::optional<simdjson::dom::element> text = member(body, "prompt");
        if (!text)
            return BodyProblem{"prompt is needed.", "prompt"};
        quint32 prompts = 1;
        if (FoundProblem problem = addPrompt(*text, "prompt", prompts, prompt))
            return problem;
        if (FoundProblem problem = readFlag(body, "stream", asked.stream))
            return problem;
        return readLimit(body, "n_predict", asked.maxTokens);
    }
};

} // namespace

std::unique_ptr<Dialect> makeLlamaCpp()
{
    return std::make_unique<LlamaCpp>();
}

} // namespace weir
