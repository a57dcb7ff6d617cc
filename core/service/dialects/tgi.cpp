// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/tgi.h"

#include "service/dialects/answerparts.h"
#include "service/dialects/jsondialect.h"
#include "base/jsontext.h"

namespace weir {

namespace {

/// AskedRequest::form of this dialect.
constexpr quint8 withDetails = 1;
constexpr quint32 endOfText = 2;

std::string_view errorType(int status)
{
    if (status == 429 || status == 503)
        return "overloaded";
    if (status == 401 || status == 403)
        return "authentication";
    return status < 500 ? "validation" : "generation";
}

std::string errorText(std::string_view type, std::string_view message)
{
    std::string body = "{\"error\":";
    appendJsonText(body, message);
    body += R"(,"error_type":")";
    body += type;
    body += "\"}";
    return body;
}

std::string_view finishName(FinishReason reason)
{
    return reason == FinishReason::Length ? "length" : "eos_token";
}

/// A number that is the same for the same word, in the range of a vocabulary.
quint32 tokenId(std::string_view word)
{
    quint32 hash = 2166136261U;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return 3 + hash % 31997;
}

void appendToken(std::string &out, quint32 id, std::string_view text, bool special)
{
    out += '{';
    appendMember(out, "id", id);
    out += ',';
    appendMember(out, "text", text);
    out += ",\"logprob\":-0.5,\"special\":";
    out += special ? "true}" : "false}";
}

void appendDetails(std::string &out, std::optional<FinishReason> reason, bool withUsage, quint32 tokens)
{
    out += "{\"finish_reason\":";
    if (reason)
        out.append("\"").append(finishName(*reason)).append("\"");
    else
        out += "null";
    if (withUsage) {
        out += ',';
        appendMember(out, "generated_tokens", tokens);
    }
    out += ",\"seed\":null";
}

class TokenWriter final : public StreamWriter
{
public:
    explicit TokenWriter(const AnswerFacts &facts) : m_usage(facts.usage) {}

    void begin(EventTaker &, quint32) override {}

    void tokens(EventTaker &taker, std::string_view words, quint32, bool) override
    {
        m_text += words;
        open();
        appendToken(m_event, tokenId(words), words, false);
        m_event += R"(,"generated_text":null,"details":null})";
        taker.event({}, m_event);
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage, const StageTimes *) override
    {
        open();
        appendToken(m_event, endOfText, "</s>", true);
        m_event += ',';
        appendMember(m_event, "generated_text", m_text);
        m_event += ",\"details\":";
        appendDetails(m_event, reason, m_usage, usage.completion);
        if (m_usage) {
            m_event += ',';
            appendMember(m_event, "input_length", usage.prompt);
        }
        m_event += "}}";
        taker.event({}, m_event);
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, errorText("generation", message));
    }

private:
    void open()
    {
        m_event = '{';
        appendMember(m_event, "index", ++m_index);
        m_event += ",\"token\":";
    }

    std::string m_text;
    std::string m_event;
    quint64 m_index = 0;
    bool m_usage;
};

/// One token a word, each with the space before it.
void appendTokens(std::string &out, std::string_view text)
{
    bool first = true;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' ', 1));
        out += first ? "" : ",";
        appendToken(out, tokenId(word), word, false);
        first = false;
        text.remove_prefix(word.size());
    }
}

class Tgi final : public JsonDialect
{
public:
    std::string_view name() const override { return "tgi"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<TokenWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        std::string words(text.reasoning);
        words += text.content;
        std::string body = "{";
        appendMember(body, "generated_text", words);
        if (facts.asked.form == withDetails) {
            body += ",\"details\":";
            appendDetails(body, text.reason, facts.usage, text.usage.completion);
            body += ",\"prefill\":[],\"tokens\":[";
            appendTokens(body, words);
            body += "]}";
        }
        body += '}';
        return body;
    }

    std::string error(int status, std::string_view, std::string_view message) const override
    {
        return errorText(errorType(status), message);
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &around, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        asked.stream = around.path == "/generate_stream";
        std::string_view inputs;
        if (body.at_key("inputs").get(inputs) != simdjson::SUCCESS || inputs.empty())
            return BodyProblem{"`inputs` must be a text that is not empty", "inputs"};
        prompt.addText(inputs);
        std::optional<simdjson::dom::object> parameters;
        if (FoundProblem problem = readObject(body, "parameters", parameters))
            return problem;
        if (!parameters)
            return std::nullopt;
        bool details = false;
        if (FoundProblem problem = readFlag(*parameters, "details", details))
            return problem;
        asked.form = details ? withDetails : 0;
        return readCount(*parameters, "max_new_tokens", asked.maxTokens);
    }

    DialectRefusal refusal(const BodyProblem &problem) const override
    {
        return {422, error(422, {}, problem.message)};
    }
};

} // namespace

std::unique_ptr<Dialect> makeTgi()
{
    return std::make_unique<Tgi>();
}

} // namespace weir
