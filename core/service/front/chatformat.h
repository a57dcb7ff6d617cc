// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of OpenAI's chat completions: events, whole answers, errors, and the HTTP header before them.
// Source: OpenAI's API reference, "Chat completions" and "Streaming"; RFC 9112 for HTTP/1.1.
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace weir {

/// {"error":{"message","type","param","code"}}; empty `param` and `code` become null.
std::string errorBody(std::string_view message, std::string_view type, std::string_view param = {},
                      std::string_view code = {});

/// Token counts of one answer.
struct UsageCounts
{
    quint32 prompt = 0;
    quint32 completion = 0; ///< Reasoning included.
    quint32 reasoning = 0;
};

/// Writes the events of one streamed answer. Keeps the part that all of them share. A value.
class ChatEvents
{
public:
    /// `key` makes the answer's id; `created` is Unix time in seconds; `model` is UTF-8.
    ChatEvents(quint64 key, qint64 created, std::string_view model);

    /// The first event: the role with an empty content.
    [[nodiscard]] std::string role() const;
    /// Appends an event with `words`, which need no escaping.
    void appendTokens(std::string &out, std::string_view words, bool reasoning) const;
    /// An event that begins like one with tokens and is not JSON.
    [[nodiscard]] std::string brokenJson() const;
    /// The event with the finish reason and no delta.
    [[nodiscard]] std::string finish(std::string_view reason) const;
    /// The event with usage and no choices.
    [[nodiscard]] std::string usage(const UsageCounts &counts) const;
    [[nodiscard]] static std::string_view terminator() { return "data: [DONE]\n\n"; }

private:
    std::string m_common; ///< `data: {"id":...,"model":"..."`, up to the member that differs.
};

/// One answer that is not streamed.
struct WholeAnswerText
{
    quint64 key = 0;
    qint64 created = 0;
    std::string_view model;
    std::string_view content;      ///< Needs no escaping.
    std::string_view reasoning;    ///< Needs no escaping; left out when empty.
    std::string_view finishReason; ///< Null when empty.
    bool withUsage = true;
    UsageCounts usage;
};

/// The JSON of a chat.completion object.
std::string wholeAnswerBody(const WholeAnswerText &answer);

} // namespace weir
