// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/requestbody.h"

#include "base/random.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace weir {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t longestModel = 256;
constexpr std::size_t longestToolName = 64;
constexpr std::size_t bytesPerToken = 4;

BodyProblem problemOf(std::string_view param, std::string_view what)
{
    return {std::string(param) + std::string(what), std::string(param)};
}

quint32 clamped(std::uint64_t number)
{
    return static_cast<quint32>(std::min<std::uint64_t>(number, std::numeric_limits<quint32>::max()));
}

bool isToolName(std::string_view name)
{
    return !name.empty() && name.size() <= longestToolName &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

/// One part of a content; parts without text (pictures, calls) are fine.
FoundProblem addPart(const dom::element &part, std::string_view param, PromptCollector &prompt)
{
    std::string_view text;
    if (part.get(text) == simdjson::SUCCESS) {
        prompt.addText(text);
        return std::nullopt;
    }
    dom::object object;
    if (part.get(object) != simdjson::SUCCESS)
        return problemOf(param, " must be a text or a list of parts.");
    for (const std::string_view key : {std::string_view("text"), std::string_view("content")}) {
        if (object.at_key(key).get(text) == simdjson::SUCCESS)
            prompt.addText(text);
    }
    return std::nullopt;
}

FoundProblem toolName(const dom::object &tool, std::string_view param, std::string_view &name)
{
    dom::object function = tool;
    if (const std::optional<dom::element> inner = member(tool, "function")) {
        if (inner->get(function) != simdjson::SUCCESS)
            return problemOf(param, ": a tool's function must be an object.");
    }
    const std::optional<dom::element> element = member(function, "name");
    if (element && (element->get(name) != simdjson::SUCCESS || !isToolName(name)))
        return problemOf(param, ": a tool's name must be 1 to 64 of the characters a-z, A-Z, 0-9, _ and -.");
    return std::nullopt;
}

/// A list of tokens, or of texts and lists of tokens.
FoundProblem addPromptList(const dom::array &list, std::string_view param, quint32 &inputs,
                           PromptCollector &prompt)
{
    quint32 texts = 0;
    quint32 tokens = 0;
    for (const dom::element item : list) {
        std::uint64_t token = 0;
        std::string_view text;
        dom::array nested;
        if (item.get(token) == simdjson::SUCCESS) {
            prompt.addToken(token);
            ++tokens;
        } else if (item.get(text) == simdjson::SUCCESS) {
            prompt.addText(text);
            ++texts;
        } else if (item.get(nested) == simdjson::SUCCESS) {
            for (const dom::element inner : nested) {
                if (inner.get(token) != simdjson::SUCCESS)
                    return problemOf(param, ": a list of tokens holds whole numbers only.");
                prompt.addToken(token);
            }
            ++texts;
        } else {
            return problemOf(param, " must hold texts or tokens.");
        }
    }
    if (texts + tokens == 0 || (texts > 0 && tokens > 0))
        return problemOf(param, " must hold either texts or tokens, at least one.");
    inputs = tokens > 0 ? 1 : texts;
    return std::nullopt;
}

} // namespace

void PromptCollector::addText(std::string_view text)
{
    addToHash(text);
    m_bytes += text.size();
    if (m_keepText)
        m_text += text;
}

void PromptCollector::addToken(quint64 token)
{
    m_hash = mixSeed({m_hash, token});
    ++m_tokens;
    if (m_keepText)
        m_text += std::to_string(token) + ' ';
}

void PromptCollector::addToHash(std::string_view bytes)
{
    // FNV-1a; the length keeps "ab", "c" apart from "a", "bc".
    m_hash = mixSeed({m_hash, bytes.size()});
    for (const char c : bytes) {
        m_hash ^= static_cast<unsigned char>(c);
        m_hash *= 0x100000001b3ULL;
    }
}

void PromptCollector::finish(AskedRequest &asked)
{
    addToHash(asked.model);
    asked.promptHash = mixSeed({m_hash, asked.maxTokens.value_or(0), asked.embedding ? asked.dimensions : 0});
    asked.promptTokens = clamped(std::max<quint64>(1, m_bytes / bytesPerToken + m_tokens));
    asked.promptText = std::move(m_text);
}

std::optional<dom::element> member(const dom::object &object, std::string_view key)
{
    dom::element element;
    if (object.at_key(key).get(element) != simdjson::SUCCESS || element.is_null())
        return std::nullopt;
    return element;
}

FoundProblem readFlag(const dom::object &object, std::string_view key, bool &into)
{
    const std::optional<dom::element> element = member(object, key);
    if (element && element->get(into) != simdjson::SUCCESS)
        return problemOf(key, " must be true or false.");
    return std::nullopt;
}

