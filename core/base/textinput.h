// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a file of any size, piece by piece: packed or not, UTF-8 or UTF-16, a file or standard input.
#pragma once

#include "base/gunzip.h"
#include "base/textdecoder.h"
#include "base/unzstd.h"

#include <QFile>
#include <QString>

#include <memory>
#include <optional>

namespace weir {

/// UTF-8 from first to last. gzip and Zstandard are told by their first bytes, whatever the name; UTF-16 and
/// UTF-8 by their mark (base/textdecoder.h); "-" is standard input (base/keptinput.h). Memory: what 16 KiB of
/// the file unpack to. A copy reads on by itself from the same place. Not thread-safe.
class TextInput
{
public:
    /// Opens nothing yet. `mostBytes`: of the text, unpacked.
    TextInput(QString path, qint64 mostBytes);
    TextInput(const TextInput &other);
    TextInput(TextInput &&) noexcept = default;
    TextInput &operator=(const TextInput &other);
    TextInput &operator=(TextInput &&) noexcept = default;
    ~TextInput() = default;

    /// The next piece; an empty one at the end. Errors, whose place is the path: no such file, no regular
    /// file (a pipe with a name could block for ever), not readable, too large, and those of Gunzip,
    /// Unzstd and TextDecoder.
    Result<QByteArray> next();

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    struct Open
    {
        explicit Open(const QString &path) : file(path) {}

        QFile file;
        TextDecoder decoder;
        std::optional<Gunzip> gunzip{};
        std::optional<Unzstd> unzstd{};
        bool hasBegun = false;
        bool hasEnded = false;
        [[nodiscard]] bool isPacked() const { return gunzip || unzstd; }
    };

    Result<void> open();
    Result<QByteArray> rawPiece();
    Result<QByteArray> unpackedPiece();
    Result<QByteArray> decodedPiece();
    Result<QByteArray> nextPiece();
    Result<void> skipGiven();

    QString m_path;
    qint64 m_mostBytes;
    qint64 m_given = 0;           ///< Bytes of text.
    std::unique_ptr<Open> m_open; ///< Null until it is needed, so that copies that are never read cost none.
};

} // namespace weir
