// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/openchunkreader.h"

#include "store/chunkcodec.h"
#include "store/rowcheck.h"
#include "store/varint.h"

#include <QSqlError>

#include <algorithm>
#include <array>

namespace weir {

namespace {

/// No request that Weir wrote has more: each stamp takes two varints, and at worst a section of its own.
constexpr qint64 mostBytesOfRequest = qint64{mostChunkStamps} * 3 * longestVarint;

Error damaged(const QString &path)
{
    return {
        Message(WEIR_TEXT("run_file.open_chunks_damaged", "The chunk times of open requests are damaged")),
        Message::verbatim(path),
        Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
}

} // namespace

OpenChunkReader::Position OpenChunkReader::find(RequestKey key)
{
    const Position at =
        std::lower_bound(m_requests.begin(), m_requests.end(), key,
                         [](const Request &request, RequestKey k) { return request.key < k; });
    return at != m_requests.end() && at->key == key ? at : m_requests.end();
}

Result<void> OpenChunkReader::begin()
{
    m_started = true;
    QSqlQuery sizes = m_connection.query();
    if (!sizes.exec(QStringLiteral(
            "SELECT total(length(sections)), max(length(sections)), count(*) FROM open_chunks")) ||
        !sizes.next())
        return m_connection.errorOf(sizes);
    if (sizes.value(1).toLongLong() > largestOpenPart)
        return damaged(m_connection.path());
    m_parts = sizes.value(2).toULongLong();
    QSqlQuery keys = m_connection.query();
    if (!keys.exec(QStringLiteral("SELECT request, attempt FROM open_requests ORDER BY request, attempt")))
        return m_connection.errorOf(keys);
    while (keys.next())
        m_requests.push_back({{keys.value(0).toULongLong(), keys.value(1).toUInt()}, {}, 0, {}});
    if (keys.lastError().isValid())
        return m_connection.errorOf(keys);
    if (sizes.value(0).toDouble() <= static_cast<double>(m_memory))
        return {}; // all fit, whatever share each has
    return forEachSection([this](const OpenSection &section) {
        if (const Position request = find(section.key); request != m_requests.end())
            request->bytes += section.times.size() + longestVarint;
    });
}

Result<void> OpenChunkReader::forEachSection(const std::function<void(const OpenSection &)> &visit)
{
    QSqlQuery parts = m_connection.query();
    if (!parts.exec(QStringLiteral("SELECT part, sections, row_check FROM open_chunks ORDER BY part")))
        return m_connection.errorOf(parts);
    while (parts.next()) {
        if (checkOf({parts.value(0), parts.value(1)}) != parts.value(2).toLongLong() ||
            !forEachOpenSection(parts.value(1).toByteArray(), visit))
            return damaged(m_connection.path());
    }
    if (parts.lastError().isValid())
        return m_connection.errorOf(parts);
    return {};
}

/// Reads the requests from `first` on that fit, at least that one.
Result<void> OpenChunkReader::readGroup(Position first)
{
    qint64 bytes = first->bytes;
    Position end = first + 1;
    for (; end != m_requests.end() && bytes + end->bytes <= m_memory; ++end)
        bytes += end->bytes;
    m_groupEnd = static_cast<std::size_t>(end - m_requests.begin());
    bool tooMuch = false;
    Result<void> read = forEachSection([&](const OpenSection &section) {
        const Position request = find(section.key);
        if (request == m_requests.end() || request < first || request >= end)
            return;
        request->counts = section.counts;
        const QByteArrayView times = section.times;
        std::array<char, longestVarint> length;
        const char *behind = writeVarint(length.data(), static_cast<quint64>(times.size()));
        tooMuch = tooMuch || request->times.size() + times.size() > mostBytesOfRequest;
        if (tooMuch)
            return;
        request->times.append(length.data(), behind - length.data());
        request->times.append(times);
    });
    return tooMuch ? damaged(m_connection.path()) : read;
}

Result<void> OpenChunkReader::take(RequestRecord &record)
{
    if (!m_started) {
        if (Result<void> begun = begin(); !begun)
            return begun;
    }
    const Position request = find(keyOf(record));
    if (request == m_requests.end())
        return {};
    if (static_cast<std::size_t>(request - m_requests.begin()) >= m_groupEnd) {
        if (Result<void> read = readGroup(request); !read)
            return read;
    }
    const OpenCounts &counts = request->counts;
    record.chunkCount = std::max(record.chunkCount, counts.chunks);
    record.eventCount = std::max(record.eventCount, counts.events);
    record.readCount = std::max(record.readCount, counts.reads);
    record.bytesReceived = std::max(record.bytesReceived, counts.bytesReceived);
    record.tokenReadCount = std::max(record.tokenReadCount, counts.tokenReads);
    record.sharedChunkCount = std::max(record.sharedChunkCount, counts.sharedChunks);
    Result<void> decoded = decode(*request, record.chunks);
    request->times = {}; // nobody asks twice
    return decoded;
}

Result<void> OpenChunkReader::decode(const Request &request, std::vector<ChunkStamp> &chunks) const
{
    const QByteArrayView times(request.times);
    for (qsizetype at = 0; at < times.size();) {
        quint64 length = 0;
        [[maybe_unused]] const bool own = readVarint(times, at, length); // readGroup() wrote it
        if (!decodeChunks(times.sliced(at, static_cast<qsizetype>(length)), m_zero, chunks))
            return damaged(m_connection.path());
        at += static_cast<qsizetype>(length);
    }
    return {};
}

} // namespace weir
