// SPDX-License-Identifier: GPL-3.0-or-later
// How far a response has come on its way over an HTTP/1.1 connection, for who sees the bytes and must not
// keep them. No socket.
#pragma once

#include "transport/responsehead.h"

#include <QByteArray>

#include <string_view>

namespace weir {

/// Counts the bytes of one response's body in what is read of its connection, as the library that hands the
/// body over counts them: without heads, chunk lines and trailers (RFC 9112, 6 and 7). What is no HTTP it
/// counts no further; the library tells of that. Keeps one line at most.
class AnswerProgress
{
public:
    /// The next bytes of the connection.
    void feed(std::string_view bytes);
    /// The final head is whole; interim ones (1xx) don't count.
    [[nodiscard]] bool hasHead() const { return m_state != State::Head; }
    /// Of the body, so far.
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }

private:
    enum class State
    {
        Head,
        Body, ///< Not in chunks: all that follows.
        ChunkSize,
        ChunkExtension,
        ChunkData,
        ChunkEnd,
        Over, ///< Or beyond understanding.
    };

    std::string_view takeLine(std::string_view bytes);
    std::string_view takeSize(std::string_view bytes);
    std::string_view takeBody(std::string_view bytes, qint64 most);
    void beginBody();

    State m_state = State::Head;
    ResponseHeadReader m_head;
    QByteArray m_line; ///< Of the head, as far as it has come.
    qint64 m_chunkLeft = 0;
    qint64 m_bodyBytes = 0;
};

} // namespace weir
