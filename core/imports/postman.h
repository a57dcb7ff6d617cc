// SPDX-License-Identifier: GPL-3.0-or-later
// Postman's collections. Format: collection 2.0 and 2.1, https://schema.postman.com.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikePostman(const QString &head);

/// Every request of a collection and its folders, with the variables of the collection filled in and the
/// credentials that it inherits.
Result<void> readPostman(const QString &text, ImportDraft &draft);

} // namespace weir
