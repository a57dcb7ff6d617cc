// SPDX-License-Identifier: GPL-3.0-or-later
// A file for what is too large for memory, which nobody else sees.
#pragma once

#include "base/filedescriptor.h"

#include <QString>

namespace weir {

/// A new file to read and write in the folder for such files; it has no name, and is gone once it is closed.
/// None, with `errno`, where it can't be made. `what`: the begin of the name that it has for a moment.
FileDescriptor fileWithoutName(const QString &what);

} // namespace weir
