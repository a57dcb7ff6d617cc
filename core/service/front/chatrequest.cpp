// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/chatrequest.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace weir {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t longestModel = 256;
constexpr std::size_t bytesPerToken = 4;

using Problem = std::optional<ChatRequestError>;

/// The member of an object that is there and not null.
std::optional<dom::element> member(dom::object object, std::string_view key)
{
    dom::element element;
    if (object.at_key(key).get(element) != simdjson::SUCCESS || element.is_null())
        return std::nullopt;
    return element;
}

Problem readFlag(dom::object object, std::string_view key, bool &into)
{
    const std::optional<dom::element> element = member(object, key);
    if (element && element->get(into) != simdjson::SUCCESS)
        return ChatRequestError{std::string(key) + " must be true or false.", std::string(key)};
    return std::nullopt;
}

Problem readModel(dom::object root, std::string &into)
{
    const std::optional<dom::element> element = member(root, "model");
    if (!element)
        return std::nullopt;
    std::string_view name;
    if (element->get(name) != simdjson::SUCCESS || name.size() > longestModel)
        return ChatRequestError{"model must be a short text.", "model"};
    into = name;
    return std::nullopt;
}

Problem readCap(dom::object root, std::string_view key, std::optional<quint32> &into)
{
    const std::optional<dom::element> element = member(root, key);
    if (!element)
        return std::nullopt;
    std::uint64_t cap = 0;
    if (element->get(cap) != simdjson::SUCCESS || cap < 1)
        return ChatRequestError{std::string(key) + " must be a whole number of at least 1.",
                                std::string(key)};
    into = static_cast<quint32>(std::min<std::uint64_t>(cap, std::numeric_limits<quint32>::max()));
    return std::nullopt;
}

Problem readStreamOptions(dom::object root, bool &includeUsage)
{
    const std::optional<dom::element> element = member(root, "stream_options");
    if (!element)
        return std::nullopt;
    dom::object options;
    if (element->get(options) != simdjson::SUCCESS)
        return ChatRequestError{"stream_options must be an object.", "stream_options"};
    return readFlag(options, "include_usage", includeUsage);
}

/// Bytes of text of a message's content, which is a text or a list of parts.
std::size_t textBytes(dom::object message)
{
    const std::optional<dom::element> content = member(message, "content");
    std::string_view text;
    if (!content)
        return 0;
    if (content->get(text) == simdjson::SUCCESS)
        return text.size();
    dom::array parts;
    if (content->get(parts) != simdjson::SUCCESS)
        return 0;
    std::size_t bytes = 0;
    for (const dom::element part : parts) {
        if (part["text"].get(text) == simdjson::SUCCESS)
            bytes += text.size();
    }
    return bytes;
}

Problem readMessages(dom::object root, quint32 &promptTokens)
{
    const std::optional<dom::element> element = member(root, "messages");
    dom::array messages;
    if (!element || element->get(messages) != simdjson::SUCCESS || messages.size() == 0)
        return ChatRequestError{"messages must be a list of at least one message.", "messages"};
    std::size_t bytes = 0;
    for (const dom::element item : messages) {
        dom::object message;
        if (item.get(message) != simdjson::SUCCESS)
            return ChatRequestError{"Every message must be an object.", "messages"};
        bytes += textBytes(message);
    }
    promptTokens = static_cast<quint32>(std::max<std::size_t>(1, bytes / bytesPerToken));
    return std::nullopt;
}

Problem readRequest(dom::object root, ChatRequest &request)
{
    if (Problem problem = readModel(root, request.model))
        return problem;
    if (Problem problem = readMessages(root, request.promptTokens))
        return problem;
    if (Problem problem = readFlag(root, "stream", request.stream))
        return problem;
    if (Problem problem = readStreamOptions(root, request.includeUsage))
        return problem;
    // The newer name is read last and wins.
    if (Problem problem = readCap(root, "max_tokens", request.maxTokens))
        return problem;
    return readCap(root, "max_completion_tokens", request.maxTokens);
}

} // namespace

struct ChatRequestParser::Private
{
    dom::parser parser;
};

ChatRequestParser::ChatRequestParser() : d(std::make_unique<Private>()) {}
ChatRequestParser::~ChatRequestParser() = default;

std::variant<ChatRequest, ChatRequestError> ChatRequestParser::parse(std::string_view body)
{
    dom::element document;
    if (d->parser.parse(body.data(), body.size()).get(document) != simdjson::SUCCESS)
        return ChatRequestError{"The body is not valid JSON.", {}};
    dom::object root;
    if (document.get(root) != simdjson::SUCCESS)
        return ChatRequestError{"The body must be a JSON object.", {}};
    ChatRequest request;
    request.model = "weir-reference";
    if (Problem problem = readRequest(root, request))
        return std::move(*problem);
    return request;
}

} // namespace weir
