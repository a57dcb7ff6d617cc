// SPDX-License-Identifier: GPL-3.0-or-later
// Changes JSON objects: merged into each other, a member put at its place.
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace weir {

/// `base` with `changes` merged into it: members of objects one by one, null takes one out, anything else
/// takes the member's place (RFC 7396).
QJsonObject mergedJson(QJsonObject base, const QJsonObject &changes);

/// Puts `value` where `segments` lead, at least one key, making the objects on the way. False where something
/// else is in the way.
bool putMember(QJsonObject &object, const QStringList &segments, const QJsonValue &value);

} // namespace weir
