// SPDX-License-Identifier: GPL-3.0-or-later
// How well the generator keeps up, in words: for the status line and for tooltips.
#pragma once

#include "metrics/snapshot.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

/// The worst thing that is wrong with the generator now; empty while it is healthy. Pure.
QString generatorIllness(const Snapshot &snapshot, const ValiditySettings &limits);

/// The figures that fit into one line. Pure.
QString healthLine(const Snapshot &snapshot);

/// Every figure of the generator's health, one a line, with the limit that makes a run invalid where there is
/// one. Pure.
QString healthDetails(const Snapshot &snapshot, const ValiditySettings &limits);

} // namespace weir
