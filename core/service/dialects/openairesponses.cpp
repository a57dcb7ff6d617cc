// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/openairesponses.h"

#include "base/jsontext.h"
#include "service/dialects/openaiparts.h"
#include "service/dialects/responseitems.h"

namespace weir {

namespace {

class ResponseWriter final : public StreamWriter
{
public:
    explicit ResponseWriter(const AnswerFacts &facts)
        : m_facts(facts), m_items(facts), m_arguments(facts.contentTokens)
    {
        m_facts.asked.promptText.clear();
    }

    void begin(EventTaker &taker, quint32) override
    {
        for (const std::string_view type : {"response.created", "response.in_progress"}) {
            open(type);
            m_event += ",\"response\":";
            appendResponse(m_event, m_facts, {ResponseStatus::InProgress, {}, nullptr, nullptr});
            close(taker, type);
        }
    }

    void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) override
    {
        if (reasoning) {
            if (m_open != Item::Reasoning)
                openReasoning(taker);
            delta(taker, "response.reasoning_summary_text.delta", words, R"(,"summary_index":0)");
        } else if (m_facts.toolCall) {
            // The name is the call's first token; its share of the arguments goes with the next one's.
            const bool isFirst = m_open != Item::Call;
            if (isFirst)
                openCall(taker);
            m_json += m_arguments.piece(words, count);
            if (!isFirst)
                argumentsDelta(taker);
        } else {
            if (m_open != Item::Message)
                openMessage(taker);
            delta(taker, "response.output_text.delta", words, R"(,"content_index":0,"logprobs":[])");
        }
    }

    void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
             const StageTimes *stages) override
    {
        if (m_facts.toolCall && !m_arguments.complete()) {
            if (m_open != Item::Call)
                openCall(taker);
            m_json += m_arguments.rest();
        }
        if (!m_json.empty())
            argumentsDelta(taker);
        closeItem(taker);
        const bool isCut = reason == FinishReason::Length;
        const std::string_view type = isCut ? "response.incomplete" : "response.completed";
        open(type);
        m_event += ",\"response\":";
        appendResponse(
            m_event, m_facts,
            {isCut ? ResponseStatus::Incomplete : ResponseStatus::Completed, m_output, &usage, stages});
        close(taker, type);
    }

    void fail(EventTaker &taker, std::string_view message) override
    {
        open("error");
        m_event += R"(,"code":"server_error","message":)";
        appendJsonText(m_event, message);
        m_event += ",\"param\":null";
        close(taker, "error");
    }

private:
    enum class Item : quint8
    {
        None,
        Reasoning,
        Message,
        Call,
    };

    void open(std::string_view type)
    {
        m_event = "{\"type\":\"";
        m_event += type;
        m_event += "\",";
        appendMember(m_event, "sequence_number", m_sequence++);
    }

    void close(EventTaker &taker, std::string_view type)
    {
        m_event += '}';
        taker.event(type, m_event);
    }

    /// Names the open item in an event.
    void appendPlace()
    {
        m_event += ",\"item_id\":\"" + m_itemId + "\",";
        appendMember(m_event, "output_index", m_index);
    }

    void argumentsDelta(EventTaker &taker)
    {
        delta(taker, "response.function_call_arguments.delta", m_json, {});
        m_json.clear();
    }

    void delta(EventTaker &taker, std::string_view type, std::string_view words, std::string_view more)
    {
        m_text += words;
        open(type);
        appendPlace();
        m_event += more;
        m_event += ',';
        appendMember(m_event, "delta", words);
        close(taker, type);
    }

    void item(EventTaker &taker, std::string_view type, std::string_view json)
    {
        open(type);
        m_event += ',';
        appendMember(m_event, "output_index", m_index);
        m_event += ",\"item\":";
        m_event += json;
        close(taker, type);
    }

    void part(EventTaker &taker, std::string_view type, std::string_view place, std::string_view json)
    {
        open(type);
        appendPlace();
        m_event += place;
        m_event += ",\"part\":";
        m_event += json;
        close(taker, type);
    }

    void textDone(EventTaker &taker, std::string_view type, std::string_view name, std::string_view more)
    {
        open(type);
        appendPlace();
        m_event += more;
        m_event += ',';
        appendMember(m_event, name, m_text);
        close(taker, type);
    }

    void startItem(EventTaker &taker, Item kind, std::string_view prefix)
    {
        closeItem(taker);
        m_open = kind;
        m_text.clear();
        m_itemId = m_items.id(prefix);
    }

