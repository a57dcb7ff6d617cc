// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents of other programs.
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace weir {

/// The object that a text is; fails for anything else, with the byte.
Result<QJsonObject> jsonDocument(const QString &text);

/// The text of a member: a string as it is, a number or a truth as JSON writes it; empty for anything else.
QString memberText(const QJsonObject &object, const QString &key);

} // namespace weir
