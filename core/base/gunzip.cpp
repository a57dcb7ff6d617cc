// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/gunzip.h"

#include <array>
#include <new>
#include <zlib.h>

namespace weir {

namespace {

constexpr int gzipOnly = 16 + MAX_WBITS;

Message byteAt(qint64 byte)
{
    return Message(WEIR_TEXT("file.byte", "byte %1"), byte);
}

} // namespace

void Gunzip::Closer::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

Gunzip::Gunzip() : m_stream(new z_stream_s{})
{
    if (inflateInit2(m_stream.get(), gzipOnly) != Z_OK)
        throw std::bad_alloc();
}

Error Gunzip::damaged(qint64 byte) const
{
    return {
        Message(WEIR_TEXT("gzip.damaged", "The gzip file is damaged")), byteAt(byte),
        Message(WEIR_TEXT("gzip.fetch_again", "Fetch or pack it again; gzip -t tells whether it is whole."))};
}

Result<QByteArray> Gunzip::unpacked(QByteArrayView piece)
{
    QByteArray text;
    std::array<char, 65536> room;
    z_stream_s &stream = *m_stream;
    // zlib's interface knows no const; it does not write to what it reads.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
    stream.avail_in = static_cast<uInt>(piece.size());
    while (true) {
        if (m_betweenMembers) {
            // Tapes and block tools fill up with zeros; gzip passes over them too.
            while (stream.avail_in > 0 && *stream.next_in == 0) {
                ++stream.next_in;
                --stream.avail_in;
            }
            if (stream.avail_in == 0)
                break;
            inflateReset(&stream);
            m_betweenMembers = false;
        }
        stream.next_out = reinterpret_cast<Bytef *>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        const int code = inflate(&stream, Z_NO_FLUSH);
        text.append(room.data(), static_cast<qsizetype>(room.size() - stream.avail_out));
        if (code == Z_STREAM_END)
            m_betweenMembers = true;
        else if (code != Z_OK && code != Z_BUF_ERROR)
            return damaged(m_read + piece.size() - stream.avail_in);
        else if (stream.avail_out > 0)
            break; // all of the piece is read
    }
    m_read += piece.size();
    return text;
}

Result<void> Gunzip::finish() const
{
    if (m_betweenMembers)
        return {};
    return Error{Message(WEIR_TEXT("gzip.cut", "The gzip file ends in the middle")), byteAt(m_read),
                 Message(WEIR_TEXT("gzip.fetch_whole", "Fetch or pack it again; a part of it is missing."))};
}

} // namespace weir
