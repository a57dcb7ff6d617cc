// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a text file of any size line by line within bounds.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>
#include <optional>

namespace weir {

/// The lines of one file. Memory: one line. A copy reads on by itself from the same place. Not thread-safe.
class LineReader
{
public:
    /// Opens nothing yet. `mostBytes`: of one line, its end not counted.
    LineReader(QString path, qint64 mostBytes);
    LineReader(const LineReader &other);
    LineReader(LineReader &&) noexcept = default;
    LineReader &operator=(const LineReader &other);
    LineReader &operator=(LineReader &&) noexcept = default;
    ~LineReader() = default;

    /// The next line that is not blank, without its end; a byte order mark at the start and CRLF are
    /// accepted. Nothing at the end of the file. Errors: no such file, not a regular file (a pipe could block
    /// for ever), not readable, a line that is too long.
    Result<std::optional<QByteArray>> next();

    /// Of the file, line ends and blank lines included.
    [[nodiscard]] qint64 bytesRead() const { return m_offset; }
    /// An error about the line that next() gave last: `where` is "PATH, line N", from 1.
    [[nodiscard]] Error errorHere(const Message &what, const Message &advice = {}) const;

private:
    Result<void> open();
    QByteArray rawLine();

    QString m_path;
    qint64 m_mostBytes;
    std::unique_ptr<QFile> m_file; ///< Null until it is needed, so that copies that are never read cost none.
    qint64 m_offset = 0;
    quint64 m_line = 0;
};

} // namespace weir
