// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through a text byte by byte and knows where it is.
#pragma once

#include "base/textinput.h"

namespace weir {

/// One place in a text; moves forward only. A copy goes on by itself from the same place. Not thread-safe.
class TextCursor
{
public:
    explicit TextCursor(TextInput input) : m_input(std::move(input)) {}

    /// The byte at this place; nothing at the end, and once the text can't be read: failure() tells them
    /// apart.
    std::optional<char> peek()
    {
        if (m_at < m_piece.size() || fill())
            return m_piece[m_at];
        return std::nullopt;
    }
    /// To the next place; only where peek() gave something.
    void advance()
    {
        const char c = m_piece[m_at++];
        if (c == '\n') {
            ++m_line;
            m_column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) { // not the rest of a character
            ++m_column;
        }
    }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    [[nodiscard]] quint64 line() const { return m_line; }     ///< From 1.
    [[nodiscard]] quint64 column() const { return m_column; } ///< Characters, from 1.
    [[nodiscard]] const QString &path() const { return m_input.path(); }

private:
    bool fill()
    {
        if (m_failure || m_hasEnded)
            return false;
        Result<QByteArray> piece = m_input.next();
        if (!piece) {
            m_failure = piece.error();
            return false;
        }
        m_hasEnded = piece->isEmpty();
        m_piece = std::move(*piece);
        m_at = 0;
        return !m_hasEnded;
    }

    TextInput m_input;
    QByteArray m_piece;
    qsizetype m_at = 0;
    quint64 m_line = 1;
    quint64 m_column = 1;
    bool m_hasEnded = false;
    std::optional<Error> m_failure;
};

} // namespace weir
