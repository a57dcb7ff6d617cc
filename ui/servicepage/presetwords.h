// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in presets of the reference service are, in the window's language.
#pragma once

#include <QString>
#include <QStringList>

namespace weir {

/// The description of a preset in the window's language; a text of a person's own file stays as it is.
QString presetText(const QString &description);

/// The descriptions that presetText() knows, in English: those of all built-in presets.
QStringList translatableDescriptions();

} // namespace weir
