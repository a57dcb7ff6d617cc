// SPDX-License-Identifier: GPL-3.0-or-later
// YAML documents as JSON values.
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

namespace weir {

/// The one document of a text. Words are read as YAML 1.2's core schema reads them. Fails, with the line, for
/// what is no YAML, for what is nested too deeply, and for aliases that unfold into much more than there is
/// text.
Result<QJsonValue> yamlDocument(const QString &text);

} // namespace weir
