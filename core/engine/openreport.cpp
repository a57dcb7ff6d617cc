// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/openreport.h"

#include <algorithm>

namespace weir {

OpenReport::Facts OpenReport::factsOf(const RequestRecord &record)
{
    Facts facts;
    quint32 bit = 1;
    for (const Stamp *stamp :
         {&record.connected, &record.tlsDone, &record.sent, &record.headers, &record.firstByte,
          &record.firstEvent, &record.firstReasoning, &record.firstContent, &record.terminator}) {
        facts.stamps |= stamp->has_value() ? bit : 0;
        bit <<= 1;
    }
    facts.sends = record.sendCount;
    facts.isStale = record.staleConnection;
    facts.finishReason = !record.finishReason.isEmpty();
    facts.usage = record.usage;
    facts.server = record.server;
    return facts;
}

RequestRecord OpenReport::takeUpdate(RequestRecord &record, bool chunkTimes)
{
    m_told = factsOf(record);
    m_reads = record.readCount;
    // Long streams have thousands of chunks: only the new ones are copied.
    std::vector<ChunkStamp> chunks;
    chunks.swap(record.chunks);
    RequestRecord update = record;
    if (chunkTimes)
        update.chunks.assign(chunks.begin() + static_cast<qsizetype>(m_chunks), chunks.end());
    m_chunks = chunks.size();
    record.chunks.swap(chunks);
    return update;
}

void OpenReport::takeProgress(const RequestRecord &record, bool chunkTimes, OpenProgress &progress)
{
    if (record.readCount == m_reads)
        return;
    std::size_t count = record.chunks.size() - m_chunks;
    if (!chunkTimes)
        count = std::min<std::size_t>(count, 1);
    progress.requests.push_back({record.request,
                                 record.attempt,
                                 count,
                                 {record.chunkCount, record.eventCount, record.readCount,
                                  record.bytesReceived, record.tokenReadCount, record.sharedChunkCount}});
    progress.chunks.insert(progress.chunks.end(), record.chunks.end() - static_cast<std::ptrdiff_t>(count),
                           record.chunks.end());
    m_chunks = record.chunks.size();
    m_reads = record.readCount;
}

} // namespace weir
