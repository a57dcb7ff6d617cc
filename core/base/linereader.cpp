// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linereader.h"

#include "base/units.h"

#include <algorithm>

namespace weir {

/// With its end; empty at the end of the text. One that is too long is not read to its end.
Result<QByteArray> LineReader::rawLine()
{
    QByteArray line;
    while (!line.endsWith('\n') && line.size() <= m_mostBytes + 2) {
        if (m_at == m_piece.size()) {
            Result<QByteArray> piece = m_input.next();
            if (!piece)
                return piece;
            if (piece->isEmpty())
                break;
            m_piece = std::move(*piece);
            m_at = 0;
        }
        const qsizetype end = m_piece.indexOf('\n', m_at);
        const qsizetype behind = end < 0 ? m_piece.size() : end + 1;
        line.append(m_piece.constData() + m_at, behind - m_at);
        m_at = behind;
    }
    return line;
}

Result<std::optional<QByteArray>> LineReader::next()
{
    while (true) {
        Result<QByteArray> line = rawLine();
        if (!line)
            return line.error();
        if (line->isEmpty())
            return std::optional<QByteArray>();
        ++m_number;
        if (line->endsWith('\n'))
            line->chop(1);
        if (line->endsWith('\r'))
            line->chop(1);
        if (line->size() > m_mostBytes)
            return errorHere(Message(WEIR_TEXT("file.line_too_long", "The line is longer than %1"),
                                     formatBytes(static_cast<quint64>(m_mostBytes))));
        m_line = std::move(*line);
        if (!m_line.trimmed().isEmpty())
            return std::optional(m_line);
    }
}

Error LineReader::errorHere(const Message &what, const Message &advice) const
{
    return {what, Message(WEIR_TEXT("file.line", "%1, line %2"), m_input.path(), m_number), advice};
}

Error LineReader::errorAt(qsizetype offset, const Message &what, const Message &advice) const
{
    return {what,
            Message(WEIR_TEXT("file.line_and_column", "%1, line %2, column %3"), m_input.path(), m_number,
                    columnOf(m_line, offset)),
            advice};
}

qsizetype columnOf(QByteArrayView line, qsizetype offset)
{
    return QString::fromUtf8(line.first(std::clamp<qsizetype>(offset, 0, line.size()))).size() + 1;
}

} // namespace weir
