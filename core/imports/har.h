// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP archives: what browsers and proxies record. Format: HAR 1.2,
// http://www.softwareishard.com/blog/har-12-spec.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikeHar(const QString &head);

/// A request for each distinct one of the recording, its weight how often it stands there. Times are noted.
Result<void> readHar(const QString &text, ImportDraft &draft);

} // namespace weir
