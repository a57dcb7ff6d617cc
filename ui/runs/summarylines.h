// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of a summary in the window's language. Pure functions.
#pragma once

#include "metrics/summary.h"

#include <QString>

namespace weir {

QString verdictLine(const Summary &summary);
/// "1,000 planned · 998 started · ...": of the whole run.
QString countsLine(const Summary &summary);
/// How many of the requests the figures are of, and the rates; of a run and of a part alike.
QString ratesLine(const Summary &summary);
QString ratesLine(const WindowSummary &part);
/// The error bars, or why there are none.
QString calibrationLine(const CalibrationQuote &quote);
QString generatorLine(const Summary &summary);

} // namespace weir
