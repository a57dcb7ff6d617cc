// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks Zstandard piece by piece.
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>

struct ZSTD_DCtx_s;

namespace weir {

/// One Zstandard file: RFC 8878, of one or several frames; those to be skipped are. Some bytes can unpack to
/// a hundred thousand times as many, so one call gives 1 MiB at most, and holdsMore() tells whether the next
/// one has something without a new piece. Memory: that, and the window that the file asks for, 128 MiB at
/// most. One thread.
class Unzstd
{
public:
    Unzstd();

    /// The file begins as Zstandard does, whatever its name.
    [[nodiscard]] static bool begins(QByteArrayView file)
    {
        return file.startsWith(QByteArrayView("\x28\xb5\x2f\xfd", 4));
    }

    /// What the next piece of the file, behind those that were given before, unpacks to. Errors, with the
    /// byte of the packed file: damaged, a window that is too large, or something else behind the last frame.
    Result<QByteArray> unpacked(QByteArrayView piece);
    [[nodiscard]] bool holdsMore() const { return m_holdsMore; }
    /// The file has ended; an error where it did so in the middle.
    [[nodiscard]] Result<void> finish() const;

private:
    struct Closer
    {
        void operator()(ZSTD_DCtx_s *context) const;
    };

    std::unique_ptr<ZSTD_DCtx_s, Closer> m_context;
    QByteArray m_held; ///< Of the packed file: given, and not unpacked yet.
    qint64 m_read = 0; ///< Bytes before those.
    bool m_holdsMore = false;
    bool m_betweenFrames = false;
};

} // namespace weir
