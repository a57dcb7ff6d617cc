// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a request's body asks the service to tell token counts.
#pragma once

#include <QString>

namespace weir {

/// True when the text of a body (a mustache template) sets `member` to something but false, null and 0, or
/// may do so where nobody can know: it takes ready JSON from the data row ({{{field}}}).
bool asksForUsage(const QString &body, const QString &member);

} // namespace weir
