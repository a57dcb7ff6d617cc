// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/packedtext.h"

#include "base/escapes.h"
#include "base/packedmarks.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <zlib.h>

namespace weir {

namespace {

constexpr qsizetype mostBetween = 16; ///< Bytes between two codes: a comma, a line's end, an indentation.
constexpr signed char noDigit = -1;

using Digits = std::array<signed char, 256>;

constexpr Digits digitsOf(std::string_view alphabet)
{
    Digits digits{};
    digits.fill(noDigit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    return digits;
}

constexpr Digits withSame(Digits digits, std::string_view letters, std::string_view as)
{
    for (std::size_t i = 0; i < letters.size(); ++i)
        digits[static_cast<unsigned char>(letters[i])] = digits[static_cast<unsigned char>(as[i])];
    return digits;
}

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz";
constexpr Digits base64Digits =
    withSame(digitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"), "-_", "+/");
constexpr Digits base32Digits = withSame(digitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), small, capitals);
constexpr Digits hexDigits = withSame(digitsOf("0123456789abcdef"), "ABCDEF", "abcdef");
constexpr Digits wordDigits =
    withSame(digitsOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), small, capitals); ///< Of whatever base.

int valueOf(const Digits &digits, char c)
{
    return digits[static_cast<unsigned char>(c)];
}

bool isWord(char c)
{
    return valueOf(wordDigits, c) != noDigit;
}

/// Bytes of a text: [from, to).
struct Piece
{
    qsizetype from = 0;
    qsizetype to = 0;
    [[nodiscard]] qsizetype size() const { return to - from; }
};

/// Where each digit of one packed text stands.
using Run = std::vector<qsizetype>;

/// What was packed, and where each of its bytes stood.
struct Unpacked
{
    QByteArray bytes;
    std::vector<Piece> places; ///< In the text it was packed in.
    bool reachesEnd = false;
};

void append(MappedText &made, QByteArrayView bytes, const MappedText &text, const Piece &place)
{
    made.append(bytes, text.placeOf(place.from, place.size()));
}

/// What `packed` unpacks to, each byte at the place of all of it; none when it is not packed.
QByteArray inflated(QByteArrayView packed)
{
    constexpr int gzipOrZlib = 32 + MAX_WBITS;
    z_stream stream{};
    if ((!packed.startsWith("\x1f\x8b\x08") && !packed.startsWith('\x78')) ||
        inflateInit2(&stream, gzipOrZlib) != Z_OK)
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

/// How many bytes from `at` on are a character that a text may hold; 0: none.
qsizetype readableAt(QByteArrayView bytes, qsizetype at)
{
    const auto c = static_cast<unsigned char>(bytes[at]);
    if (c < 0x80)
        return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r' ? 1 : 0;
    return characterAt(bytes, at).second;
}

/// The stretches that may be text: what was no packing at all becomes bytes of all kinds.
void addReadable(const MappedText &text, const Unpacked &unpacked, std::vector<MappedText> &found)
{
    const QByteArrayView bytes = unpacked.bytes;
    Piece piece;
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

/// Digits to one base.
struct Packing
{
    const Digits &digits;
    int bits = 0;
    std::size_t phases = 0; ///< Digits that a byte's first may be away from the run's first.
};

/// The bytes that `run`'s digits make from its digit `first` on.
Unpacked bytesOf(QByteArrayView text, const Run &run, std::size_t first, const Packing &packing)
{
    Unpacked made;
    if (run.size() <= first)
        return made;
    const std::size_t bits = std::size_t(packing.bits);
    const std::size_t size = (run.size() - first) * bits / 8;
    made.bytes.resize(qsizetype(size));
    made.places.resize(size);
    char *const to = made.bytes.data();
    std::size_t digit = first;
    unsigned pending = 0;
    std::size_t pendingBits = 0;
    for (std::size_t byte = 0; byte < size; ++byte) {
        const std::size_t begun = pendingBits > 0 ? digit - 1 : digit; // the digit that holds its first bit
        for (; pendingBits < 8; pendingBits += bits)
            pending = (pending << bits) | unsigned(valueOf(packing.digits, text[run[digit++]]));
        pendingBits -= 8;
        to[byte] = char((pending >> pendingBits) & 0xffU);
        made.places[byte] = {run[begun], run[digit - 1] + 1};
    }
    return made;
}

void unpackRun(const MappedText &text, const Run &run, const Packing &packing, std::vector<MappedText> &found)
{
    constexpr qsizetype padding = 2;
    for (std::size_t first = 0; first < packing.phases; ++first) {
        Unpacked made = bytesOf(text.bytes(), run, first, packing);
        made.reachesEnd = text.reachesEnd() && text.size() - run.back() - 1 <= padding;
        if (const QByteArray inside = inflated(made.bytes); !inside.isEmpty()) {
            found.push_back(text.next());
            append(found.back(), inside, text, {made.places.front().from, made.places.back().to});
        }
        for (const qsizetype highByte : {0, 1}) {
            if (std::optional<MappedText> narrow = narrowed(text, made, highByte))
                found.push_back(std::move(*narrow));
        }
        addReadable(text, made, found);
    }
}

/// Base64 and Base32: digits in a row, or in lines.
void unpackLines(const MappedText &text, const Packing &packing, std::vector<MappedText> &found)
{
    constexpr qsizetype leastLine = 16;
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const QByteArrayView bytes = text.bytes();
    const auto isDigit = [&](qsizetype at) {
        return at < bytes.size() && valueOf(packing.digits, bytes[at]) != noDigit;
    };
    std::vector<Piece> lines;
    qsizetype digits = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        if (!isDigit(at)) {
            ++at;
            continue;
        }
        Piece piece{at, at};
        while (isDigit(piece.to))
            ++piece.to;
        lines.push_back(piece);
        digits += piece.size();
        at = piece.to;
        qsizetype next = at;
        while (next < bytes.size() && next - at < mostBetween && isBlank(bytes[next]))
            ++next;
        if (piece.size() >= leastLine && next > at && isDigit(next)) {
            at = next;
            continue;
        }
        if (digits * packing.bits >= leastPacked * 8) {
            Run run;
            for (const Piece &line : lines) {
                for (qsizetype digit = line.from; digit < line.to; ++digit)
                    run.push_back(digit);
            }
            unpackRun(text, run, packing, found);
        }
        lines.clear();
        digits = 0;
    }
}

/// The digits of a word that has no others: without "0x", however often.
bool appendHexDigits(QByteArrayView text, const Piece &word, Run &run)
{
    const std::size_t before = run.size();
    for (qsizetype at = word.from; at < word.to; ++at) {
        if (text[at] == '0' && at + 1 < word.to && (text[at + 1] == 'x' || text[at + 1] == 'X')) {
            ++at;
        } else if (valueOf(hexDigits, text[at]) != noDigit) {
            run.push_back(at);
        } else {
            run.resize(before);
            return false;
        }
    }
    return true;
}

std::vector<Piece> wordsOf(QByteArrayView text)
{
    std::vector<Piece> words;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isWord(text[at]))
            continue;
        if (words.empty() || words.back().to != at)
            words.push_back({at, at});
        words.back().to = at + 1;
    }
    return words;
}

void unpackHex(const MappedText &text, const std::vector<Piece> &words, std::vector<MappedText> &found)
{
    constexpr qsizetype mostBetweenBytes = 4;
    const Packing packing{hexDigits, 4, 2};
    Run run;
    qsizetype lastEnd = 0;
    const auto end = [&] {
        if (qsizetype(run.size()) >= leastPacked * 2)
            unpackRun(text, run, packing, found);
        run.clear();
    };
    for (const Piece &word : words) {
        if (word.from - lastEnd > mostBetweenBytes)
            end();
        if (!appendHexDigits(text.bytes(), word, run))
            end();
        lastEnd = word.to;
    }
    end();
}

/// `word` as a byte's code; "0o163", "0b1110011" with the prefix of its base.
std::optional<char> codeOf(QByteArrayView word, int base)
{
    if (base != 10 && word.size() > 2 && word[0] == '0' && !(word[1] >= '0' && word[1] <= '9'))
        word = word.sliced(2);
    if (word.size() > (base == 2 ? 8 : 3))
        return std::nullopt;
    int code = 0;
    for (const char c : word) {
        if (c < '0' || c >= '0' + base)
            return std::nullopt;
        code = code * base + (c - '0');
    }
    return code <= 0xff ? std::optional(char(code)) : std::nullopt;
}

void unpackCodes(const MappedText &text, const std::vector<Piece> &words, int base,
                 std::vector<MappedText> &found)
{
    Unpacked made;
    qsizetype lastEnd = 0;
    const auto end = [&] {
        made.reachesEnd = text.reachesEnd() && text.size() - lastEnd <= mostBetween;
        if (made.bytes.size() >= leastPacked)
            addReadable(text, made, found);
        made = {};
    };
    for (const Piece &word : words) {
        const std::optional<char> code = codeOf(text.bytes().sliced(word.from, word.size()), base);
        if ((!code || word.from - lastEnd > mostBetween) && !made.places.empty())
            end();
        if (code) {
            made.bytes.append(*code);
            made.places.push_back(word);
        }
        lastEnd = word.to;
    }
    end();
}

} // namespace

std::vector<MappedText> unpackedFrom(const MappedText &text)
{
    std::vector<MappedText> found;
    if (text.size() < leastPacked)
        return found;
    const std::vector<Piece> words = wordsOf(text.bytes());
    unpackHex(text, words, found);
    for (const int base : {10, 8, 2})
        unpackCodes(text, words, base, found);
    unpackLines(text, {base64Digits, 6, 4}, found);
    unpackLines(text, {base32Digits, 5, 8}, found);
    unpackMarks(text, found);
    return found;
}

} // namespace weir
