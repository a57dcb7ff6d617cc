// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/answerparts.h"

#include "base/random.h"

#include <QDateTime>

#include <array>
#include <charconv>

namespace weir {

namespace {

constexpr std::string_view opening = R"({\"query\": \")";
constexpr std::string_view closing = R"(\"})";

} // namespace

void appendHexId(std::string &out, quint64 number)
{
    std::array<char, 16> digits{};
    const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    const auto length = static_cast<std::size_t>(end.ptr - digits.data());
    out.append(digits.size() - length, '0');
    out.append(digits.data(), length);
}

void appendUuid(std::string &out, quint64 number)
{
    std::string digits;
    appendHexId(digits, number);
    appendHexId(digits, mixSeed({number}));
    for (const std::size_t at : {std::size_t{20}, std::size_t{16}, std::size_t{12}, std::size_t{8}})
        digits.insert(at, 1, '-');
    out += digits;
}

void appendMember(std::string &out, std::string_view name, quint64 number)
{
    out += '"';
    out += name;
    out += "\":";
    out += std::to_string(number);
}

void appendMember(std::string &out, std::string_view name, std::string_view words)
{
    out += '"';
    out += name;
    out += "\":\"";
    out += words;
    out += '"';
}

void appendMs(std::string &out, Nanoseconds time)
{
    const qint64 us =
        std::max<qint64>(0, std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    const std::string fraction = std::to_string(us % 1000);
    out += std::to_string(us / 1000) + '.';
    out.append(3 - fraction.size(), '0');
    out += fraction;
}

void appendTimings(std::string &out, const StageTimes &stages, const AnswerUsage &usage)
{
    out += "\"timings\":{\"queue_ms\":";
    appendMs(out, stages.queue);
    out += ',';
    appendMember(out, "prompt_n", quint64{usage.prompt} - std::min(usage.prompt, usage.cachedPrompt));
    out += ",\"prompt_ms\":";
    appendMs(out, stages.prefill);
    out += ',';
    appendMember(out, "predicted_n", usage.completion);
    out += ",\"predicted_ms\":";
    appendMs(out, stages.decode + stages.preempted);
    out += '}';
}

std::string isoTime(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate).toStdString();
}

std::string ToolArguments::piece(std::string_view words, quint32 count)
{
    if (m_complete)
        return {};
    std::string text(m_begun ? std::string_view() : opening);
    text += words;
    m_begun = true;
    m_taken += count;
    if (m_planned > 0 && m_taken >= m_planned) {
        text += closing;
        m_complete = true;
    }
    return text;
}

std::string ToolArguments::rest()
{
    std::string text;
    if (!m_begun)
        text += opening;
    if (!m_complete)
        text += closing;
    m_begun = m_complete = true;
    return text;
}

std::string ToolArguments::escaped(std::string_view words)
{
    std::string text(opening);
    text += words;
    text += closing;
    return text;
}

std::string ToolArguments::object(std::string_view words)
{
    std::string text = R"({"query": ")";
    text += words;
    text += "\"}";
    return text;
}

} // namespace weir
