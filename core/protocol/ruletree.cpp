// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ruletree.h"

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
    QStringList segments = pointer.mid(1).split(u'/');
    if (segments.size() > mostSegments)
        return Error{
            Message(WEIR_TEXT("preset.pointer_too_long", "A JSON pointer of a preset has at most %1 parts"),
                    mostSegments),
            Message::verbatim(pointer),
            {}};
    for (QString &segment : segments) {
        for (qsizetype at = segment.indexOf(u'~'); at >= 0; at = segment.indexOf(u'~', at + 1)) {
            const QChar code = at + 1 < segment.size() ? segment.at(at + 1) : QChar();
            if (code != u'0' && code != u'1')
                return Error{WEIR_TEXT("preset.pointer_tilde",
                                       "In a JSON pointer \"~\" is written \"~0\" and "
                                       "\"/\" is written \"~1\""),
                             Message::verbatim(pointer),
                             {}};
        }
        segment.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
    }
    return segments;
}

const RuleNode::Child *RuleNode::find(std::string_view key) const
{
    for (const Child &child : children) {
        if (child.key == key)
            return &child;
    }
    return nullptr;
}

Result<RuleTree> RuleTree::compile(const EventRules &rules)
{
    PlaceCollector::Found places;
    PlaceCollector collector(places);
    visitRules(rules, collector);
    RuleTree tree;
    for (const auto &[end, pointer] : places) {
        if (Result<void> added = tree.add(pointer, end); !added)
            return added.error();
    }
    return tree;
}

Result<void> RuleTree::add(const QString &pointer, RuleEnd end)
{
    const Result<QStringList> segments = pointerSegments(pointer);
    if (!segments)
        return segments.error();
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
