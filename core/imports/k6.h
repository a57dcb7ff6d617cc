// SPDX-License-Identifier: GPL-3.0-or-later
// The options of k6: as a file of JSON, or as `export const options = {...}` of a script. Format:
// https://grafana.com/docs/k6/latest/using-k6/k6-options/reference and .../scenarios/executors.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikeK6(const QString &head);

/// The load and the thresholds; requests that a script makes are not read.
Result<void> readK6(const QString &text, ImportDraft &draft);

} // namespace weir
