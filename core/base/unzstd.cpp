// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/unzstd.h"

#include <array>
#include <new>
#include <zstd.h>
#include <zstd_errors.h>

namespace weir {

namespace {

constexpr qsizetype mostAtOnce = qsizetype{1} << 20;

Message byteAt(qint64 byte)
{
    return Message(WEIR_TEXT("file.byte", "byte %1"), byte);
}

Error failureOf(std::size_t code, qint64 byte)
{
    if (ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge)
        return {Message(WEIR_TEXT("zstd.window",
                                  "The Zstandard file asks for more than 128 MiB of memory to unpack it")),
                byteAt(byte), Message(WEIR_TEXT("zstd.pack_again", "Pack it again without --ultra --long."))};
    return {
        Message(WEIR_TEXT("zstd.damaged", "The Zstandard file is damaged, or something else stands "
                                          "behind its end")),
        byteAt(byte),
        Message(WEIR_TEXT("zstd.fetch_again", "Fetch or pack it again; zstd -t tells whether it is whole."))};
}

} // namespace

void Unzstd::Closer::operator()(ZSTD_DCtx_s *context) const
{
    ZSTD_freeDCtx(context);
}

Unzstd::Unzstd() : m_context(ZSTD_createDCtx())
{
    if (!m_context)
        throw std::bad_alloc();
}

Result<QByteArray> Unzstd::unpacked(QByteArrayView piece)
{
    m_held.append(piece);
    QByteArray text;
    std::array<char, 65536> room;
    ZSTD_inBuffer in{m_held.constData(), static_cast<std::size_t>(m_held.size()), 0};
    m_holdsMore = false;
    while (true) {
        ZSTD_outBuffer out{room.data(), room.size(), 0};
        const std::size_t before = in.pos;
        // At the end of a frame an empty call would begin the next one.
        if (m_betweenFrames && in.pos == in.size)
            break;
        const std::size_t code = ZSTD_decompressStream(m_context.get(), &out, &in);
        if (ZSTD_isError(code) != 0)
            return failureOf(code, m_read + static_cast<qint64>(in.pos));
        m_betweenFrames = code == 0;
        text.append(room.data(), static_cast<qsizetype>(out.pos));
        const bool isFull = out.pos == room.size();
        if (!isFull && in.pos == in.size)
            break;
        if (text.size() >= mostAtOnce) {
            m_holdsMore = true;
            break;
        }
        if (out.pos == 0 && in.pos == before)
            break;
    }
    m_held.remove(0, static_cast<qsizetype>(in.pos));
    m_read += static_cast<qint64>(in.pos);
    return text;
}

Result<void> Unzstd::finish() const
{
    if (m_betweenFrames)
        return {};
    return Error{Message(WEIR_TEXT("zstd.cut", "The Zstandard file ends in the middle")),
                 byteAt(m_read + m_held.size()),
                 Message(WEIR_TEXT("zstd.fetch_whole", "Fetch or pack it again; a part of it is missing."))};
}

} // namespace weir
