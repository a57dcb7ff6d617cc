// SPDX-License-Identifier: GPL-3.0-or-later
// How far the run file knows of a running attempt, so that it is told only what is new.
#pragma once

#include "metrics/batch.h"

#include <optional>

namespace weir {

/// Plain data beside the attempt's record. One thread.
class OpenReport
{
public:
    /// Something beside progress is new: a stamp or a figure, or nothing was told yet.
    [[nodiscard]] bool isBehind(const RequestRecord &record) const { return m_told != factsOf(record); }
    /// The record so far with only the chunks since the last call of this or takeProgress(). `record` is as
    /// before after the call. `chunkTimes`: without them no chunk is told.
    [[nodiscard]] RequestRecord takeUpdate(RequestRecord &record, bool chunkTimes);
    /// Appends the chunks since the last call of this or takeUpdate() and the counts, if anything was read.
    /// Without `chunkTimes` only the last chunk: until when the request was alive.
    void takeProgress(const RequestRecord &record, bool chunkTimes, OpenProgress &progress);

private:
    /// What only a whole update tells.
    struct Facts
    {
        quint32 stamps = 0; ///< One bit each.
        quint32 sends = 0;
        bool isStale = false;
        bool finishReason = false;
        Usage usage;
        ServerTiming server;

        friend bool operator==(const Facts &, const Facts &) = default;
    };
    static Facts factsOf(const RequestRecord &record);

    std::optional<Facts> m_told;
    std::size_t m_chunks = 0;
    quint32 m_reads = 0;
};

} // namespace weir
