// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces for reading the bodies of all vendors' requests. Pure; any bytes are fine as input.
#pragma once

#include "service/dialects/dialect.h"

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// Why a body is refused.
struct BodyProblem
{
    std::string message;
    std::string param; ///< The offending member; empty when it is the body as a whole.
};
using FoundProblem = std::optional<BodyProblem>;

/// Gathers the texts of a prompt: how long they are, their hash and, when wanted, the texts themselves. The
/// hash is the same on every machine. A value; one thread.
class PromptCollector
{
public:
    explicit PromptCollector(bool keepText) : m_keepText(keepText) {}

    /// The next text of the prompt.
    void addText(std::string_view text);
    /// The next token of a prompt that is given as numbers.
    void addToken(quint64 token);
    /// Something that shapes the answer and is no text of the prompt.
    void addToHash(std::string_view bytes);
    /// Sets promptTokens, promptHash and promptText of `asked`, whose model and limit are set.
    void finish(AskedRequest &asked);

private:
    std::string m_text;
    quint64 m_hash = 0xcbf29ce484222325ULL;
    quint64 m_bytes = 0;
    quint64 m_tokens = 0;
    bool m_keepText;
};

/// The member of an object that is there and not null.
std::optional<simdjson::dom::element> member(const simdjson::dom::object &object, std::string_view key);

/// Leaves `into` alone where the member is missing.
FoundProblem readFlag(const simdjson::dom::object &object, std::string_view key, bool &into);
/// A whole number of at least 1; what is larger than fits is the largest.
FoundProblem readCount(const simdjson::dom::object &object, std::string_view key,
                       std::optional<quint32> &into);
/// The same where a negative number means "no limit" and 0 is taken as 1.
FoundProblem readLimit(const simdjson::dom::object &object, std::string_view key,
                       std::optional<quint32> &into);
/// `model`: a text of at most 256 bytes; stays "weir-reference" where it is missing.
FoundProblem readModel(const simdjson::dom::object &object, AskedRequest &asked);
/// vLLM's `priority`, a whole number from -1000 to 1000; there the lower goes first, here the higher.
FoundProblem readPriority(const simdjson::dom::object &object, AskedRequest &asked);
/// The nested object; nothing in `into` when it is missing.
FoundProblem readObject(const simdjson::dom::object &object, std::string_view key,
                        std::optional<simdjson::dom::object> &into);

/// A content: a text, or a list of texts and of parts with a "text", or with a "content" of their own.
FoundProblem addContent(const simdjson::dom::element &content, std::string_view param,
                        PromptCollector &prompt);
/// A system prompt or the like, where it is there.
FoundProblem addOptionalContent(const simdjson::dom::object &object, std::string_view key,
                                PromptCollector &prompt);
/// A list of at least one message, each an object with a content.
FoundProblem addMessages(const simdjson::dom::object &object, std::string_view key, PromptCollector &prompt);
/// A prompt as OpenAI takes it: a text, tokens, or a list of either. `inputs`: how many there are.
FoundProblem addPrompt(const simdjson::dom::element &element, std::string_view param, quint32 &inputs,
                       PromptCollector &prompt);
/// A list of tools, each with a name at /function/name or /name; tools without one are the vendor's own and
/// don't count as offered.
FoundProblem readTools(const simdjson::dom::object &object, std::string_view key, AskedRequest &asked,
                       PromptCollector &prompt);

} // namespace weir
