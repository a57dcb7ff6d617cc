// SPDX-License-Identifier: GPL-3.0-or-later
// A node of the Compose tree as a value, and its place in the project file.
#pragma once

#include "scenario/edit/elements.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace weir {

/// The five groups of the tree and what runs need beside them, in this order.
enum class ComposeGroup
{
    Targets,
    Requests,
    Data,
    Load,
    Goals,
    Settings
};
inline constexpr int composeGroupCount = 6;

/// A group (index -1) or one of its elements.
struct ComposeNode
{
    ComposeGroup group = ComposeGroup::Targets;
    int index = -1;

    [[nodiscard]] bool isGroup() const { return index < 0; }
    friend bool operator==(const ComposeNode &, const ComposeNode &) = default;
};

/// The list whose elements a group shows, for scenario/edit/elements.h; nothing for Load and Settings, which
/// show none.
std::optional<ElementList> listOf(ComposeGroup group);
/// How many elements a group shows.
int elementCount(const Scenario &scenario, ComposeGroup group);
/// The name of an element as the tree shows it.
QString elementName(const Scenario &scenario, const ComposeNode &node);
/// True for groups whose elements have names.
bool isNamedList(ComposeGroup group);
/// JSON pointer of the element: "/targets/2".
QString pathOf(const ComposeNode &node);
/// The node whose editor holds the member at `path`; the settings for what belongs to no other.
ComposeNode nodeAt(const QString &path);

} // namespace weir

Q_DECLARE_METATYPE(weir::ComposeNode)
