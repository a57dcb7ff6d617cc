// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a scenario with the real engine to its end and reads back what the run file holds.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"
#include "store/certificate.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace weir {
class Run;
}

namespace weir::test {

/// What a finished run left behind.
struct FinishedRun
{
    Summary summary;
    std::vector<RequestRecord> records;
    QString path;
    std::vector<RunPhase> phases; ///< In the order of their signals.
};

/// A scenario with one target at `url` and one request; closed load, one user, `requests` requests, no seed
/// of its own.
Scenario scenarioFor(const QString &url, quint64 requests = 1);

/// Limits of validity that no busy machine reaches.
ValiditySettings toleratingAll();

/// Runs in a local event loop, for at most `limit`. `whileRunning` is called once after the start. The run
/// file goes into `folder`, which must exist.
/// `certificates`, `memoryLimit`: as in RunRequest.
Result<FinishedRun> runToEnd(const Scenario &scenario, const QString &folder,
                             const std::function<void(Run &)> &whileRunning = {},
                             std::chrono::milliseconds limit = std::chrono::seconds{60},
                             const std::vector<Certificate> &certificates = {},
                             std::optional<quint64> memoryLimit = {});

} // namespace weir::test
