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

/// Places that are no pointers: the event's name, as its framing tells it, ...
inline constexpr QStringView eventPlace = u"event";
/// ... the event's data as it is, which is then no JSON, ...
inline constexpr QStringView dataPlace = u"data";
/// ... and the whole document, where that is a text.
inline constexpr QStringView documentPlace = u"document";

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
    bool isScope = false; ///< An element whose own values say what its texts are.

    /// The child for a member's name, or nullptr.
    [[nodiscard]] const Child *find(std::string_view key) const;
};

/// Immutable after compile(): readable from any thread.
class RuleTree
{
public:
    /// Fails for a place that placeProblem() refuses.
    static Result<RuleTree> compile(const EventRules &rules);

    [[nodiscard]] const RuleNode &root() const { return m_nodes.front(); }
    [[nodiscard]] const RuleNode &at(std::size_t node) const { return m_nodes[node]; }
    /// Rules at eventPlace, and at dataPlace.
    [[nodiscard]] const std::vector<RuleEnd> &ofName() const { return m_ofName; }
    [[nodiscard]] const std::vector<RuleEnd> &ofData() const { return m_ofData; }

private:
    RuleTree() : m_nodes(1) {}
    Result<void> add(const QString &place, RuleEnd end);
    std::size_t childFor(std::size_t parent, const QString &segment);
    bool markScopes(std::size_t node, bool all);

    std::vector<RuleNode> m_nodes;
    std::vector<RuleEnd> m_ofName;
    std::vector<RuleEnd> m_ofData;
};

/// What is wrong with `place` for that part of a preset; empty: nothing.
Message placeProblem(Part part, const QString &place);
/// True when one of the rules stands at that word.
bool hasPlace(const EventRules &rules, QStringView word);

/// The segments of a JSON pointer, unescaped. Fails when it is neither empty nor begins with "/", has a bad
/// "~" escape, or over 16 segments.
Result<QStringList> pointerSegments(const QString &pointer);

} // namespace weir
