// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linereader.h"

#include "base/fileerror.h"
#include "base/units.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

namespace weir {

LineReader::LineReader(QString path, qint64 mostBytes) : m_path(std::move(path)), m_mostBytes(mostBytes) {}

LineReader::LineReader(const LineReader &other)
    : m_path(other.m_path), m_mostBytes(other.m_mostBytes), m_offset(other.m_offset), m_line(other.m_line)
{
}

LineReader &LineReader::operator=(const LineReader &other)
{
    *this = LineReader(other);
    return *this;
}

Result<void> LineReader::open()
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return Error{WEIR_TEXT("file.missing", "There is no such file"), Message::verbatim(m_path),
                     WEIR_TEXT("file.relative_to_project", "Relative paths start at the project's folder.")};
    if (!info.isFile())
        return Error{
            WEIR_TEXT("file.not_regular", "This is not a regular file"), Message::verbatim(m_path), {}};
    auto file = std::make_unique<QFile>(m_path);
    if (!file->open(QIODevice::ReadOnly) || !file->seek(m_offset))
        return Error{Message(WEIR_TEXT("file.cannot_open", "The file can't be opened: %1"), failureOf(*file)),
                     Message::verbatim(m_path),
                     {}};
    m_file = std::move(file);
    return {};
}

/// In small pieces: QIODevice::readLine(most) allocates all that a line may have, for every line.
QByteArray LineReader::rawLine()
{
    // Room for a byte order mark, CR, LF and one byte more, which tells a line that is too long from one that
    // just fits.
    const qint64 most = m_mostBytes + 7;
    std::array<char, 4096> piece;
    QByteArray line;
    while (line.size() < most && !line.endsWith('\n')) {
        const qint64 room = std::min<qint64>(piece.size(), most - line.size() + 1); // with the closing zero
        const qint64 got = m_file->readLine(piece.data(), room);
        if (got <= 0)
            break;
        line.append(piece.data(), got);
    }
    return line;
}

Result<std::optional<QByteArray>> LineReader::next()
{
    if (!m_file) {
        if (const Result<void> opened = open(); !opened)
            return opened.error();
    }
    while (!m_file->atEnd()) {
        ++m_line;
        QByteArray line = rawLine();
        if (line.isEmpty())
            return errorHere(
                Message(WEIR_TEXT("file.line_unreadable", "The line can't be read: %1"), failureOf(*m_file)));
        m_offset += line.size();
        if (line.endsWith('\n'))
            line.chop(1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (m_line == 1 && line.startsWith("\xEF\xBB\xBF"))
            line.remove(0, 3);
        if (line.size() > m_mostBytes)
            return errorHere(Message(WEIR_TEXT("file.line_too_long", "The line is longer than %1"),
                                     formatBytes(static_cast<quint64>(m_mostBytes))));
        if (!line.trimmed().isEmpty())
            return std::optional(line);
    }
    return std::optional<QByteArray>();
}

Error LineReader::errorHere(const Message &what, const Message &advice) const
{
    return {what, Message(WEIR_TEXT("file.line", "%1, line %2"), m_path, m_line), advice};
}

} // namespace weir
