// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/usagereader.h"

#include "protocol/jsonvalues.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace weir {

void UsageReader::clear()
{
    m_ranks.fill(notTold);
    m_inputApart = 0;
    m_severalChoices = false;
}

void UsageReader::take(RuleEnd end, const Element &element, StreamEvent &event)
{
    const auto member =
        std::find_if(usageMembers.begin(), usageMembers.end(),
                     [&end](const UsageMember &candidate) { return candidate.rule == end.part; });
    if (member == usageMembers.end() || element.is_null())
        return;
    int &rank = m_ranks[static_cast<std::size_t>(member - usageMembers.begin())];
    const int before = std::exchange(rank, end.rank);
    if (before != notTold && before < end.rank) {
        rank = before;
        return;
    }
    Usage &usage = event.usage ? *event.usage : event.usage.emplace();
    std::optional<quint64> &place = usage.*member->tokens;
    const quint8 bit = static_cast<quint8>(member->part);
    const std::optional<quint64> tokens = tokensOf(element);
    const bool addsUp = member->addsUp && before == end.rank;
    usage.unreadable = static_cast<quint8>((usage.unreadable & ~bit) | (tokens ? 0 : bit));
    place = tokens && addsUp && place ? *place + *tokens : tokens;
}

void UsageReader::takeInputApart(const Element &element)
{
    constexpr uint64_t most = 1'000'000'000'000'000;
    uint64_t tokens = 0;
    if (element.get_uint64().get(tokens) == simdjson::SUCCESS && tokens <= most)
        m_inputApart += tokens;
}

std::optional<quint32> UsageReader::takeChoice(const Element &element, StreamEvent &event)
{
    uint64_t number = 0;
    if (element.get_uint64().get(number) || number > std::numeric_limits<quint32>::max())
        return std::nullopt;
    m_severalChoices = m_severalChoices || (event.choice && *event.choice != number);
    event.choice = static_cast<quint32>(number);
    return event.choice;
}

void UsageReader::conclude(const UsageRules &rules, StreamEvent &event)
{
    if (m_severalChoices)
        event.choice.reset();
    if (!event.usage)
        return;
    if (rules.reasoningApart)
        addReasoning(*event.usage);
    if (!event.usage->input)
        return;
    *event.usage->input += m_inputApart;
    if (rules.cachedInputApart)
        *event.usage->input += event.usage->cachedInput.value_or(0);
}

/// An event may tell one of the two alone.
void UsageReader::addReasoning(Usage &usage)
{
    if (!usage.output && !usage.reasoning)
        return;
    if (usage.output)
        m_outputAlone = usage.output;
    if (usage.reasoning)
        m_reasoning = usage.reasoning;
    if (!usage.isUnreadable(UsagePart::Output))
        usage.output = m_outputAlone.value_or(0) + m_reasoning.value_or(0);
}

} // namespace weir
