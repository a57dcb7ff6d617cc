// SPDX-License-Identifier: GPL-3.0-or-later
// Values as JavaScript writes them down: JSON, and what a person leaves away.
#pragma once

#include <QJsonValue>
#include <QString>

namespace weir {

/// Reads the value that begins at `from`: keys without quotes, single quotes, commas behind the last member,
/// comments, products of numbers (60 * 1000). What is computed otherwise becomes a variable's mark
/// (imports/variables.h). Undefined where none begins there. Pure.
QJsonValue jsLiteral(const QString &text, qsizetype from = 0);

} // namespace weir
