// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/unpacked.h"

#include "base/escapes.h"
#include "base/packedtext.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <zlib.h>

namespace weir {

namespace {

void append(MappedText &made, QByteArrayView bytes, const MappedText &text, const PackedPiece &place)
{
    made.append(bytes, text.placeOf(place.from, place.size()));
}

/// RFC 1952 and 1950: what a stream begins with.
bool beginsPacked(QByteArrayView bytes)
{
    if (bytes.startsWith("\x1f\x8b\x08"))
        return true;
    constexpr unsigned deflateWith32K = 0x78;
    constexpr unsigned check = 31;
    if (bytes.size() < 2 || quint8(bytes[0]) != deflateWith32K)
        return false;
    return (deflateWith32K * 256 + quint8(bytes[1])) % check == 0;
}

/// What `packed` unpacks to, at most 64 KiB; none when it is not packed.
QByteArray inflated(QByteArrayView packed)
{
    constexpr int gzipOrZlib = 32 + MAX_WBITS;
    z_stream stream{};
    if (!beginsPacked(packed) || inflateInit2(&stream, gzipOrZlib) != Z_OK)
        return {};
    QByteArray room(65536, Qt::Uninitialized);
    // zlib's interface knows no const; it does not write to what it reads.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(room.data());
    stream.avail_out = static_cast<uInt>(room.size());
    inflate(&stream, Z_SYNC_FLUSH);
    room.truncate(room.size() - qsizetype(stream.avail_out));
    inflateEnd(&stream);
    return room;
}

/// UTF-16 of letters of any width and unseen marks: as UTF-8; nothing when it is not that.
std::optional<MappedText> narrowed(const MappedText &text, const Unpacked &wide, qsizetype highByte)
{
    const auto isHigh = [](char c) { return c == '\0' || c == '\xff' || c == '\x20'; };
    MappedText made = text.next();
    for (qsizetype at = 0; at + 1 < wide.bytes.size(); at += 2) {
        const char high = wide.bytes[at + highByte];
        if (!isHigh(high))
            return std::nullopt;
        const char16_t unit = char16_t(quint8(high) << 8 | quint8(wide.bytes[at + 1 - highByte]));
        if (unit != 0)
            append(made, QStringView(&unit, 1).toUtf8(), text,
                   {wide.places[std::size_t(at)].from, wide.places[std::size_t(at + 1)].to});
    }
    made.setReachesEnd(wide.reachesEnd);
    return made;
}

/// UTF-32 of ASCII, the letter first or last; nothing when it is not that.
std::optional<MappedText> narrowedBy4(const MappedText &text, const Unpacked &wide, qsizetype letter)
{
    constexpr qsizetype each = 4;
    MappedText made = text.next();
    for (qsizetype at = 0; at + each <= wide.bytes.size(); at += each) {
        for (qsizetype i = 0; i < each; ++i) {
            if ((wide.bytes[at + i] != '\0') != (i == letter))
                return std::nullopt;
        }
        append(made, QByteArrayView(wide.bytes).sliced(at + letter, 1), text,
               {wide.places[std::size_t(at)].from, wide.places[std::size_t(at + each - 1)].to});
    }
    made.setReachesEnd(wide.reachesEnd);
    return made;
}

/// How many bytes from `at` on are a character that a text may hold; 0: none.
qsizetype readableAt(QByteArrayView bytes, qsizetype at)
{
    constexpr unsigned char escape = 0x1b; // of a terminal's colours
    const auto c = static_cast<unsigned char>(bytes[at]);
    if (c < 0x80)
        return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r' || c == escape ? 1 : 0;
    return characterAt(bytes, at).second;
}

/// What Windows-1252 has in the places 0x80 to 0x9f; 0: what Latin-1 has.
constexpr std::array<char16_t, 32> windows1252{
    u'\u20ac', 0,         u'\u201a', u'\u0192', u'\u201e', u'\u2026', u'\u2020', u'\u2021',
    u'\u02c6', u'\u2030', u'\u0160', u'\u2039', u'\u0152', 0,         u'\u017d', 0,
    0,         u'\u2018', u'\u2019', u'\u201c', u'\u201d', u'\u2022', u'\u2013', u'\u2014',
    u'\u02dc', u'\u2122', u'\u0161', u'\u203a', u'\u0153', 0,         u'\u017e', u'\u0178'};

/// The byte that was printed as `code`; nothing where it is none.
std::optional<char> printedByte(char32_t code)
{
    if (code <= 0xff)
        return char(code);
    const auto *const found = std::find(windows1252.begin(), windows1252.end(), code);
    return found == windows1252.end() ? std::nullopt
                                      : std::optional(char(0x80 + (found - windows1252.begin())));
}

/// The bytes from `from` on as they were before they were printed as characters, or as they are.
Unpacked printedBytes(const MappedText &text, qsizetype from, bool arePrinted)
{
    const QByteArrayView bytes = text.bytes();
    Unpacked made;
    for (qsizetype at = from; at < bytes.size();) {
        const auto [code, length] = arePrinted ? characterAt(bytes, at) : std::pair<char32_t, qsizetype>{};
        const std::optional<char> byte = length > 0 ? printedByte(code) : bytes[at];
        if (!byte)
            break;
        const qsizetype to = at + std::max<qsizetype>(length, 1);
        made.bytes.append(*byte);
        made.places.push_back({at, to});
        at = to;
    }
    return made;
}

/// As bytes, or as characters up to U+00FF.
bool mayBeginPacked(QByteArrayView bytes)
{
    if (bytes.startsWith('\x1f'))
        return bytes.startsWith("\x1f\x8b\x08") || bytes.startsWith("\x1f\xc2\x8b\x08") ||
               bytes.startsWith("\x1f\xe2\x80\xb9\x08"); // as Windows-1252 has it
    return bytes.startsWith('x') && bytes.size() > 3 &&
           (bytes[1] == '\x01' || bytes[1] == '^' || bytes[1] < 0);
}

} // namespace

void addReadable(const MappedText &text, const Unpacked &unpacked, std::vector<MappedText> &found)
{
    const QByteArrayView bytes = unpacked.bytes;
    PackedPiece piece;
    for (qsizetype at = 0; at <= bytes.size();) {
        const qsizetype length = at < bytes.size() ? readableAt(bytes, at) : 0;
        if (length > 0) {
            at += length;
            continue;
        }
        piece.to = at;
        if (piece.size() >= leastPacked) {
            MappedText made = text.next();
            made.reserve(piece.size());
            for (qsizetype i = piece.from; i < piece.to; ++i)
                append(made, bytes.sliced(i, 1), text, unpacked.places[std::size_t(i)]);
            made.setReachesEnd(unpacked.reachesEnd && piece.to == bytes.size());
            found.push_back(std::move(made));
        }
        piece.from = ++at;
    }
}

void addUnpacked(const MappedText &text, const Unpacked &unpacked, std::vector<MappedText> &found)
{
    if (unpacked.bytes.isEmpty())
        return;
    if (const QByteArray inside = inflated(unpacked.bytes); !inside.isEmpty()) {
        found.push_back(text.next());
        append(found.back(), inside, text, {unpacked.places.front().from, unpacked.places.back().to});
    }
    if (mayBeginPacked(unpacked.bytes) && !beginsPacked(unpacked.bytes)) { // printed before it was packed
        found.push_back(text.next());
        for (std::size_t at = 0; at < unpacked.places.size(); ++at)
            append(found.back(), QByteArrayView(unpacked.bytes).sliced(qsizetype(at), 1), text,
                   unpacked.places[at]);
    }
    for (const qsizetype highByte : {0, 1}) {
        if (std::optional<MappedText> narrow = narrowed(text, unpacked, highByte))
            found.push_back(std::move(*narrow));
    }
    for (const qsizetype letter : {0, 3}) {
        if (std::optional<MappedText> narrow = narrowedBy4(text, unpacked, letter))
            found.push_back(std::move(*narrow));
    }
    addReadable(text, unpacked, found);
}

void unpackBytes(const MappedText &text, std::vector<MappedText> &found)
{
    constexpr int mostTries = 8; // each may read to the end
    const QByteArrayView bytes = text.bytes();
    int tries = 0;
    for (qsizetype at = 0; at < bytes.size() && tries < mostTries; ++at) {
        if ((bytes[at] != '\x1f' && bytes[at] != 'x') || !mayBeginPacked(bytes.sliced(at)))
            continue;
        ++tries;
        const bool arePrinted = bytes[at + 1] >= 0 || characterAt(bytes, at + 1).second > 0;
        const Unpacked made = printedBytes(text, at, arePrinted);
        const QByteArray inside = inflated(made.bytes);
        if (inside.size() < leastPacked)
            continue;
        found.push_back(text.next());
        append(found.back(), inside, text, {made.places.front().from, made.places.back().to});
        at = made.places.back().to - 1;
    }
}

} // namespace weir
