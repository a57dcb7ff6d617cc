// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a target and a request of Weir's out of a request that another program wrote down.
#pragma once

#include "imports/importdraft.h"
#include "imports/webrequest.h"

namespace weir {

/// Adds `request` to the draft's scenario, as the vendor's whose URL it has; requests to one place share a
/// target. What has no place is noted; what Weir can't send at all is left out as a whole, with a note.
/// False: it was.
bool addRequest(ImportDraft &draft, WebRequest request);

/// JSON as a body template that renders to the same JSON.
QString bodyTemplate(QString json);

} // namespace weir
