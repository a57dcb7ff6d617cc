// SPDX-License-Identifier: GPL-3.0-or-later
// What the Runs page shows of one saved run, read and computed in one go.
#pragma once

#include "base/result.h"
#include "metrics/derived.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "store/runfile.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace weir {

/// One row of the table of requests. Times are milliseconds; a missing figure is nothing.
struct RequestRow
{
    quint64 request = 0;
    quint32 attempt = 1;
    OutcomeClass outcome = OutcomeClass::LocalError;
    QString detail; ///< Outcome::key() where it tells more than the class.
    int httpStatus = 0;
    double intendedS = 0; ///< Since the run's start, seconds.
    std::optional<double> slipMs;
    std::optional<double> ttfbMs;
    std::optional<double> ttftMs;
    std::optional<double> tpotMs;
    std::optional<double> e2eMs;
    std::optional<double> longestGapMs;
    quint64 tokens = 0;
    quint32 chunks = 0;
    quint64 bytes = 0;
    quint64 position = 0; ///< Place in the file's order, for readRecordAt().
};

/// A saved run in memory; bounded whatever the file holds.
struct LoadedRun
{
    static constexpr std::size_t mostRows = 100'000;

    QString path;
    RunHeader header;
    RunState state = RunState::Interrupted;
    Summary summary;
    SnapshotPtr snapshot;
    std::vector<RequestRow> rows; ///< The first mostRows.
    quint64 records = 0;          ///< In the file.
};

using LoadedRunPtr = std::shared_ptr<const LoadedRun>;

/// Reads everything. Any thread. `cancelled` is looked at between steps; then the result is an error whose
/// text nobody sees. `progress` gets 0 to 100 in the calling thread.
Result<LoadedRunPtr> loadRun(const QString &path, const std::atomic<bool> &cancelled,
                             const std::function<void(int)> &progress);

/// The row of one record; `start` is the run's zero.
RequestRow requestRow(const RequestRecord &record, TimePoint start, quint64 position);

/// The whole record at a place of the file's order, chunks included. Any thread.
Result<RequestRecord> readRecordAt(const QString &path, quint64 position);

} // namespace weir
