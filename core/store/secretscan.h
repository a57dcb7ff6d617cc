// SPDX-License-Identifier: GPL-3.0-or-later
// Finds secrets that stand in a scenario as they are instead of as a reference, before anything is written to
// disk.
#pragma once

#include "base/problem.h"
#include "scenario/scenario.h"

namespace weir {

/// Every place that holds what looks like a secret's value: an auth key, a header that is known to carry
/// credentials (base/credentials.h), a password in a URL or a key in its query. The messages never hold the
/// value.
Problems findSecretValues(const Scenario &scenario);

/// The texts that a scenario's requests are made of.
enum class Texts
{
    Kept,    ///< For files of one's own, which must lose no work.
    Cleaned, ///< Well-known kinds of keys go: for files that are handed on.
};

/// The scenario with each of those values replaced by "[redacted]"; for files that are written in any case.
Scenario withoutSecretValues(Scenario scenario, Texts texts = Texts::Kept);

} // namespace weir