FoundProblem readCount(const dom::object &object, std::string_view key, std::optional<quint32> &into)
{
    const std::optional<dom::element> element = member(object, key);
    if (!element)
        return std::nullopt;
    std::uint64_t count = 0;
    if (element->get(count) != simdjson::SUCCESS || count < 1)
        return problemOf(key, " must be a whole number from 1 to 18446744073709551615, in digits alone.");
    into = clamped(count);
    return std::nullopt;
}

FoundProblem readLimit(const dom::object &object, std::string_view key, std::optional<quint32> &into)
{
    const std::optional<dom::element> element = member(object, key);
    if (!element)
        return std::nullopt;
    std::int64_t limit = 0;
    if (element->get(limit) != simdjson::SUCCESS)
        return problemOf(key, " must be a whole number.");
    if (limit >= 0)
        into = clamped(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(limit)));
    return std::nullopt;
}

FoundProblem readModel(const dom::object &object, AskedRequest &asked)
{
    const std::optional<dom::element> element = member(object, "model");
    if (!element)
        return std::nullopt;
    std::string_view name;
    if (element->get(name) != simdjson::SUCCESS || name.size() > longestModel)
        return problemOf("model", " must be a text of at most 256 bytes.");
    asked.model = name;
    return std::nullopt;
}

FoundProblem readPriority(const dom::object &object, AskedRequest &asked)
{
    constexpr std::int64_t furthest = 1000;
    const std::optional<dom::element> element = member(object, "priority");
    if (!element)
        return std::nullopt;
    std::int64_t priority = 0;
    if (element->get(priority) != simdjson::SUCCESS || priority < -furthest || priority > furthest)
        return problemOf("priority", " must be a whole number from -1000 to 1000.");
    asked.priority = static_cast<int>(-priority);
    return std::nullopt;
}

FoundProblem readObject(const dom::object &object, std::string_view key, std::optional<dom::object> &into)
{
    const std::optional<dom::element> element = member(object, key);
    if (!element)
        return std::nullopt;
    dom::object found;
    if (element->get(found) != simdjson::SUCCESS)
        return problemOf(key, " must be an object.");
    into = found;
    return std::nullopt;
}

FoundProblem addContent(const dom::element &content, std::string_view param, PromptCollector &prompt)
{
    dom::array parts;
    if (content.get(parts) != simdjson::SUCCESS) {
        std::string_view text;
        if (content.get(text) != simdjson::SUCCESS)
            return problemOf(param, " must be a text or a list of parts.");
        prompt.addText(text);
        return std::nullopt;
    }
    for (const dom::element part : parts) {
        if (FoundProblem problem = addPart(part, param, prompt))
            return problem;
    }
    return std::nullopt;
}

FoundProblem addOptionalContent(const dom::object &object, std::string_view key, PromptCollector &prompt)
{
    const std::optional<dom::element> content = member(object, key);
    return content ? addContent(*content, key, prompt) : std::nullopt;
}

FoundProblem addMessages(const dom::object &object, std::string_view key, PromptCollector &prompt)
{
    const std::optional<dom::element> element = member(object, key);
    dom::array messages;
    if (!element || element->get(messages) != simdjson::SUCCESS || messages.begin() == messages.end())
        return problemOf(key, " must be a list of at least one message.");
    for (const dom::element item : messages) {
        dom::object message;
        if (item.get(message) != simdjson::SUCCESS)
            return BodyProblem{"Every message must be an object.", std::string(key)};
        const std::optional<dom::element> content = member(message, "content");
        if (!content)
            continue;
        if (FoundProblem problem = addContent(*content, "content", prompt)) {
            problem->param = key;
            return problem;
        }
    }
    return std::nullopt;
}

FoundProblem addPrompt(const dom::element &element, std::string_view param, quint32 &inputs,
                       PromptCollector &prompt)
{
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS) {
        prompt.addText(text);
        inputs = 1;
        return std::nullopt;
    }
    dom::array list;
    if (element.get(list) != simdjson::SUCCESS)
        return problemOf(param, " must be a text or a list.");
    return addPromptList(list, param, inputs, prompt);
}

FoundProblem readTools(const dom::object &object, std::string_view key, AskedRequest &asked,
                       PromptCollector &prompt)
{
    const std::optional<dom::element> element = member(object, key);
    if (!element)
        return std::nullopt;
    dom::array tools;
    if (element->get(tools) != simdjson::SUCCESS)
        return problemOf(key, " must be a list.");
    for (const dom::element item : tools) {
        dom::object tool;
        if (item.get(tool) != simdjson::SUCCESS)
            return problemOf(key, ": every tool must be an object.");
        std::string_view name;
        if (FoundProblem problem = toolName(tool, key, name))
            return problem;
        if (name.empty() || asked.offersTools)
            continue;
        asked.offersTools = true;
        asked.toolName = name;
    }
    prompt.addToHash(simdjson::minify(*element));
    return std::nullopt;
}

} // namespace weir
