// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in presets of the reference service are, in the language of who reads it.
#pragma once

#include "base/message.h"

#include <QString>

namespace weir {

/// The description of a configuration as a message: that of a built-in preset has a code, a text of a
/// person's own file stays as it is. Any thread.
Message presetWords(const QString &description);

} // namespace weir
