// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/openaicompletions.h"

#include "service/dialects/openaiparts.h"
#include "base/jsontext.h"

namespace weir {

namespace {

std::string commonMembers(const AnswerFacts &facts)
{
    std::string text = "{\"id\":\"cmpl-";
    appendHexId(text, facts.key);
    text += R"(","object":"text_completion","created":)" + std::to_string(facts.created) + ",\"model\":";
    appendJsonText(text, facts.asked.model);
    return text;
}

/// Two texts, since reasoning and content of a whole answer come apart.
void appendChoice(std::string &out, std::string_view first, std::string_view second,
                  std::optional<FinishReason> reason)
{
    out += R"(,"choices":[{"index":0,"text":")";
    out.append(first).append(second);
    out += R"(","logprobs":null,"finish_reason":)";
    if (reason)
        out.append("\"").append(openAiFinish(*reason)).append("\"");
    else
        out += "null";
    out += "}]";
}

class CompletionWriter final : public StreamWriter
{
public:
    explicit CompletionWriter(const AnswerFacts &facts)
        : m_common(commonMembers(facts)), m_usage(facts.usage && facts.asked.includeUsage)
    {
    }

    void begin(EventTaker &, quint32) override {}

    void tokens(EventTaker &taker, std::string_view words, quint32, bool) override
    {
        m_event = m_common;
        appendChoice(m_event, words, {}, std::nullopt);
        m_event += '}';
        taker.event({}, m_event);
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
             const StageTimes *stages) override
    {
        std::string timings;
        if (stages != nullptr) {
            timings = ',';
            appendTimings(timings, *stages, usage);
        }
        m_event = m_common;
        appendChoice(m_event, {}, {}, reason);
        if (!m_usage)
            m_event += timings;
        m_event += '}';
        taker.event({}, m_event);
        if (m_usage) {
            m_event = m_common + ",\"choices\":[],";
            appendOpenAiUsage(m_event, usage);
            m_event += timings + '}';
            taker.event({}, m_event);
        }
        taker.event({}, "[DONE]");
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, openAiError(message, openAiErrorType(500), {}, "server_error"));
    }

private:
    std::string m_common;
    std::string m_event;
    bool m_usage;
};

class OpenAiCompletions final : public OpenAiDialect
{
public:
    std::string_view name() const override { return "openai-completions"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<CompletionWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string body = commonMembers(facts);
        appendChoice(body, text.reasoning, text.content, text.reason);
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
        if (FoundProblem problem = readPriority(body, asked))
            return problem;
        const std::optional<simdjson::dom::element> text = member(body, "prompt");
        if (!text)
            return BodyProblem{"prompt is needed.", "prompt"};
        quint32 prompts = 1;
        return addPrompt(*text, "prompt", prompts, prompt);
    }
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiCompletions()
{
    return std::make_unique<OpenAiCompletions>();
}

} // namespace weir
