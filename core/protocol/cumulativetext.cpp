// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/cumulativetext.h"

#include <QHashFunctions>

#include <algorithm>

namespace weir {

namespace {

/// More texts than any answer has; a hostile service's further ones share the last place.
constexpr std::size_t mostTexts = 256;

std::string_view withoutHalves(std::string_view text)
{
    constexpr std::string_view half = "\xEF\xBF\xBD";
    while (text.ends_with(half))
        text.remove_suffix(half.size());
    return text;
}

std::size_t hashOf(std::string_view text)
{
    return qHashBits(text.data(), text.size(), 0);
}

} // namespace

CumulativeText::Entry &CumulativeText::of(Key key)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [key](const Entry &entry) { return entry.key == key; });
    if (found != m_entries.end())
        return *found;
    if (m_entries.size() < mostTexts)
        m_entries.push_back({key, 0, 0, hashOf({})});
    return m_entries.back();
}

CumulativeText::Fresh CumulativeText::fresh(Key key, std::string_view text)
{
    Entry &entry = of(key);
    const std::string_view sure = withoutHalves(text);
    const bool continues = sure.size() >= entry.length && hashOf(sure.substr(0, entry.length)) == entry.hash;
    Fresh fresh;
    fresh.restarted = !continues;
    fresh.text = continues ? sure.substr(entry.length) : sure;
    fresh.bears = continues ? !fresh.text.empty() || text.size() > entry.all : !text.empty();
    if (!text.empty())
        entry = {entry.key, sure.size(), text.size(), hashOf(sure)};
    fresh.restarted = fresh.restarted && !text.empty();
    return fresh;
}

} // namespace weir
