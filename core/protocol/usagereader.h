// SPDX-License-Identifier: GPL-3.0-or-later
// The usage of one document, from the places at which a preset looks for it.
#pragma once

#include "protocol/ruletree.h"
#include "protocol/streamevent.h"

#include <simdjson.h>

#include <array>

namespace weir {

/// A part of a server's usage: its bit, its rule in presets, its member.
struct UsageMember
{
    UsagePart part;
    Part rule;
    std::optional<quint64> Usage::*tokens;
    bool addsUp; ///< Over several choices of one document.
};

/// All parts, in one list.
inline constexpr std::array<UsageMember, 5> usageMembers{{
    {UsagePart::Input, Part::UsageInput, &Usage::input, false},
    {UsagePart::CachedInput, Part::UsageCachedInput, &Usage::cachedInput, false},
    {UsagePart::Output, Part::UsageOutput, &Usage::output, true},
    {UsagePart::Reasoning, Part::UsageReasoning, &Usage::reasoning, true},
    {UsagePart::Total, Part::UsageTotal, &Usage::total, false},
}};

/// Takes what the documents of a stream tell of usage, place by place: a better place keeps its value, and of
/// one place with several elements, the choices, the output adds up. Cleared before each document.
class UsageReader
{
public:
    using Element = simdjson::dom::element;

    void clear();
    /// `end.part` is a rule of usageMembers; others are passed over.
    void take(RuleEnd end, const Element &element, StreamEvent &event);
    /// Input tokens that the server counts apart from the rest.
    void takeInputApart(const Element &element);
    /// The number, where it is one.
    std::optional<quint32> takeChoice(const Element &element, StreamEvent &event);
    /// After the last one: adds up what the server tells apart.
    void conclude(const UsageRules &rules, StreamEvent &event);

private:
    static constexpr int notTold = -1;

    std::array<int, usageMembers.size()> m_ranks{}; ///< Of the places that the parts were told at.
    void addReasoning(Usage &usage);

    quint64 m_inputApart = 0;
    std::optional<quint64> m_outputAlone; ///< The newest of the stream that leaves reasoning out.
    std::optional<quint64> m_reasoning;   ///< The newest of the stream.
    bool m_severalChoices = false;
};

} // namespace weir
