// SPDX-License-Identifier: GPL-3.0-or-later
// The body of POST /v1/chat/completions: the part of it that shapes an answer.
#pragma once

#include <QtGlobal>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace weir {

/// What the client asked for.
struct ChatRequest
{
    std::string model; ///< UTF-8, at most 256 bytes; "weir-reference" when the request names none.
    bool stream = false;
    bool includeUsage = false;        ///< stream_options.include_usage
    std::optional<quint32> maxTokens; ///< max_completion_tokens, else max_tokens; at least 1.
    quint32 promptTokens = 1;         ///< Estimate: a quarter of the messages' bytes of text, at least 1.
};

/// Why a body was refused, in OpenAI's terms.
struct ChatRequestError
{
    std::string message;
    std::string param; ///< The offending member; empty when it is the body as a whole.
};

/// Reads bodies one after the other and keeps its memory for the next. One thread at a time.
class ChatRequestParser
{
public:
    ChatRequestParser();
    ~ChatRequestParser();
    ChatRequestParser(const ChatRequestParser &) = delete;
    ChatRequestParser &operator=(const ChatRequestParser &) = delete;

    /// Any bytes are fine as input; what is not a chat request by OpenAI's reference comes back as an error.
    std::variant<ChatRequest, ChatRequestError> parse(std::string_view body);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace weir
