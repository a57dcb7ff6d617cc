// SPDX-License-Identifier: GPL-3.0-or-later
// Merges JSON objects.
#pragma once

#include <QJsonObject>

namespace weir {

/// `base` with `changes` merged into it: members of objects one by one, null takes one out, anything else
/// takes the member's place (RFC 7396).
QJsonObject mergedJson(QJsonObject base, const QJsonObject &changes);

} // namespace weir
