// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between the front, which knows sockets and time, and the vendors' formats, which know neither.
#pragma once

#include "service/model/modelrequest.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weir {

/// What a vendor's request asks for.
struct AskedRequest
{
    std::string model; ///< UTF-8, at most 256 bytes; "weir-reference" when the request names none.
    bool stream = false;
    bool includeUsage = true;         ///< In the stream; a whole answer always has it.
    std::optional<quint32> maxTokens; ///< At least 1.
    quint32 promptTokens = 1;         ///< Estimate: a quarter of the bytes of text, at least 1.
    quint64 promptHash = 0;           ///< Of model, texts, tools and maxTokens.
    std::string promptText;           ///< All texts in order, for prefix caches; empty unless wanted.
    std::optional<int> priority;      ///< From the body where the vendor has such a member.
    bool offersTools = false;
    std::string toolName;     ///< The first tool offered, at most 64 bytes of [A-Za-z0-9_-].
    bool embedding = false;   ///< Vectors instead of text.
    quint32 inputs = 1;       ///< Embedding: texts, 1 to 2,048.
    quint32 dimensions = 256; ///< Embedding: 1 to 4,096.
    bool background = false;  ///< Submit now, poll or be called back later.
    std::string callback;     ///< URL for the result, of the header X-Weir-Callback. Empty: none.
    quint8 form = 0; ///< Choices about the answer's form that only this vendor knows; for its dialect alone.
};

/// A refusal in the vendor's own form, a complete body: JSON, or what the content type says.
struct DialectRefusal
{
    int status = 400;
    std::string body;
    std::string_view contentType = "application/json"; ///< Static.
};

enum class FinishReason : quint8
{
    Stop,
    Length,
    ToolCall,
};

/// Token counts of one answer.
struct AnswerUsage
{
    quint32 prompt = 0;
    quint32 cachedPrompt = 0;
    quint32 completion = 0; ///< Reasoning included.
    quint32 reasoning = 0;
};

/// What is the same for all events of an answer.
struct AnswerFacts
{
    quint64 key = 0;    ///< Makes its id.
    qint64 created = 0; ///< Unix time, seconds.
    AskedRequest asked; ///< `promptText` may be gone.
    bool toolCall = false;
    quint32 contentTokens = 0; ///< Planned; lets a tool call's last piece close its JSON. 0: not known.
    bool usage = true;         ///< Usage is reported at all.
    bool timings = true;       ///< The stages' times are told beside usage, where the vendor has a place.
};

/// What some vendors tell beside an event's name.
struct EventMark
{
    quint64 id = 0; ///< Of the event in its stream, from 1.
    int status = 200;
};

/// Takes the events of a stream; the front frames them as SSE, as lines or as WebSocket messages.
class EventTaker
{
public:
    EventTaker() = default;
    EventTaker(const EventTaker &) = delete;
    EventTaker &operator=(const EventTaker &) = delete;
    virtual ~EventTaker() = default;
    /// One event. `name` is empty where the vendor names none. `data` has no line end. Both may go after the
    /// call.
    virtual void event(std::string_view name, std::string_view data) = 0;
    /// An event of a vendor that tells its number and a status with it, where there is a place for them.
    virtual void marked(const EventMark & /*mark*/, std::string_view name, std::string_view data)
    {
        event(name, data);
    }
};

/// Writes one streamed answer. `words` need no JSON escaping. The calls come in this order: begin(), tokens()
/// any number of times (reasoning first), end().
class StreamWriter
{
public:
    StreamWriter() = default;
    StreamWriter(const StreamWriter &) = delete;
    StreamWriter &operator=(const StreamWriter &) = delete;
    virtual ~StreamWriter() = default;

    virtual void begin(EventTaker &taker, quint32 promptTokens) = 0;
    /// May write nothing: some vendors tell a tool call only when it is whole. Content or, with a tool call,
    /// a piece of its arguments: `words` is then to be taken as `{"query": "`, the words, `"}` spread over
    /// the pieces, so that all pieces together are JSON.
    virtual void tokens(EventTaker &taker, std::string_view words, quint32 count, bool reasoning) = 0;
    /// Finish reason, usage, timings and the vendor's end mark. `stages`: null where they are not told.
    virtual void end(EventTaker &taker, FinishReason reason, const AnswerUsage &usage,
                     const StageTimes *stages) = 0;
    /// An error in the middle, in the vendor's form (an error event or object). Nothing comes after it.
    virtual void fail(EventTaker &taker, std::string_view message) = 0;
};

/// The text of a whole answer.
struct WholeText
{
    std::string_view content; ///< Needs no JSON escaping; of a tool call: the words of its argument.
    std::string_view reasoning;
    std::optional<FinishReason> reason; ///< Nothing: left out, as by a truncated answer.
    AnswerUsage usage;
    const StageTimes *stages = nullptr;
};

enum class Framing : quint8
{
    Sse,
    Lines, ///< NDJSON.
};

/// One vendor's endpoint: reads its requests, writes its answers. Immutable and stateless but for its parser;
/// one thread.
class Dialect
{
public:
    Dialect() = default;
    Dialect(const Dialect &) = delete;
    Dialect &operator=(const Dialect &) = delete;
    virtual ~Dialect() = default;

    /// The vendor's name as in Weir's presets: "openai-chat", "anthropic", ...
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual Framing framing() const { return Framing::Sse; }
    /// What a header may ask for beside the body (DashScope's X-DashScope-SSE and X-DashScope-Async): gives a
    /// header's value by its lower-case name, empty when it is not there. May be empty itself: no headers.
    using HeaderLookup = std::function<std::string_view(std::string_view name)>;
    /// Any bytes are fine as body. `keepText`: fill promptText.
    virtual std::variant<AskedRequest, DialectRefusal>
    read(std::string_view target, const HeaderLookup &headers, std::string_view body, bool keepText) = 0;
    /// Null for a dialect that never streams: its read() leaves `stream` false.
    [[nodiscard]] virtual std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const = 0;
    /// The complete JSON of an answer that is not streamed, embeddings included.
    [[nodiscard]] virtual std::string whole(const AnswerFacts &facts, const WholeText &text) const = 0;
    /// The JSON body of an error status. `code`: "rate_limit_exceeded", "invalid_api_key", "server_error",
    /// ...
    [[nodiscard]] virtual std::string error(int status, std::string_view code,
                                            std::string_view message) const = 0;
    /// The HTTP status that goes with error(): the same, but for vendors that put errors inside HTTP 200.
    [[nodiscard]] virtual int errorStatus(int status) const { return status; }
    /// A whole response that refuses a request which was read. `streamed`: it asked for a stream, which some
    /// vendors refuse in another form.
    [[nodiscard]] virtual DialectRefusal refused(int status, std::string_view code, std::string_view message,
                                                 bool /*streamed*/) const
    {
        return {errorStatus(status), error(status, code, message)};
    }
};

/// All dialects of the service by path. One thread.
class Dialects
{
public:
    Dialects();
    ~Dialects();
    Dialects(const Dialects &) = delete;
    Dialects &operator=(const Dialects &) = delete;

    /// The dialect of a POST to this target (query and all), or null.
    [[nodiscard]] Dialect *find(std::string_view target) const;
    /// The one that is spoken where a path tells nothing: OpenAI's chat completions.
    [[nodiscard]] Dialect &standard() const;
    /// All paths, for messages and docs.
    [[nodiscard]] std::vector<std::string> paths() const;

private:
    struct Entry;
    std::vector<std::unique_ptr<Entry>> m_entries;
};

} // namespace weir
