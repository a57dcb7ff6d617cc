// SPDX-License-Identifier: GPL-3.0-or-later
// Variables of a shell inside of a text whose quotes have been taken off: "Bearer $KEY".
#pragma once

#include <QRegularExpression>
#include <QString>

#include <functional>

namespace weir {

/// A mark that stands for the value of variable `name`.
QString variableMark(const QString &name);
/// A foreign text without characters that would look like such a mark.
QString withoutMarks(QString text);
bool holdsVariable(const QString &text);
/// `text` with `words(name)` in the place of each mark.
QString withVariables(const QString &text, const std::function<QString(const QString &name)> &words);
/// `text` with `words(match)` in the place of each match of `form`.
QString withMatches(const QString &text, const QRegularExpression &form,
                    const std::function<QString(const QRegularExpressionMatch &match)> &words);
/// As people write them: "$KEY".
QString shownVariables(const QString &text);

} // namespace weir
