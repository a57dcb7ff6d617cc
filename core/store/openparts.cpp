// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/openparts.h"

#include "store/chunkcodec.h"
#include "store/varint.h"

#include <array>
#include <limits>

namespace weir {

namespace {

/// Small enough to pass through memory unnoticed, large enough that rows cost nothing.
constexpr qsizetype fullPart = 1024 * 1024;

static_assert(fullPart + (2 * qsizetype{mostChunkStamps} + 3) * longestVarint <= largestOpenPart);

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

void OpenParts::add(RequestKey key, std::span<const ChunkStamp> chunks)
{
    if (chunks.empty())
        return;
    m_times.resize(0);
    appendChunks(m_times, chunks, m_zero);
    std::array<char, 3 * longestVarint> head;
    char *end = writeVarint(head.data(), key.first);
    end = writeVarint(end, key.second);
    end = writeVarint(end, static_cast<quint64>(m_times.size()));
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
                                const std::function<void(RequestKey key, QByteArrayView times)> &visit)
{
    for (qsizetype at = 0; at < sections.size();) {
        quint64 request = 0;
        quint64 attempt = 0;
        quint64 length = 0;
        if (!readVarint(sections, at, request) || !readVarint(sections, at, attempt) ||
            !readVarint(sections, at, length) || attempt > std::numeric_limits<quint32>::max() ||
            length > static_cast<quint64>(sections.size() - at)) {
            return Error{QStringLiteral("the chunk times of open requests are damaged"), QString(),
                         QStringLiteral("Open a copy of the file, if there is one.")};
        }
        visit({request, static_cast<quint32>(attempt)}, sections.sliced(at, static_cast<qsizetype>(length)));
        at += static_cast<qsizetype>(length);
    }
    return {};
}

} // namespace weir
