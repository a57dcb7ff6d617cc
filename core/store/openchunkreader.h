// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the chunks of open requests together again from the parts in which a run file holds them.
#pragma once

#include "store/openparts.h"
#include "store/sqlite.h"

#include <vector>

namespace weir {

/// Use it inside one read transaction. Reads all parts once for as many requests as fit into its memory:
/// usually all of them at the first call.
class OpenChunkReader
{
public:
    static constexpr qint64 usualMemory = 64 * 1024 * 1024;

    /// `connection` must outlive the reader. `memory`: bytes of encoded times to hold at most, beyond those
    /// of one request and one part.
    OpenChunkReader(const SqliteConnection &connection, TimePoint zero, qint64 memory = usualMemory)
        : m_connection(connection), m_zero(zero), m_memory(memory)
    {
    }

    /// Appends the chunks of an open request to its record and brings its counts up to date. Requests must be
    /// asked for in ascending order. Fails on damaged parts and on more chunks than a request keeps.
    Result<void> take(RequestRecord &record);
    /// Rows of the table, once a request was taken.
    [[nodiscard]] quint64 parts() const { return m_parts; }

private:
    struct Request
    {
        RequestKey key;
        OpenCounts counts;
        qint64 bytes = 0; ///< Of all its sections.
        QByteArray times; ///< Each section's length and times, while the request is in the group.
    };
    using Position = std::vector<Request>::iterator;

    [[nodiscard]] Position find(RequestKey key);
    Result<void> begin();
    Result<void> forEachSection(const std::function<void(const OpenSection &)> &visit);
    Result<void> readGroup(Position first);
    [[nodiscard]] Result<void> decode(const Request &request, std::vector<ChunkStamp> &chunks) const;

    const SqliteConnection &m_connection;
    TimePoint m_zero;
    qint64 m_memory;
    bool m_started = false;
    std::vector<Request> m_requests; ///< All open ones, ascending.
    quint64 m_parts = 0;
    std::size_t m_groupEnd = 0; ///< Requests before it have been read.
};

} // namespace weir
