// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and changing a group's model where it is of a given kind; for the load's editors.
#pragma once

#include "scenario/load.h"

namespace weir {

/// The group's model of that kind; its defaults where the group has another.
template <typename Model>
Model modelOr(const LoadGroup &group)
{
    const Model *model = std::get_if<Model>(&group.model);
    return model ? *model : Model{};
}

/// Calls `change` with the group's model if it is of that kind: a field of another changes nothing.
template <typename Model, typename Change>
void changeModel(LoadGroup &group, Change change)
{
    if (Model *model = std::get_if<Model>(&group.model))
        change(*model);
}

template <typename Model>
bool hasModel(const LoadGroup &group)
{
    return std::holds_alternative<Model>(group.model);
}

} // namespace weir
