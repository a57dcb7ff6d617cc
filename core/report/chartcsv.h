// SPDX-License-Identifier: GPL-3.0-or-later
// A chart's data as comma-separated values, in English.
#pragma once

#include "report/chartdata.h"

#include <QByteArray>

namespace weir {

/// UTF-8, RFC 4180 (CRLF, quotes where needed). Header "time (s),p50 (ms),..."; one row for each x that any
/// series has, ascending, and one where a gap begins; an empty cell where a series has no point there or the
/// point is not finite. A last column "marker" when there are markers. Numbers are the shortest that read
/// back to the same value. The same data give the same bytes.
QByteArray toCsv(const ChartData &data);

} // namespace weir
