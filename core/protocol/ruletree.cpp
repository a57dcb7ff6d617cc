// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ruletree.h"

#include "base/jsonpointer.h"

#include <algorithm>

namespace weir {

namespace {

constexpr qsizetype mostSegments = 16;

/// Collects the places of all rules, those of a part in the order of the preset.
class PlaceCollector
{
public:
    using Found = std::vector<std::pair<RuleEnd, QString>>;
    explicit PlaceCollector(Found &found) : m_found(found) {}

    void places(QStringView, Part part, const QStringList &places)
    {
        for (qsizetype rank = 0; rank < places.size(); ++rank)
            add({part, static_cast<int>(rank)}, places.at(rank));
    }
    void place(QStringView, Part part, const QString &place) { add({part, 0}, place); }
    void neededPlace(QStringView, Part part, const QString &place) { add({part, 0}, place); }
    void neededPlaces(QStringView key, Part part, const QStringList &all) { places(key, part, all); }
    void byValue(QStringView, Part part, const ValueRule &rule) { add({part, 0}, rule.at); }
    void values(QStringView, const TextSet &) {}
    void flag(QStringView, bool) {}
    void unit(QStringView, double) {}
    void timings(QStringView, Part part, const TimingPlaces &places, double)
    {
        for (std::size_t rank = 0; rank < places.size(); ++rank)
            add({part, static_cast<int>(rank)}, places[rank].at);
    }
    template <typename Inner>
    void group(QStringView, Inner inner)
    {
        inner(*this);
    }

private:
    void add(RuleEnd end, const QString &place)
    {
        // An empty pointer means that the vendor has no such part, not the whole document.
        if (!place.isEmpty())
            m_found.emplace_back(end, place);
    }

    Found &m_found;
};

/// A value that is compared, or told as it is.
bool isScalar(Part part)
{
    switch (part) {
    case Part::FinishReason:
    case Part::EndMark:
    case Part::NeedsEnd:
    case Part::TextKind:
    case Part::SkipText:
    case Part::RepeatText:
    case Part::Ignore:
    case Part::ErrorMark:
    case Part::ErrorCode:
    case Part::BusinessCode:
        return true;
    default:
        return false;
    }
}

PlaceCollector::Found placesOf(const EventRules &rules)
{
    PlaceCollector::Found places;
    PlaceCollector collector(places);
    visitRules(rules, collector);
    return places;
}

/// "0", "12": digits without a leading zero, as RFC 6901 wants an array index.
std::optional<std::size_t> arrayIndex(const QString &segment)
{
    bool isNumber = false;
    const uint number = segment.toUInt(&isNumber);
    if (!isNumber || QString::number(number) != segment)
        return std::nullopt;
    return number;
}

} // namespace

Result<QStringList> pointerSegments(const QString &pointer)
{
    if (pointer.isEmpty())
        return QStringList();
    if (!pointer.startsWith(u'/'))
        return Error{WEIR_TEXT("preset.pointer_begins", "A JSON pointer begins with \"/\""),
                     Message::verbatim(pointer),
                     {}};
    if (pointer.count(u'/') > mostSegments)
        return Error{
            Message(WEIR_TEXT("preset.pointer_too_long", "A JSON pointer of a preset has at most %1 parts"),
                    mostSegments),
            Message::verbatim(pointer),
            {}};
    const std::optional<QStringList> segments = pointerSteps(pointer);
    if (!segments)
        return Error{WEIR_TEXT("preset.pointer_tilde", "In a JSON pointer \"~\" is written \"~0\" and "
                                                       "\"/\" is written \"~1\""),
                     Message::verbatim(pointer),
                     {}};
    return *segments;
}

const RuleNode::Child *RuleNode::find(std::string_view key) const
{
    for (const Child &child : children) {
        if (child.key == key)
            return &child;
    }
    return nullptr;
}

Message placeProblem(Part part, const QString &place)
{
    if (place == eventPlace && !isScalar(part))
        return Message(
            WEIR_TEXT("preset.event_is_a_value",
                      "The event's name stands only where a value is compared or a reason is told."));
    if ((place == dataPlace || place == documentPlace) && part != Part::Content)
        return Message(WEIR_TEXT("preset.data_is_content",
                                 "The event's data and the whole document stand for content only."));
    if (place == eventPlace || place == dataPlace || place == documentPlace)
        return {};
    const Result<QStringList> segments = pointerSegments(place);
    return segments ? Message() : segments.error().message();
}

bool hasPlace(const EventRules &rules, QStringView word)
{
    const PlaceCollector::Found places = placesOf(rules);
    return std::any_of(places.begin(), places.end(),
                       [word](const auto &found) { return found.second == word; });
}

Result<RuleTree> RuleTree::compile(const EventRules &rules)
{
    RuleTree tree;
    for (const auto &[end, place] : placesOf(rules)) {
        if (Result<void> added = tree.add(place, end); !added)
            return added.error();
    }
    tree.markScopes(0, rules.cumulative);
    return tree;
}

/// True when there is a rule below that says what texts are. `all`: texts are told apart by their elements.
bool RuleTree::markScopes(std::size_t node, bool all)
{
    bool found = std::any_of(m_nodes[node].ends.begin(), m_nodes[node].ends.end(), [](RuleEnd end) {
        return end.part == Part::TextKind || end.part == Part::SkipText;
    });
    for (std::size_t child = 0; child < m_nodes[node].children.size(); ++child)
        found = markScopes(m_nodes[node].children[child].node, all) || found;
    if (m_nodes[node].everyElement) {
        const std::size_t element = *m_nodes[node].everyElement;
        m_nodes[element].isScope = markScopes(element, all) || all;
        found = found || m_nodes[element].isScope;
    }
    return found;
}

Result<void> RuleTree::add(const QString &place, RuleEnd end)
{
    if (const Message problem = placeProblem(end.part, place); !problem.isEmpty())
        return Error{problem, Message::verbatim(place), {}};
    if (place == eventPlace || place == dataPlace) {
        (place == eventPlace ? m_ofName : m_ofData).push_back(end);
        return {};
    }
    // The document itself is where every pointer begins.
    const Result<QStringList> segments =
        place == documentPlace ? Result<QStringList>(QStringList()) : pointerSegments(place);
    std::size_t node = 0;
    for (const QString &segment : *segments)
        node = childFor(node, segment);
    m_nodes[node].ends.push_back(end);
    return {};
}

std::size_t RuleTree::childFor(std::size_t parent, const QString &segment)
{
    const std::size_t next = m_nodes.size();
    if (segment == QStringLiteral("*")) {
        if (!m_nodes[parent].everyElement) {
            m_nodes[parent].everyElement = next;
            m_nodes.emplace_back();
        }
        return *m_nodes[parent].everyElement;
    }
    const std::string key = segment.toStdString();
    if (const RuleNode::Child *known = m_nodes[parent].find(key))
        return known->node;
    m_nodes[parent].children.push_back({key, arrayIndex(segment), next});
    m_nodes.emplace_back();
    return next;
}

} // namespace weir
