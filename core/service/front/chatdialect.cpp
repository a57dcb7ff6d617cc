// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/chatdialect.h"

#include "service/front/chatformat.h"

namespace weir {

namespace {

std::string_view reasonText(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Length:
        return "length";
    case FinishReason::ToolCall:
        return "tool_calls";
    case FinishReason::Stop:
        break;
    }
    return "stop";
}

class ChatWriter final : public StreamWriter
{
public:
    explicit ChatWriter(const AnswerFacts &facts)
        : m_events(facts.key, facts.created, facts.asked.model)
        , m_usage(facts.usage && facts.asked.includeUsage)
    {
    }
    void begin(EventTaker &taker, quint32) override { give(taker, m_events.role()); }
    void tokens(EventTaker &taker, std::string_view words, quint32, bool reasoning) override
    {
        m_scratch.clear();
        m_events.appendTokens(m_scratch, words, reasoning);
        give(taker, m_scratch);
    }
    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage, const StageTimes *) override
    {
        give(taker, m_events.finish(reasonText(reason)));
        if (m_usage)
            give(taker, m_events.usage({usage.prompt, usage.completion, usage.reasoning}));
        taker.event({}, "[DONE]");
    }
    void fail(EventTaker &taker, std::string_view message) override
    {
        taker.event({}, errorBody(message, "server_error"));
    }

private:
    static void give(EventTaker &taker, std::string_view framed)
    {
        framed.remove_prefix(6);
        framed.remove_suffix(2);
        taker.event({}, framed);
    }
    ChatEvents m_events;
    std::string m_scratch;
    bool m_usage;
};

} // namespace

std::variant<AskedRequest, DialectRefusal> ChatDialect::read(std::string_view, const Headers &,
                                                             std::string_view body, bool keepText)
{
    std::variant<ChatRequest, ChatRequestError> parsed = m_parser.parse(body);
    if (const ChatRequestError *wrong = std::get_if<ChatRequestError>(&parsed))
        return DialectRefusal{400, errorBody(wrong->message, "invalid_request_error", wrong->param)};
    const ChatRequest &request = std::get<ChatRequest>(parsed);
    AskedRequest asked;
    asked.model = request.model;
    asked.stream = request.stream;
    asked.includeUsage = request.includeUsage;
    asked.maxTokens = request.maxTokens;
    asked.promptTokens = request.promptTokens;
    if (keepText)
        asked.promptText = body;
    return asked;
}

std::unique_ptr<StreamWriter> ChatDialect::streamWriter(const AnswerFacts &facts) const
{
    return std::make_unique<ChatWriter>(facts);
}

std::string ChatDialect::whole(const AnswerFacts &facts, const WholeText &text) const
{
    WholeAnswerText answer;
    answer.key = facts.key;
    answer.created = facts.created;
    answer.model = facts.asked.model;
    answer.content = text.content;
    answer.reasoning = text.reasoning;
    answer.finishReason = text.reason ? reasonText(*text.reason) : std::string_view();
    answer.withUsage = facts.usage;
    answer.usage = {text.usage.prompt, text.usage.completion, text.usage.reasoning};
    return wholeAnswerBody(answer);
}

std::string ChatDialect::error(int status, std::string_view code, std::string_view message) const
{
    const std::string_view type = status == 429   ? "rate_limit_error"
                                  : status >= 500 ? "server_error"
                                                  : "invalid_request_error";
    return errorBody(message, type, {}, code);
}

struct Dialects::Entry
{
    ChatDialect chat;
};

Dialects::Dialects()
{
    m_entries.push_back(std::make_unique<Entry>());
}

Dialects::~Dialects() = default;

Dialect *Dialects::find(std::string_view target) const
{
    return target.substr(0, target.find('?')) == "/v1/chat/completions" ? &m_entries.front()->chat : nullptr;
}

Dialect &Dialects::standard() const
{
    return m_entries.front()->chat;
}

std::vector<std::string> Dialects::paths() const
{
    return {"/v1/chat/completions"};
}

} // namespace weir
