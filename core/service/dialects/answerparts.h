// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces for writing the answers of all vendors. Pure.
#pragma once

#include "base/clock.h"
#include "service/dialects/dialect.h"

#include <string>
#include <string_view>

namespace weir {

/// 16 hexadecimal digits, so that ids of a service are all of one length.
void appendHexId(std::string &out, quint64 number);
/// In the shape of a UUID.
void appendUuid(std::string &out, quint64 number);
/// `"NAME":NUMBER`
void appendMember(std::string &out, std::string_view name, quint64 number);
/// `"NAME":"WORDS"`; the words need no escaping.
void appendMember(std::string &out, std::string_view name, std::string_view words);
/// Milliseconds with three decimals.
void appendMs(std::string &out, Nanoseconds time);
/// `"timings":{...}` as llama.cpp names them, with `queue_ms` beside.
void appendTimings(std::string &out, const StageTimes &stages, const AnswerUsage &usage);
/// "2024-05-01T12:00:00Z" of Unix seconds.
std::string isoTime(qint64 seconds);

/// The arguments of a tool call, `{"query": "WORDS"}`, as they stand inside a JSON text, piece by piece. A
/// value.
class ToolArguments
{
public:
    /// `planned`: tokens after which the arguments are complete; 0: not known.
    explicit ToolArguments(quint32 planned) : m_planned(planned) {}

    /// The next piece, with the opening before the first and the closing after the last one planned.
    [[nodiscard]] std::string piece(std::string_view words, quint32 count);
    /// What is missing to make the pieces whole; empty when nothing is.
    [[nodiscard]] std::string rest();
    [[nodiscard]] bool begun() const { return m_begun; }
    [[nodiscard]] bool complete() const { return m_complete; }

    /// The whole arguments inside a JSON text, and as an object.
    [[nodiscard]] static std::string escaped(std::string_view words);
    [[nodiscard]] static std::string object(std::string_view words);

private:
    quint32 m_planned;
    quint32 m_taken = 0;
    bool m_begun = false;
    bool m_complete = false;
};

} // namespace weir
