// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a byte stream into lines at CR, LF or CRLF, whatever the chunks are; the part that SSE and NDJSON
// share.
#pragma once

#include "base/message.h"

#include <QByteArrayView>

#include <string>

namespace weir {

/// What both say of a line that they can't take.
inline constexpr MessageText notUtf8Text = WEIR_TEXT("stream.not_utf8", "The bytes are not UTF-8");
inline constexpr MessageText lineTooLongText =
    WEIR_TEXT("stream.line_too_long", "A line is longer than %1 bytes");
/// The most bytes of one event, line or whole answer unless the scenario says otherwise.
inline constexpr quint64 usualEventBytes = quint64{64} << 20;

/// Hands out whole lines without copying those that lie inside one chunk. Used from one thread.
class LineSplitter
{
public:
    enum class Status
    {
        Ok,
        LineTooLong,
        Stopped
    };

    /// `maxLineBytes`: the longest line, its end not counted. Memory never grows beyond it.
    explicit LineSplitter(quint64 maxLineBytes) : m_maxLineBytes(maxLineBytes) {}

    /// Calls `onLine(QByteArrayView line, quint64 position)` for each line that is complete with these bytes;
    /// `position` is the line's first byte in the stream. The view is valid until keepRest(). `onLine`
    /// returns false to stop.
    template <typename OnLine>
    Status feed(QByteArrayView bytes, OnLine &&onLine);
    /// Copies the incomplete last line of the chunk; call it after each feed() that gave Ok, when no view is
    /// needed any more.
    void keepRest();

    /// The incomplete last line after keepRest().
    [[nodiscard]] QByteArrayView rest() const
    {
        return QByteArrayView(m_partial.data(), qsizetype(m_partial.size()));
    }
    /// Where that incomplete line, or the line that was too long, begins.
    [[nodiscard]] quint64 linePosition() const { return m_linePosition; }

private:
    static qsizetype find(QByteArrayView bytes, char what, qsizetype from);

    quint64 m_maxLineBytes;
    quint64 m_consumed = 0; ///< Bytes of all earlier chunks.
    quint64 m_linePosition = 0;
    std::string m_partial;      ///< Beginning of the line that the last chunk did not end.
    bool m_partialUsed = false; ///< m_partial was handed out and only lives until keepRest().
    bool m_afterCr = false;     ///< The last chunk ended with CR: a LF that follows belongs to it.
    QByteArrayView m_rest;
};

inline qsizetype LineSplitter::find(QByteArrayView bytes, char what, qsizetype from)
{
    const qsizetype at = bytes.indexOf(what, from);
    return at < 0 ? bytes.size() : at;
}

template <typename OnLine>
LineSplitter::Status LineSplitter::feed(QByteArrayView bytes, OnLine &&onLine)
{
    qsizetype begin = 0;
    if (m_afterCr && !bytes.isEmpty()) {
        m_afterCr = false;
        if (bytes[0] == '\n') {
            begin = 1;
            ++m_linePosition;
        }
    }
    // Both searches run over each byte once: a found mark is kept until the lines have passed it.
    qsizetype nextLf = find(bytes, '\n', begin);
    qsizetype nextCr = find(bytes, '\r', begin);
    while (begin < bytes.size()) {
        const qsizetype end = std::min(nextLf, nextCr);
        const quint64 length = (m_partialUsed ? 0 : m_partial.size()) + quint64(end - begin);
        if (length > m_maxLineBytes)
            return Status::LineTooLong;
        if (end == bytes.size())
            break;
        QByteArrayView line = bytes.sliced(begin, end - begin);
        if (!m_partialUsed && !m_partial.empty()) {
            m_partial.append(line.data(), std::size_t(line.size()));
            line = rest();
            m_partialUsed = true;
        }
        const quint64 position = m_linePosition;
        begin = end + 1;
        if (end == nextCr) {
            if (begin == bytes.size())
                m_afterCr = true;
            else if (nextLf == begin)
                ++begin;
            nextCr = find(bytes, '\r', begin);
        }
        if (nextLf < begin)
            nextLf = find(bytes, '\n', begin);
        m_linePosition = m_consumed + quint64(begin);
        if (!onLine(line, position))
            return Status::Stopped;
    }
    m_rest = bytes.sliced(begin);
    m_consumed += quint64(bytes.size());
    return Status::Ok;
}

inline void LineSplitter::keepRest()
{
    if (m_partialUsed) {
        m_partial.clear();
        m_partialUsed = false;
    }
    m_partial.append(m_rest.data(), std::size_t(m_rest.size()));
    m_rest = {};
}

} // namespace weir
