// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAPI descriptions of a service. Format: OpenAPI 3.0 and 3.1, https://spec.openapis.org.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikeOpenApi(const QString &head);

/// A request for each operation that takes JSON by POST, with the description's example as its body, or one
/// that is made by its schema. References within the document are followed. JSON or YAML.
Result<void> readOpenApi(const QString &text, ImportDraft &draft);

} // namespace weir
