// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several names someone may have meant.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace weir {

/// The candidate with the fewest letters to change, whatever their case; nothing without candidates, and for
/// a name of over 64 letters: the comparison would be slow and the answer a guess.
std::optional<QString> nearestName(const QString &name, const QStringList &candidates);

/// The same, but only where it is likely: at most a third of the name's letters differ.
std::optional<QString> likelyName(const QString &name, const QStringList &candidates);

} // namespace weir
