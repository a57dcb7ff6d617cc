// SPDX-License-Identifier: GPL-3.0-or-later
// The errors of a run by class: over time, and for the whole run.
#pragma once

#include "metrics/snapshot.h"
#include "report/chartdata.h"
#include "report/timecurves.h"

#include <QByteArray>

#include <vector>

namespace weir {

struct ErrorBar
{
    OutcomeClass outcome = OutcomeClass::LocalError;
    quint64 count = 0;

    friend bool operator==(const ErrorBar &, const ErrorBar &) = default;
};

/// A list of horizontal bars, most frequent first.
struct ErrorBarsData
{
    QString id; ///< Stable, for file names: "error-classes".
    Message title;
    Message subtitle;
    std::vector<ErrorBar> bars; ///< Any order, zeros allowed; as they are drawn in drawn().
    quint64 requests = 0;       ///< What the shares refer to.
    Message emptyText;          ///< Shown while there is no error.

    /// The same, most frequent first and without zeros.
    [[nodiscard]] ErrorBarsData drawn() const;
    /// The bar's part of all requests, 0 to 1.
    [[nodiscard]] double shareOf(const ErrorBar &bar) const;

    friend bool operator==(const ErrorBarsData &, const ErrorBarsData &) = default;
};

// All functions are pure.

/// Failed and cut requests a second, one stack of bars by class.
ChartData errorsOverTime(const ErrorCurves &curves);
/// Failed and cut requests of the whole run by class; shares refer to all that ended.
ErrorBarsData errorClasses(const Snapshot &snapshot);
/// `class,count,share (%)` in the order drawn; UTF-8, RFC 4180.
QByteArray toCsv(const ErrorBarsData &data);

} // namespace weir
