// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what Qt's JSON reader drops without a word: keys that an object has more than once.
#pragma once

#include "base/problem.h"
#include "base/result.h"

#include <QByteArrayView>

namespace weir {

/// One problem for each key that stands more than once in its object, with its path, in the order of the
/// file. Fails for what a strict reader does not take for JSON.
Result<Problems> duplicateKeys(QByteArrayView json);

} // namespace weir
