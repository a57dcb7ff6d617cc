// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios to start from, as a menu: for File > New and for the welcome page.
#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace weir {

/// Adds an entry for each template, the plainest first. `choose` gets the chosen one's name
/// (scenario/templates.h) and what it refers to outlives the menu. GUI thread.
void addTemplates(QMenu &menu, const std::function<void(const QString &name)> &choose);

} // namespace weir
