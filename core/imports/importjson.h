// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents of other programs.
#pragma once

#include "base/result.h"
#include "imports/importdraft.h"

#include <QJsonObject>
#include <QString>

namespace weir {

/// The object that a text is; fails for anything else, with the byte.
Result<QJsonObject> jsonDocument(const QString &text);

/// The text of a member: a string as it is, a number or a truth as JSON writes it; empty for anything else.
QString memberText(const QJsonObject &object, const QString &key);

/// Notes what nobody read: every member of `object` that is not among `read`, under `name` and its own. What
/// says nothing (null, false, an empty text or list) and extensions ("x-...", "_...") are left away.
void noteRest(ImportDraft &draft, const QString &name, const QJsonObject &object, const QStringList &read);

} // namespace weir
