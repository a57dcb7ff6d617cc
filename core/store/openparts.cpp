// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/openparts.h"

#include "store/chunkcodec.h"
#include "store/varint.h"

#include <algorithm>
#include <array>
#include <limits>

namespace weir {

namespace {

/// Small enough to pass through memory unnoticed, large enough that rows cost nothing.
constexpr qsizetype fullPart = 1024 * 1024;

/// Request, attempt, six counts and the length of the times.
constexpr std::size_t headNumbers = 9;

static_assert(fullPart + (2 * qsizetype{mostChunkStamps} + qsizetype{headNumbers}) * longestVarint <=
              largestOpenPart);

/// The section at `at`, which moves behind it; nothing when it is damaged.
std::optional<OpenSection> readSection(QByteArrayView sections, qsizetype &at)
{
    std::array<quint64, headNumbers> head{};
    for (quint64 &value : head) {
        if (!readVarint(sections, at, value))
            return std::nullopt;
    }
    const auto [request, attempt, chunks, events, reads, bytes, tokenReads, sharedChunks, length] = head;
    constexpr quint64 most = std::numeric_limits<quint32>::max();
    if (std::max({attempt, chunks, events, reads, tokenReads, sharedChunks}) > most ||
        bytes > static_cast<quint64>(std::numeric_limits<qint64>::max()) ||
        length > static_cast<quint64>(sections.size() - at))
        return std::nullopt;
    const QByteArrayView times = sections.sliced(at, static_cast<qsizetype>(length));
    at += times.size();
    return OpenSection{{request, static_cast<quint32>(attempt)},
                       {static_cast<quint32>(chunks), static_cast<quint32>(events),
                        static_cast<quint32>(reads), bytes, static_cast<quint32>(tokenReads),
                        static_cast<quint32>(sharedChunks)},
                       times};
}

} // namespace

void OpenParts::open(RequestKey key)
{
    if (m_firstPart.emplace(key, m_number).second)
        ++m_openByFirstPart[m_number];
}

bool OpenParts::close(RequestKey key)
{
    const auto found = m_firstPart.find(key);
    if (found == m_firstPart.end())
        return false;
    const auto count = m_openByFirstPart.find(found->second);
    if (--count->second == 0)
        m_openByFirstPart.erase(count);
    m_firstPart.erase(found);
    return true;
}

void OpenParts::add(RequestKey key, const OpenCounts &counts, std::span<const ChunkStamp> chunks)
{
    m_times.resize(0);
    appendChunks(m_times, chunks, m_zero);
    std::array<char, headNumbers * longestVarint> head;
    char *end = head.data();
    for (const quint64 value :
         {key.first, quint64{key.second}, quint64{counts.chunks}, quint64{counts.events},
          quint64{counts.reads}, counts.bytesReceived, quint64{counts.tokenReads},
          quint64{counts.sharedChunks}, static_cast<quint64>(m_times.size())})
        end = writeVarint(end, value);
    m_sections.append(head.data(), end - head.data());
    m_sections.append(m_times);
}

bool OpenParts::isFull() const
{
    return m_sections.size() >= fullPart;
}

std::optional<OpenParts::Part> OpenParts::takePart()
{
    if (m_firstPart.empty())
        m_sections.clear();
    if (m_sections.isEmpty())
        return std::nullopt;
    return Part{m_number++, std::exchange(m_sections, {})};
}

quint64 OpenParts::oldestNeeded() const
{
    return m_openByFirstPart.empty() ? m_number : m_openByFirstPart.begin()->first;
}

Result<void> forEachOpenSection(QByteArrayView sections,
                                const std::function<void(const OpenSection &)> &visit)
{
    for (qsizetype at = 0; at < sections.size();) {
        std::optional<OpenSection> section = readSection(sections, at);
        if (!section) {
            return Error{Message(WEIR_TEXT("run_file.open_chunks_damaged",
                                           "The chunk times of open requests are damaged")),
                         {},
                         Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
        }
        visit(*section);
    }
    return {};
}

} // namespace weir
