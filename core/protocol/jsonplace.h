// SPDX-License-Identifier: GPL-3.0-or-later
// Where a member stands in the text of its file, for people who look at the text.
#pragma once

#include <QByteArray>
#include <QString>

namespace weir {

/// The line, from 1, on which the value at that JSON pointer begins; where there is none, that of the nearest
/// one above it. 1 for what is no JSON. Not for hot paths.
int lineOf(const QByteArray &json, const QString &pointer);

} // namespace weir
