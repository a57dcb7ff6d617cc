// SPDX-License-Identifier: GPL-3.0-or-later
// The progress of a run on standard error: one line redrawn on a terminal, a plain line every 10 s elsewhere.
#pragma once

#include "base/clock.h"
#include "metrics/snapshot.h"

namespace weir::cli {

/// Lives in the main thread.
class Progress
{
public:
    explicit Progress(bool quiet);
    void show(const Snapshot &snapshot);
    /// Ends the redrawn line.
    void end();

private:
    bool m_quiet;
    bool m_terminal;
    bool m_lineOpen = false;
    Nanoseconds m_lastShown{-1};
};

/// "measuring 0:12 of 0:30 | 46.1 req/s | ...", of as many parts as fit into `width` characters; how the
/// generator itself keeps up comes last.
QString progressLine(const Snapshot &snapshot, int width);

} // namespace weir::cli
