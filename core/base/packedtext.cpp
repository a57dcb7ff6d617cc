// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/packedtext.h"

#include "base/digits.h"
#include "base/packedbase85.h"
#include "base/packedmarks.h"
#include "base/unpacked.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace weir {

namespace {

constexpr qsizetype mostBetween = 16; ///< Bytes between two codes: a comma, a line's end, an indentation.

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
constexpr Digits base32HexDigits = withSame(digitsOf("0123456789ABCDEFGHIJKLMNOPQRSTUV"), small.substr(0, 22),
                                            capitals.substr(0, 22)); ///< RFC 4648's other one.
/// Of uuencode: the code of a letter less that of the blank.
constexpr Digits uuDigits =
    withSame(digitsOf(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"), "`", " ");
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

/// Where each digit of one packed text stands.
using Run = std::vector<qsizetype>;

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

bool endsWithText(const MappedText &text, const Run &run)
{
    constexpr qsizetype padding = 2;
    return text.reachesEnd() && text.size() - run.back() - 1 <= padding;
}

void unpackRun(const MappedText &text, const Run &run, const Packing &packing, std::vector<MappedText> &found)
{
    for (std::size_t first = 0; first < packing.phases; ++first) {
        Unpacked made = bytesOf(text.bytes(), run, first, packing);
        made.reachesEnd = endsWithText(text, run);
        addUnpacked(text, made, found);
    }
}

/// The last byte of each word first: dumps print numbers so, as most machines keep them. What the text's end
/// leaves of a word may be any part of it.
void unpackWords(const MappedText &text, Run run, std::size_t digitsEach, std::vector<MappedText> &found)
{
    const bool reachesEnd = endsWithText(text, run);
    if (reachesEnd)
        run.resize(run.size() / digitsEach * digitsEach);
    Run turned;
    for (std::size_t word = 0; word < run.size(); word += digitsEach) {
        for (std::size_t digit = std::min(run.size(), word + digitsEach); digit >= word + 2; digit -= 2)
            turned.insert(turned.end(), {run[digit - 2], run[digit - 1]});
    }
    Unpacked made = bytesOf(text.bytes(), turned, 0, {hexDigits, 4, 1});
    for (std::size_t byte = 0; byte < made.places.size(); ++byte) {
        const std::size_t word = byte * 2 / digitsEach * digitsEach;
        made.places[byte] = {run[word], run[std::min(run.size(), word + digitsEach) - 1] + 1};
    }
    made.reachesEnd = reachesEnd;
    addUnpacked(text, made, found);
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
    std::vector<PackedPiece> lines;
    qsizetype digits = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        if (!isDigit(at)) {
            ++at;
            continue;
        }
        PackedPiece piece{at, at};
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
            for (const PackedPiece &line : lines) {
                for (qsizetype digit = line.from; digit < line.to; ++digit)
                    run.push_back(digit);
            }
            unpackRun(text, run, packing, found);
        }
        lines.clear();
        digits = 0;
    }
}

/// The digits of a word that has no others: without "0x", however often, or the "h" behind a byte.
bool appendHexDigits(QByteArrayView text, const PackedPiece &word, Run &run)
{
    const std::size_t before = run.size();
    const bool endsInBase = word.size() == 3 && (text[word.to - 1] == 'h' || text[word.to - 1] == 'H');
    for (qsizetype at = word.from; at < word.to - (endsInBase ? 1 : 0); ++at) {
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

std::vector<PackedPiece> wordsOf(QByteArrayView text)
{
    std::vector<PackedPiece> words;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isWord(text[at]))
            continue;
        if (words.empty() || words.back().to != at)
            words.push_back({at, at});
        words.back().to = at + 1;
    }
    return words;
}

void unpackHex(const MappedText &text, const std::vector<PackedPiece> &words, std::vector<MappedText> &found)
{
    constexpr qsizetype mostBetweenBytes = 4;
    const Packing packing{hexDigits, 4, 2};
    const auto isMuch = [](const Run &digits) { return qsizetype(digits.size()) >= leastPacked * 2; };
    Run run;
    Run alike; ///< Of words of one length; the last one may be shorter.
    std::size_t each = 0;
    qsizetype lastEnd = 0;
    const auto endAlike = [&] {
        if (isMuch(alike) && (each == 4 || each == 8))
            unpackWords(text, alike, each, found);
        alike.clear();
    };
    const auto end = [&] {
        if (isMuch(run))
            unpackRun(text, run, packing, found);
        run.clear();
        endAlike();
    };
    for (const PackedPiece &word : words) {
        if (word.from - lastEnd > mostBetweenBytes)
            end();
        lastEnd = word.to;
        const std::size_t before = run.size();
        if (!appendHexDigits(text.bytes(), word, run)) {
            end();
            continue;
        }
        const std::size_t digits = run.size() - before;
        if (!alike.empty() && (digits > each || alike.size() % each != 0))
            endAlike();
        if (alike.empty())
            each = digits;
        const bool isShorter = digits < each; // the last one, or the first behind an address
        alike.insert(alike.end(), run.begin() + std::ptrdiff_t(before), run.end());
        if (isShorter) {
            endAlike();
            each = digits;
            alike.assign(run.begin() + std::ptrdiff_t(before), run.end());
        }
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

/// What stands before each code in the same word is no end of them: chr(107) . chr(101).
void unpackCodes(const MappedText &text, const std::vector<PackedPiece> &words, int base,
                 std::vector<MappedText> &found)
{
    Unpacked made;
    qsizetype lastEnd = 0;
    QByteArrayView label;
    const auto end = [&] {
        made.reachesEnd = text.reachesEnd() && text.size() - lastEnd <= mostBetween;
        if (made.bytes.size() >= leastPacked)
            addReadable(text, made, found);
        made = {};
    };
    for (const PackedPiece &word : words) {
        const QByteArrayView bytes = text.bytes().sliced(word.from, word.size());
        const std::optional<char> code = codeOf(bytes, base);
        const bool isLabel = !code && bytes == label;
        if (!code)
            label = bytes;
        if (((!code && !isLabel) || word.from - lastEnd > mostBetween) && !made.places.empty())
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
    const std::vector<PackedPiece> words = wordsOf(text.bytes());
    unpackHex(text, words, found);
    for (const int base : {10, 8, 2})
        unpackCodes(text, words, base, found);
    unpackLines(text, {base64Digits, 6, 4}, found);
    unpackLines(text, {base32Digits, 5, 8}, found);
    unpackLines(text, {base32HexDigits, 5, 8}, found);
    unpackLines(text, {uuDigits, 6, 4}, found);
    unpackBase85(text, found);
    unpackBytes(text, found);
    unpackMarks(text, found);
    return found;
}

} // namespace weir
