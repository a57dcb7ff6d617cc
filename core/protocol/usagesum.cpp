// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/usagesum.h"

#include "protocol/usagereader.h"

#include <algorithm>

namespace weir {

namespace {

/// As many as vendors sell; a hostile service's further ones share the last place.
constexpr std::size_t mostChoices = 128;

void take(std::optional<quint64> &place, const std::optional<quint64> &told)
{
    if (told)
        place = told;
}

quint8 bitsOf(const Usage &told)
{
    unsigned bits = 0;
    for (const UsageMember &member : usageMembers)
        bits |= told.*member.tokens ? static_cast<unsigned>(member.part) : 0U;
    return static_cast<quint8>(bits);
}

} // namespace

UsageSum::OfChoice &UsageSum::of(quint32 choice)
{
    const auto found = std::find_if(m_choices.begin(), m_choices.end(),
                                    [choice](const OfChoice &each) { return each.choice == choice; });
    if (found != m_choices.end())
        return *found;
    if (m_choices.size() < mostChoices)
        m_choices.push_back({choice, {}, {}});
    return m_choices.back();
}

void UsageSum::take(const Usage &told, std::optional<quint32> choice)
{
    weir::take(m_usage.input, told.input);
    weir::take(m_usage.cachedInput, told.cachedInput);
    weir::take(m_usage.total, told.total);
    m_usage.unreadable = static_cast<quint8>((m_usage.unreadable & ~bitsOf(told)) | told.unreadable);
    if (!told.output && !told.reasoning)
        return;
    if (!choice) {
        m_choices.clear();
        weir::take(m_usage.output, told.output);
        weir::take(m_usage.reasoning, told.reasoning);
        return;
    }
    m_usage.output.reset();
    m_usage.reasoning.reset();
    OfChoice &place = of(*choice);
    weir::take(place.output, told.output);
    weir::take(place.reasoning, told.reasoning);
}

Usage UsageSum::sum() const
{
    Usage sum = m_usage;
    for (const OfChoice &each : m_choices) {
        if (each.output)
            sum.output = sum.output.value_or(0) + *each.output;
        if (each.reasoning)
            sum.reasoning = sum.reasoning.value_or(0) + *each.reasoning;
    }
    if (m_choices.size() > 1)
        sum.total.reset(); // told for one of them
    return sum;
}

} // namespace weir
