// SPDX-License-Identifier: GPL-3.0-or-later
// The objects that OpenAI's responses are made of. Pure.
#pragma once

#include "service/dialects/dialect.h"

#include <string>
#include <string_view>

namespace weir {

/// Output items and their parts as JSON, of one answer. All texts need no escaping, or are escaped already.
class ResponseItems
{
public:
    explicit ResponseItems(const AnswerFacts &facts) : m_key(facts.key), m_toolName(facts.asked.toolName) {}

    /// An item's id: prefix and the answer's key.
    [[nodiscard]] std::string id(std::string_view prefix) const;
    [[nodiscard]] std::string reasoning(std::string_view words, bool done) const;
    [[nodiscard]] std::string message(std::string_view words, bool done) const;
    [[nodiscard]] std::string call(std::string_view escapedArguments, bool done) const;
    /// Parts of the first two.
    [[nodiscard]] static std::string summary(std::string_view words);
    [[nodiscard]] static std::string text(std::string_view words);

private:
    quint64 m_key;
    std::string m_toolName;
};

enum class ResponseStatus : quint8
{
    InProgress,
    Completed,
    Incomplete, ///< Cut by max_output_tokens.
};

/// What is known of a response at one moment.
struct ResponseState
{
    ResponseStatus status = ResponseStatus::InProgress;
    std::string_view output;            ///< Items, separated by commas.
    const AnswerUsage *usage = nullptr; ///< Null: not known yet.
    const StageTimes *stages = nullptr;
};

/// Appends the response object.
void appendResponse(std::string &out, const AnswerFacts &facts, const ResponseState &state);

} // namespace weir
