// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks gzip piece by piece.
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>

struct z_stream_s;

namespace weir {

/// One gzip file: RFC 1952, of one or several members, each with its checksum. Memory: some 50 KiB, and what
/// one piece unpacks to (at most about a thousand times its size). One thread.
class Gunzip
{
public:
    Gunzip();

    /// The file begins as gzip does, whatever its name.
    [[nodiscard]] static bool begins(QByteArrayView file) { return file.startsWith("\x1f\x8b"); }

    /// What the next piece of the file unpacks to. Errors, with the byte of the packed file: damaged, or it
    /// goes on behind its end with something else than gzip.
    Result<QByteArray> unpacked(QByteArrayView piece);
    /// The file has ended; an error where it did so in the middle.
    [[nodiscard]] Result<void> finish() const;

private:
    struct Closer
    {
        void operator()(z_stream_s *stream) const;
    };
    [[nodiscard]] Error damaged(qint64 byte) const;

    std::unique_ptr<z_stream_s, Closer> m_stream; ///< zlib's state points back to it, so it must not move.
    qint64 m_read = 0;                            ///< Of the packed file.
    bool m_betweenMembers = false;
};

} // namespace weir