    void openReasoning(EventTaker &taker)
    {
        startItem(taker, Item::Reasoning, "rs_");
        item(taker, "response.output_item.added", m_items.reasoning({}, false));
        part(taker, "response.reasoning_summary_part.added", R"(,"summary_index":0)",
             ResponseItems::summary({}));
    }

    void openMessage(EventTaker &taker)
    {
        startItem(taker, Item::Message, "msg_");
        item(taker, "response.output_item.added", m_items.message({}, false));
        part(taker, "response.content_part.added", R"(,"content_index":0)", ResponseItems::text({}));
    }

    void openCall(EventTaker &taker)
    {
        startItem(taker, Item::Call, "fc_");
        item(taker, "response.output_item.added", m_items.call({}, false));
    }

    void closeItem(EventTaker &taker)
    {
        std::string done;
        switch (m_open) {
        case Item::None:
            return;
        case Item::Reasoning:
            textDone(taker, "response.reasoning_summary_text.done", "text", R"(,"summary_index":0)");
            part(taker, "response.reasoning_summary_part.done", R"(,"summary_index":0)",
                 ResponseItems::summary(m_text));
            done = m_items.reasoning(m_text, true);
            break;
        case Item::Message:
            textDone(taker, "response.output_text.done", "text", R"(,"content_index":0,"logprobs":[])");
            part(taker, "response.content_part.done", R"(,"content_index":0)", ResponseItems::text(m_text));
            done = m_items.message(m_text, true);
            break;
        case Item::Call:
            textDone(taker, "response.function_call_arguments.done", "arguments",
                     ",\"name\":\"" + m_facts.asked.toolName + '"');
            done = m_items.call(m_text, true);
            break;
        }
        item(taker, "response.output_item.done", done);
        m_output += m_output.empty() ? "" : ",";
        m_output += done;
        ++m_index;
        m_open = Item::None;
    }

    AnswerFacts m_facts;
    ResponseItems m_items;
    ToolArguments m_arguments;
    std::string m_event;
    std::string m_text;   ///< Of the open item.
    std::string m_json;   ///< Arguments that wait for the next delta.
    std::string m_output; ///< The items that are done.
    std::string m_itemId;
    quint64 m_sequence = 0;
    quint32 m_index = 0; ///< Of the open item, or the next.
    Item m_open = Item::None;
};

class OpenAiResponses final : public OpenAiDialect
{
public:
    std::string_view name() const override { return "openai-responses"; }

    std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override
    {
        return std::make_unique<ResponseWriter>(facts);
    }

    std::string whole(const AnswerFacts &facts, const WholeText &text) const override
    {
        const ResponseItems items(facts);
        std::string output;
        if (!text.reasoning.empty())
            output = items.reasoning(text.reasoning, true);
        if (facts.toolCall || !text.content.empty()) {
            output += output.empty() ? "" : ",";
            output += facts.toolCall ? items.call(ToolArguments::escaped(text.content), true)
                                     : items.message(text.content, true);
        }
        ResponseStatus status = ResponseStatus::InProgress;
        if (text.reason)
            status =
                *text.reason == FinishReason::Length ? ResponseStatus::Incomplete : ResponseStatus::Completed;
        std::string body;
        appendResponse(body, facts, {status, output, &text.usage, text.stages});
        return body;
    }

protected:
    FoundProblem readBody(const simdjson::dom::object &body, const Around &, AskedRequest &asked,
                          PromptCollector &prompt) const override
    {
        if (FoundProblem problem = readModel(body, asked))
            return problem;
        if (FoundProblem problem = addOptionalContent(body, "instructions", prompt))
            return problem;
        if (!member(body, "input"))
            return BodyProblem{"input is needed.", "input"};
        if (FoundProblem problem = addInput(body, prompt))
            return problem;
        if (FoundProblem problem = readFlag(body, "stream", asked.stream))
            return problem;
        if (FoundProblem problem = readFlag(body, "background", asked.background))
            return problem;
        if (FoundProblem problem = readCount(body, "max_output_tokens", asked.maxTokens))
            return problem;
        return readTools(body, "tools", asked, prompt);
    }

private:
    static FoundProblem addInput(const simdjson::dom::object &body, PromptCollector &prompt)
    {
        std::string_view text;
        if (body.at_key("input").get(text) != simdjson::SUCCESS)
            return addMessages(body, "input", prompt);
        prompt.addText(text);
        return std::nullopt;
    }
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiResponses()
{
    return std::make_unique<OpenAiResponses>();
}

} // namespace weir
