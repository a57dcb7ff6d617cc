// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ruletree.h"

namespace weir {

namespace {

constexpr qsizetype mostSegments = 16;

struct PartPointers
{
    Part part;
    QStringList pointers;
};

std::vector<PartPointers> allPointers(const EventRules &rules)
{
    return {
        {Part::Content, rules.content},
        {Part::Reasoning, rules.reasoning},
        {Part::Refusal, rules.refusal},
        {Part::ToolCall, rules.toolCall},
        {Part::FinishReason, rules.finishReason},
        {Part::UsageInput, rules.usageInput},
        {Part::UsageCachedInput, rules.usageCachedInput},
        {Part::UsageOutput, rules.usageOutput},
        {Part::UsageReasoning, rules.usageReasoning},
        {Part::TimingInference, {rules.timingInference}},
        {Part::TimingQueue, {rules.timingQueue}},
        {Part::TimingPrefill, {rules.timingPrefill}},
        {Part::TimingDecode, {rules.timingDecode}},
        {Part::EndMark, {rules.endMark}},
        {Part::TextKind, {rules.textKind}},
        {Part::SkipText, {rules.skipText}},
        {Part::Error, rules.error},
        {Part::ErrorCode, rules.errorCode},
        {Part::ErrorMessage, rules.errorMessage},
        {Part::BusinessCode, {rules.businessCode}},
    };
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
        return Error{QStringLiteral("A JSON pointer begins with \"/\""), pointer, {}};
    QStringList segments = pointer.mid(1).split(u'/');
    for (QString &segment : segments) {
        for (qsizetype at = segment.indexOf(u'~'); at >= 0; at = segment.indexOf(u'~', at + 1)) {
            const QChar code = at + 1 < segment.size() ? segment.at(at + 1) : QChar();
            if (code != u'0' && code != u'1')
                return Error{
                    QStringLiteral("In a JSON pointer \"~\" is written \"~0\" and \"/\" is written \"~1\""),
                    pointer,
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
    RuleTree tree;
    for (const PartPointers &entry : allPointers(rules)) {
        for (qsizetype rank = 0; rank < entry.pointers.size(); ++rank) {
            // An empty pointer means that the vendor has no such part, not the whole document.
            if (entry.pointers.at(rank).isEmpty())
                continue;
            if (Result<void> added = tree.add(entry.pointers.at(rank), {entry.part, int(rank)}); !added)
                return added.error();
        }
    }
    return tree;
}

Result<void> RuleTree::add(const QString &pointer, RuleEnd end)
{
    Result<QStringList> segments = pointerSegments(pointer);
    if (!segments)
        return segments.error();
    if (segments->size() > mostSegments)
        return Error{
            QStringLiteral("A JSON pointer of a preset has at most %1 parts").arg(mostSegments), pointer, {}};
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
