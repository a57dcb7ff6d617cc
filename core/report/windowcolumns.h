// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a plateau that tables show, one a column.
#pragma once

#include "metrics/summary.h"

#include <optional>
#include <span>

namespace weir {

/// The unit is part of the name. Nothing for a percentile of no sample, which is no number.
struct WindowColumn
{
    QStringView name;
    std::optional<double> (*value)(const WindowSummary &);
    bool isCount = false; ///< A whole number, not a measurement.
};

std::span<const WindowColumn> windowColumns();

} // namespace weir
