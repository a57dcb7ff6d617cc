// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON pointers of a preset as one tree, so that a document is walked once however many rules there are.
#pragma once

#include "base/result.h"
#include "protocol/eventrules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// One rule that ends at a node. `rank` is its place in the preset's list: where only the first counts, the
/// least wins.
struct RuleEnd
{
    Part part = Part::Content;
    int rank = 0;
};

/// One segment of the pointers. Children are few, so a search over them beats any hash.
struct RuleNode
{
    struct Child
    {
        std::string key;
        std::optional<std::size_t> index; ///< Where the segment is also an array index.
        std::size_t node = 0;             ///< Position in RuleTree::nodes().
    };
    std::vector<Child> children;
    std::optional<std::size_t> everyElement; ///< The child for "*".
    std::vector<RuleEnd> ends;

    /// The child for a member's name, or nullptr.
    [[nodiscard]] const Child *find(std::string_view key) const;
};

/// Immutable after compile(): readable from any thread.
class RuleTree
{
public:
    /// Fails for a pointer that is not RFC 6901, or has over 16 segments.
    static Result<RuleTree> compile(const EventRules &rules);

    [[nodiscard]] const RuleNode &root() const { return m_nodes.front(); }
    [[nodiscard]] const RuleNode &at(std::size_t node) const { return m_nodes[node]; }

private:
    RuleTree() : m_nodes(1) {}
    Result<void> add(const QString &pointer, RuleEnd end);
    std::size_t childFor(std::size_t parent, const QString &segment);

    std::vector<RuleNode> m_nodes;
};

/// The segments of a JSON pointer, unescaped. Fails when it is neither empty nor begins with "/", has a bad
/// "~" escape, or over 16 segments.
Result<QStringList> pointerSegments(const QString &pointer);

} // namespace weir
