// SPDX-License-Identifier: GPL-3.0-or-later
// The new chunks of all open requests as a few big parts of the run file: one row a request and second would
// cost more than all the tokens. Format and rule of reclaiming: docs/run-file.md.
#pragma once

#include "base/result.h"
#include "metrics/batch.h"
#include "metrics/requestrecord.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace weir {

/// Request and attempt, in the order in which readers visit them.
using RequestKey = std::pair<quint64, quint32>;

inline RequestKey keyOf(const RequestRecord &record)
{
    return {record.request.value(), record.attempt.value()};
}

/// No part is larger, whatever a request brings: a full part and one request's every stamp on top.
inline constexpr qsizetype largestOpenPart = 24 * 1024 * 1024;

/// What a writer knows of open requests: which part is being filled, and which parts are still needed.
/// One thread.
class OpenParts
{
public:
    /// Times in parts count from `zero`.
    explicit OpenParts(TimePoint zero) : m_zero(zero) {}

    /// Chunks of `key` may be added from here on. No effect on a request that is open already.
    void open(RequestKey key);
    /// The request needs its chunks no more; false when it was not open.
    bool close(RequestKey key);
    /// New chunks of an open request, at most mostChunkStamps, and its counts with them.
    void add(RequestKey key, const OpenCounts &counts, std::span<const ChunkStamp> chunks);

    struct Part
    {
        quint64 number = 0;
        QByteArray sections;
    };
    /// True when the part should be taken before more is added, so that no part grows without limit.
    [[nodiscard]] bool isFull() const;
    /// The part so far; nothing when it is empty or no request is open. Parts are numbered in ascending
    /// order.
    std::optional<Part> takePart();
    /// Requests that are open.
    [[nodiscard]] quint64 openCount() const { return m_firstPart.size(); }
    /// The number of the part that takePart() gives next.
    [[nodiscard]] quint64 nextPart() const { return m_number; }
    /// Parts before this one hold nothing but chunks of requests that have ended.
    [[nodiscard]] quint64 oldestNeeded() const;

private:
    struct KeyHash
    {
        std::size_t operator()(RequestKey key) const noexcept
        {
            return std::hash<quint64>()(key.first * 31 + key.second);
        }
    };

    TimePoint m_zero;
    std::unordered_map<RequestKey, quint64, KeyHash> m_firstPart; ///< Of each open request.
    std::map<quint64, quint64> m_openByFirstPart; ///< How many open requests have that first part.
    quint64 m_number = 0;
    QByteArray m_sections;
    QByteArray m_times; ///< Of one section; kept for its memory.
};

/// What one second brought to one request.
struct OpenSection
{
    RequestKey key;
    OpenCounts counts;
    QByteArrayView times; ///< As decodeChunks() takes it; points into the part.
};

/// The sections of one part, in order. Fails on bytes that OpenParts can't have written: cut varints, numbers
/// that do not fit, lengths beyond the end.
Result<void> forEachOpenSection(QByteArrayView sections,
                                const std::function<void(const OpenSection &)> &visit);

} // namespace weir
