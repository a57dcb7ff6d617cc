// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a text file of any size line by line within bounds.
#pragma once

#include "base/textinput.h"

namespace weir {

/// The lines of one text. Memory: one line. A copy reads on by itself from the same place. Not thread-safe.
class LineReader
{
public:
    /// Opens nothing yet. `mostBytes`: of one line, its end not counted.
    LineReader(TextInput input, qint64 mostBytes) : m_input(std::move(input)), m_mostBytes(mostBytes) {}

    /// The next line that is not blank, without its end, CRLF or LF. Nothing at the end of the text. Errors:
    /// those of TextInput, and a line that is too long.
    Result<std::optional<QByteArray>> next();

    /// An error about the line that next() gave last: `where` is "PATH, line N", from 1.
    [[nodiscard]] Error errorHere(const Message &what, const Message &advice = {}) const;
    /// The same at the byte `offset` of the line: "PATH, line N, column M". Columns count characters, from 1.
    [[nodiscard]] Error errorAt(qsizetype offset, const Message &what, const Message &advice = {}) const;

private:
    Result<QByteArray> rawLine();

    TextInput m_input;
    qint64 m_mostBytes;
    QByteArray m_piece; ///< Of the text, of which m_at bytes are read.
    qsizetype m_at = 0;
    quint64 m_number = 0;
    QByteArray m_line; ///< Given last.
};

/// Of the byte `offset` in a line of UTF-8: characters before it, and 1.
qsizetype columnOf(QByteArrayView line, qsizetype offset);

} // namespace weir
