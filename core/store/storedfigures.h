// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the figures that are recomputed from a run file against those that stand in it.
#pragma once

#include "base/message.h"

#include <QJsonObject>

namespace weir {

/// What to say where a number or the verdict of `stored`, a summary in its JSON form, is not that of `now`,
/// with the first one that differs; empty where all agree. Both are of the same version of Weir, whose
/// figures are a pure function of the file.
Message differenceOfFigures(const QJsonObject &stored, const QJsonObject &now);

} // namespace weir
